// LangChain.js as its documentation shows it: PDFLoader, RecursiveCharacterTextSplitter, in-memory store. Usage: node langchain.mjs FILE…

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const resolve = createRequire(new URL('../peers/package.json', import.meta.url)).resolve;
const load = (name) => import(pathToFileURL(resolve(name)).href);
const { PDFLoader } = await load('@langchain/community/document_loaders/fs/pdf');
const { RecursiveCharacterTextSplitter } = await load('@langchain/textsplitters');
const { MemoryVectorStore } = await load('@langchain/classic/vectorstores/memory');
const { FakeEmbeddings } = await load('@langchain/core/utils/testing');
const { Document } = await load('@langchain/core/documents');

const documents = [];
for (const file of process.argv.slice(2)) {
  if (file.endsWith('.pdf')) documents.push(...(await new PDFLoader(file).load()));
  else documents.push(new Document({ pageContent: await readFile(file, 'utf8') }));
}
const chunks = await new RecursiveCharacterTextSplitter({ chunkSize: 1000, chunkOverlap: 200 }).splitDocuments(
  documents,
);
const store = new MemoryVectorStore(new FakeEmbeddings());
await store.addDocuments(chunks);
const text = documents.map(({ pageContent }) => pageContent).join('\n');
const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
const result = JSON.stringify({
  pages: documents.length,
  han,
  nonBlank: text.replaceAll(/\s/g, '').length,
  chunks: chunks.length,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
});
process.stdout.write(`${result}\n`);
