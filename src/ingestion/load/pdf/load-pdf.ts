import type { ParsedBlock, ParsedDocument } from '../../../contracts/parsed-document.ts';
import type { Load, LoaderInput } from '../loader.ts';
import { buildPageBlocks, layOutPage, type PageLayout } from './build-page-blocks.ts';
import { type CoverageTally, createCoverageTally } from './coverage-tally.ts';
import { bodyStyle, findHeadings, type PageRows } from './find-headings.ts';
import { findRunningHeads } from './find-running-heads.ts';
import { judgePages } from './judge-pages.ts';
import { type OpenPdf, openPdf } from './open-pdf.ts';
import { readOutline } from './read-outline.ts';
import { type PageText, readPage } from './read-page.ts';
import { readTitle } from './read-title.ts';

function readPages(open: OpenPdf, tally: CoverageTally): PageText[] {
  const pages: PageText[] = [];
  for (let index = 0; index < open.pageCount; index += 1) pages.push(readPage(open, index, tally));
  return pages;
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
  const open = await openPdf(bytes, name);
  const tally = createCoverageTally();
  const pages = readPages(open, tally);
  const outline = readOutline(open.engine, open.document);
  const title = readTitle(open);
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
