import type { ParsedBlock } from '../../../contracts/parsed-document.ts';
import type { Heading } from './find-headings.ts';
import { findTables, type RowGroup } from './find-tables.ts';
import { groupParagraphs } from './group-paragraphs.ts';
import { groupRows } from './group-rows.ts';
import { lineBlock } from './line-block.ts';
import { orderRegions } from './order-regions.ts';
import { orderVerticalLines } from './order-vertical-lines.ts';
import type { PageText } from './read-page.ts';
import { tableBlock } from './table-block.ts';
import type { TextLine } from './text-line.ts';

/** A page in reading order, before headings are known. */
export interface PageLayout {
  readonly text: PageText;
  /** Running heads at the top and at the foot of the page. */
  readonly heads: readonly TextLine[];
  readonly feet: readonly TextLine[];
  /** Groups of rows, a list for each region of the page. */
  readonly regions: readonly (readonly RowGroup[])[];
}

/** Orders the stretches of a page, running heads set aside. */
export function layOutPage(text: PageText, running: ReadonlySet<TextLine>): PageLayout {
  const aside = groupRows(text.horizontal.filter((line) => running.has(line))).map((row) => row.line);
  const body = text.horizontal.filter((line) => !running.has(line));
  return {
    text,
    heads: aside.filter((line) => line.box[1] < text.height / 2),
    feet: aside.filter((line) => line.box[1] >= text.height / 2),
    regions: orderRegions(body).map((region) => findTables(groupRows(region))),
  };
}

/** The blocks of a page in reading order; rotated lines and form fields come after the rest. */
export function buildPageBlocks(
  { text, heads, feet, regions }: PageLayout,
  headings: ReadonlyMap<RowGroup['rows'][number], Heading>,
  body: { readonly size: number; readonly monospaced: boolean },
): ParsedBlock[] {
  const { page } = text;
  const blocks: ParsedBlock[] = heads.map((line) => lineBlock('running-head', page, [line]));
  for (const region of regions) {
    for (const { rows, columns } of region) {
      if (columns !== undefined) {
        blocks.push(tableBlock(page, rows, columns));
        continue;
      }
      const paragraphs = groupParagraphs({
        rows,
        headings,
        bodySize: body.size,
        bodyMonospaced: body.monospaced,
        pageHeight: text.height,
      });
      for (const { kind, lines, level } of paragraphs) blocks.push(lineBlock(kind, page, lines, level));
    }
  }
  for (const lines of orderVerticalLines(text.turned)) blocks.push(lineBlock('paragraph', page, lines));
  for (const lines of text.fields) blocks.push(lineBlock('paragraph', page, lines));
  for (const line of feet) blocks.push(lineBlock('running-head', page, [line]));
  return blocks;
}
