// pdf.js alone, with its character maps wired: getTextContent over all pages. Usage: node bare-pdfjs.mjs FILE
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Text needs no drawing surface; these stand in where the optional canvas package is missing.
for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globalThis[name] ??= class {};
const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
const document = await getDocument({
  data: new Uint8Array(await readFile(process.argv[2])),
  cMapUrl: `${join(folder, 'cmaps')}/`,
  cMapPacked: true,
  standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
  wasmUrl: `${join(folder, 'wasm')}/`,
  verbosity: 0,
}).promise;
let text = '';
for (let number = 1; number <= document.numPages; number += 1) {
  const { items } = await (await document.getPage(number)).getTextContent();
  for (const item of items) text += item.str;
}
const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
const result = JSON.stringify({
  pages: document.numPages,
  han,
  nonBlank: text.replaceAll(/\s/g, '').length,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
});
process.stdout.write(`${result}\n`);
