import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const pdfjsFolder = new URL('../../node_modules/pdfjs-dist/', import.meta.url);
/** What pdf.js fetches while it draws: character maps of CJK fonts that are not embedded, stand-ins for the standard fonts, image decoders. */
const pdfjsParts = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

function pdfjsAssets(): Plugin {
  return {
    name: 'pdfjs-assets',
    generateBundle() {
      for (const part of pdfjsParts) {
        const folder = new URL(`${part}/`, pdfjsFolder);
        for (const name of readdirSync(folder)) {
          this.emitFile({
            type: 'asset',
            fileName: `pdfjs/${part}/${name}`,
            source: readFileSync(new URL(encodeURIComponent(name), folder)),
          });
        }
      }
    },
    configureServer(server) {
      server.middlewares.use('/pdfjs', (request, response, next) => {
        const match = /^\/(\w+)\/([\w.-]+)$/.exec(request.url ?? '');
        if (match === null || !pdfjsParts.includes(match[1] ?? '')) return next();
        response.end(readFileSync(new URL(`${match[1]}/${match[2]}`, pdfjsFolder)));
      });
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), pdfjsAssets()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 1024,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:7860' } },
});
