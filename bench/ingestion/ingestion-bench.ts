import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Bench } from '../bench.ts';
import { installPeers } from '../install-peers.ts';
import { measureCommand } from '../measure-command.ts';

const outputSchema = z.object({
  pages: z.number(),
  han: z.number().optional(),
  nonBlank: z.number().optional(),
  peakMegabytes: z.number(),
  chunks: z.number().optional(),
});
const script = (name: string): string => fileURLToPath(new URL(`./${name}.mjs`, import.meta.url));

async function measure(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const { cpuSeconds, wallSeconds, output } = await measureCommand(args, environment);
  return { cpuSeconds, wallSeconds, ...outputSchema.parse(output) };
}

async function withHome<Result>(work: (home: string) => Promise<Result>): Promise<Result> {
  const home = await mkdtemp(join(tmpdir(), 'ragstone-bench-'));
  try {
    return await work(home);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** The same book under two names, worked on by two parser processes. */
async function measureTwo(home: string, pdf: string) {
  const folder = await mkdtemp(join(tmpdir(), 'ragstone-bench-'));
  try {
    const copies = ['one.pdf', 'two.pdf'].map((name) => join(folder, name));
    for (const copy of copies) await copyFile(pdf, copy);
    return await measure([script('ragstone'), home, ...copies]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Chinese characters and non-blank characters of the mathematics PDF that must be kept. */
const leastHan = 90_000;
const leastNonBlank = 0.97 * 231_840;

export const ingestionBench: Bench = {
  name: 'ingestion',
  description:
    'A Chinese mathematics book of 196 pages whose fonts are in Adobe-GB1 without ToUnicode, from file to searchable chunks. Bare pdf.js (with its character maps wired) only reads; LangChain.js is PDFLoader, RecursiveCharacterTextSplitter and the in-memory store with their defaults. CPU seconds count all processes, start-up included.',
  async run({ data, note, quick }) {
    installPeers(note);
    const pdf = join(data, 'course/pumkin_book/pumpkin_book.pdf');
    const bare = await measure([script('bare-pdfjs'), pdf]);
    const langchain = await measure([script('langchain'), pdf]);
    const ragstone = await withHome((home) => measure([script('ragstone'), home, pdf]));
    const counted = await withHome((home) => measure([script('ragstone'), home, pdf], { RAGSTONE_BENCH_COUNT: '1' }));
    const pair = quick ? null : await withHome((home) => measureTwo(home, pdf));
    const han = counted.han ?? 0;
    const nonBlank = counted.nonBlank ?? 0;
    const ratio = ragstone.cpuSeconds / bare.cpuSeconds;
    const row = (
      name: string,
      { pages, han: chinese, nonBlank: all, cpuSeconds, wallSeconds, peakMegabytes, chunks }: typeof bare,
    ) => [
      name,
      pages,
      chinese ?? null,
      all ?? null,
      cpuSeconds.toFixed(2),
      (cpuSeconds / bare.cpuSeconds).toFixed(2),
      (pages / wallSeconds).toFixed(1),
      peakMegabytes.toFixed(0),
      chunks ?? null,
    ];
    return {
      columns: [
        'system',
        'pages',
        'Chinese characters',
        'non-blank characters',
        'CPU s',
        'ratio to bare pdf.js',
        'pages/s',
        'peak MB of the reading process',
        'chunks',
      ],
      rows: [
        row('bare pdf.js', bare),
        row('LangChain.js', langchain),
        row('Ragstone', { ...ragstone, han, nonBlank }),
        ...(pair === null ? [] : [row('Ragstone, two books at once', pair)]),
      ],
      checks: [
        { what: `at least ${leastHan} Chinese characters are kept (${han})`, holds: han >= leastHan, always: true },
        {
          what: `at least 97 % of the 231,840 non-blank characters that pdfium reads are kept (${nonBlank}, ${((100 * nonBlank) / 231_840).toFixed(1)} %)`,
          holds: nonBlank >= leastNonBlank,
          always: true,
        },
        {
          what: `CPU of the whole ingest is at most 2.5 times bare pdf.js (${ratio.toFixed(2)})`,
          holds: ratio <= 2.5,
          always: false,
        },
        {
          what: 'CPU of the whole ingest is at most 3 times bare pdf.js, also on a busy machine',
          holds: ratio <= 3,
          always: true,
        },
        {
          what: `the parser process stays under 400 MB (${ragstone.peakMegabytes.toFixed(0)})`,
          holds: ragstone.peakMegabytes <= 400,
          always: true,
        },
      ],
    };
  },
};
