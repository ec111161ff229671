// The whole ingest of Ragstone: parse, clean, chunk, segment, index, into a new home. Usage: node ragstone.mjs HOME FILE…
import { openWorkspace, parseFile } from '../../dist/index.js';

const [home, ...files] = process.argv.slice(2);
const started = performance.now();
const workspace = await openWorkspace({ home });
const report = await workspace.ingest({ knowledgeBase: 'bench', paths: files });
await workspace.idle();
const seconds = (performance.now() - started) / 1000;
let pages = 0;
for (const { id } of report.documents) if (id !== null) pages += (await workspace.getDocument(id)).ledger?.pages ?? 1;
const peakMegabytes = workspace.peakParserMemory() / 1024 / 1024;
await workspace.close();
// Counted from outside the ingest, so that it costs the measured run nothing.
const count = process.env.RAGSTONE_BENCH_COUNT === '1';
let text = '';
if (count) for (const file of files) text += (await parseFile(file)).blocks.map((block) => block.text).join('');
const result = JSON.stringify({
  pages,
  seconds,
  peakMegabytes,
  chunks: report.documents.reduce((sum, document) => sum + document.chunks, 0),
  statuses: report.documents.map(({ status }) => status),
  ...(count ? { han: text.match(/\p{Script=Han}/gu)?.length ?? 0, nonBlank: text.replaceAll(/\s/g, '').length } : {}),
});
process.stdout.write(`${result}\n`);
