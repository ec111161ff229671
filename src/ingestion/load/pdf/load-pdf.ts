import type { ParsedBlock, ParsedDocument } from '../../../contracts/parsed-document.ts';
import type { Load, LoaderInput } from '../loader.ts';
import { buildPageBlocks, layOutPage, type PageLayout } from './build-page-blocks.ts';
import { type CoverageTally, createCoverageTally } from './coverage-tally.ts';
import { bodyStyle, findHeadings, type PageRows } from './find-headings.ts';
import { findRunningHeads } from './find-running-heads.ts';
import { judgePages } from './judge-pages.ts';
import { openPdf } from './open-pdf.ts';
import { type OutlineEntry, readOutline } from './read-outline.ts';
import { type PageText, readPage } from './read-page.ts';
import { readTitle } from './read-title.ts';

interface Reading {
  readonly pages: readonly PageText[];
  readonly outline: readonly OutlineEntry[];
  readonly title: string | undefined;
  readonly tally: CoverageTally;
}

/** All that the engine is needed for; its memory can be given back when this ends. */
async function readAll(bytes: Uint8Array, name: string): Promise<Reading> {
  const open = await openPdf(bytes, name);
  const tally = createCoverageTally();
  const pages = Array.from({ length: open.pageCount }, (_, index) => readPage(open, index, tally));
  return { pages, tally, outline: readOutline(open.engine, open.document), title: readTitle(open) };
}

const plainRows = ({ text, regions }: PageLayout): PageRows => ({
  page: text.page,
  rows: regions.flat().flatMap(({ rows, columns }) => (columns === undefined ? rows : [])),
});

function keptCharacters(blocks: readonly ParsedBlock[]): number {
  let kept = 0;
  for (const { text, inserted } of blocks) {
    kept += text.length;
    for (const { start, end } of inserted) kept -= end - start;
  }
  return kept;
}

/**
 * Reads a PDF with PDFium: every line with its page, its box and the edges of
 * its characters. Throws `encrypted-document`, `damaged-document`,
 * `empty-document` (pictures only) or `hostile-document`.
 */
export const loadPdf: Load = async ({ bytes, name }: LoaderInput): Promise<ParsedDocument> => {
  const { pages, outline, title, tally } = await readAll(bytes, name);
  const warnings = judgePages(pages, name);
  const running = findRunningHeads(pages.map(({ height, horizontal }) => ({ height, lines: horizontal })));
  const layouts = pages.map((page) => layOutPage(page, running));
  const rows = layouts.map(plainRows);
  const headings = findHeadings(rows, outline);
  const body = bodyStyle(rows);
  const blocks = layouts.flatMap((layout) => buildPageBlocks(layout, headings, body));
  return {
    format: 'pdf',
    ...(title === undefined ? {} : { title }),
    blocks,
    coverage: tally.coverage(keptCharacters(blocks)),
    warnings,
    pages: pages.map(({ width, height }) => ({ width, height })),
  };
};
