import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ParsedDocument } from '../../../contracts/parsed-document.ts';
import { checkParsedDocument } from '../loader.conformance.ts';
import { loadPdf } from './load-pdf.ts';
import { type OpenPdf, openPdf } from './open-pdf.ts';
import { readPageFrame } from './page-frame.ts';

const data = new URL('../../../../../shared/data/', import.meta.url);
const file = (path: string): string => fileURLToPath(new URL(path, data));
const book = file('course/pumkin_book/pumpkin_book.pdf');
const documents = file('documents/files/');
const missing = !existsSync(book) || !existsSync(documents);
if (missing)
  process.stderr.write('Skipped: tests of real PDF files need the shared data folder beside the repository.\n');

async function load(path: string): Promise<ParsedDocument> {
  const parsed = await loadPdf({ bytes: readFileSync(path), name: path });
  checkParsedDocument(parsed);
  return parsed;
}

/** What the engine itself reads in a box, drawn in a little. White space is left out. */
function textUnder({ engine, document }: OpenPdf, page: number, box: readonly number[]): string {
  const { call, bytes } = engine;
  const handle = call.FPDF_LoadPage(document, page - 1);
  const textPage = call.FPDFText_LoadPage(handle);
  const scratch = call.malloc(4096);
  const frame = readPageFrame(engine, handle, scratch);
  const [x0, y0, x1, y1] = box as [number, number, number, number];
  const [left, bottom] = [-frame.x(0, 0), frame.y(0, 0)];
  const inset = Math.min(0.6, (x1 - x0) / 10);
  const margin = Math.min(0.4, (y1 - y0) / 20);
  const strip = [left + x0 + inset, bottom - y0 - margin, left + x1 - inset, bottom - y1 + margin];
  const count = call.FPDFText_GetBoundedText(textPage, ...strip, scratch, 2000);
  const text = Buffer.from(bytes().slice(scratch, scratch + 2 * count)).toString('utf16le');
  call.free(scratch);
  call.FPDFText_ClosePage(textPage);
  call.FPDF_ClosePage(handle);
  return text.replace(/\u0002|\ufffe/g, '-').replace(/[\s\0]/g, '');
}

/** Lines of Chinese prose stand alone in their boxes; the parts of a formula reach into one another's. */
const prose = /^[\p{sc=Han}，。、；：]{6,}$/u;

/** Whether `text` stands in `under`, perhaps with glyphs of its neighbours between. */
function holds(under: string, text: string): boolean {
  let found = 0;
  for (const unit of under) if (unit === text[found]) found += 1;
  return found === text.length;
}

describe.skipIf(missing)('real files', () => {
  it('reads the mathematics book: all its Chinese, positions of everything, its headings and running heads', async () => {
    const parsed = await load(book);
    const text = parsed.blocks
      .flatMap((block) => block.runs.map((run) => block.text.slice(run.start, run.end)))
      .join('');
    expect(parsed.pages).toHaveLength(196);
    expect(text.match(/[\u4e00-\u9fff]/g)!.length).toBeGreaterThanOrEqual(90_000);
    expect(text.replace(/\s/g, '').length).toBeGreaterThanOrEqual(0.97 * 231_840);
    expect(parsed.blocks.some((block) => block.kind === 'heading' && block.text.includes('对偶问题'))).toBe(true);
    const running = parsed.blocks.filter(
      (block) => block.kind === 'running-head' && block.text.includes('配套视频教程'),
    );
    expect(running.length).toBeGreaterThan(180);
    // Displayed formulas line up like cells; they must not become tables.
    expect(parsed.blocks.filter((block) => block.kind === 'table').length).toBeLessThan(8);
  });

  it('finds under the boxes of any run what the run says', async () => {
    for (const path of [book, `${documents}test.pdf`, `${documents}SPARSE-2024-INV-1234_borderless_table.pdf`]) {
      const parsed = await load(path);
      const open = await openPdf(readFileSync(path), path);
      const runs = parsed.blocks.flatMap(({ text, runs: all }) =>
        all.map((run) => ({ ...run, text: text.slice(run.start, run.end).replace(/\s/g, '') })),
      );
      const plain = runs.filter(({ text }) => /^[\p{sc=Han}A-Za-z0-9，。、；：,.-]{2,}$/u.test(text));
      // Evenly taken; the few that differ are labels of plots so small that the margin of the question cuts them.
      const step = Math.max(1, Math.floor(plain.length / 300));
      const asked = plain.filter((_, index) => index % step === 0);
      const wrong = asked.filter(({ locator, text }) => {
        if (locator.kind !== 'pdf') return true;
        const under = textUnder(open, locator.page, locator.boxes[0]!);
        return !(prose.test(text) ? under === text : holds(under, text));
      });
      expect(wrong.filter(({ text }) => prose.test(text))).toEqual([]);
      expect(wrong.length / asked.length).toBeLessThan(0.02);
    }
  });

  it('keeps partial numbering, and the rows of a table without lines', async () => {
    const numbered = await load(`${documents}masterformat_partial_numbering.pdf`);
    expect(numbered.blocks.some(({ text }) => text.startsWith('.1 The intent of this Request'))).toBe(true);
    const sparse = await load(`${documents}SPARSE-2024-INV-1234_borderless_table.pdf`);
    const tables = sparse.blocks.filter((block) => block.kind === 'table');
    expect(tables).toHaveLength(2);
    expect(tables[0]!.text).toContain('SKU-9201\t\t780\t778\t\tOK');
    expect(tables[0]!.cells!.filter((cell) => cell.header)).toHaveLength(6);
  });

  it('says that the scanned report is pictures', async () => {
    await expect(load(`${documents}MEDRPT-2024-PAT-3847_medical_report_scan.pdf`)).rejects.toMatchObject({
      code: 'empty-document',
    });
  });
});
