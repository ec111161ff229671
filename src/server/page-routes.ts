import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RagstoneError } from '../contracts/error.ts';
import type { Application } from './server-environment.ts';

/** The built page; beside this folder in the package. */
const pageFolder = fileURLToPath(new URL('../web/', import.meta.url));

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
};

/** Serves the page's files by name; nothing outside its folder can be named. */
export function pageRoutes(application: Application, folder: string = pageFolder): void {
  application.get('*', async (context) => {
    const path = context.req.path === '/' ? '/index.html' : decodePath(context.req.path);
    const mediaType = mediaTypes[extname(path)] ?? 'application/octet-stream';
    const file = join(folder, normalize(`/${path}`));
    const content = path.includes('\0') ? null : await readFile(file).catch(() => null);
    if (content === null) throw noSuchPage(context.req.path);
    const immutable = path.startsWith('/assets/');
    return context.body(new Uint8Array(content), 200, {
      'content-type': mediaType,
      'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  });
}

/** A path that is no valid escape of UTF-8 names nothing, as does one with a NUL. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw noSuchPage(path);
  }
}

function noSuchPage(path: string): RagstoneError {
  return new RagstoneError('not-found', {
    en: `There is no page ${path}. The page of Ragstone is at /.`,
    zh: `没有页面 ${path}。Ragstone 的页面在 /。`,
  });
}
