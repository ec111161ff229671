import type { Locator } from '../../../contracts/locator.ts';
import type { ParsedBlock, Run, TableCell } from '../../../contracts/parsed-document.ts';
import type { Span } from '../../../contracts/span.ts';
import { type LocatedText, pushSpan } from './join-pieces.ts';

/** A cell before its row and column are known. */
export interface LooseCell {
  readonly content: LocatedText;
  readonly element: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly header: boolean;
  /** Column where the cell stands; absent where rows are filled from the left around row spans (HTML). */
  readonly column?: number;
}

/** Beyond this column row spans are not followed: spans of hostile tables multiply. */
const maxColumns = 2000;

/** Lays rows of cells out on a grid and joins them with `\t` and `\n`, both inserted. Undefined where no cell has text. */
export function tableBlock(
  rows: readonly (readonly LooseCell[])[],
  headingPath: string[],
  element: number,
): ParsedBlock | undefined {
  let text = '';
  const runs: Run[] = [];
  const inserted: Span[] = [];
  const cells: TableCell[] = [];
  /** Per column: rows below that are still covered from above. */
  const covered: number[] = [];
  const separate = (separator: string) => {
    pushSpan(inserted, { start: text.length, end: text.length + separator.length });
    text += separator;
  };
  for (const [row, looseCells] of rows.entries()) {
    if (row > 0) separate('\n');
    let column = 0;
    const next = covered.map((rowsLeft) => Math.max(0, rowsLeft - 1));
    for (const [index, loose] of looseCells.entries()) {
      if (index > 0) separate('\t');
      while ((covered[column] ?? 0) > 0) column++;
      if (loose.column !== undefined) column = loose.column;
      const rowSpan = Math.max(1, Math.min(loose.rowSpan, rows.length - row));
      const start = text.length;
      text += loose.content.text;
      for (const run of loose.content.runs) runs.push({ ...run, start: run.start + start, end: run.end + start });
      for (const span of loose.content.inserted)
        pushSpan(inserted, { start: span.start + start, end: span.end + start });
      const covers = rowSpan > 1 || covered.length > 0 ? Math.min(column + loose.columnSpan, maxColumns) : 0;
      for (let covering = column; covering < covers; covering++) next[covering] = rowSpan - 1;
      cells.push({
        row,
        column,
        rowSpan,
        columnSpan: loose.columnSpan,
        header: loose.header,
        start,
        end: text.length,
        locator: loose.content.locator ?? emptyPlace(loose.element, headingPath),
      });
      column += loose.columnSpan;
    }
    covered.length = 0;
    for (let index = 0; index < next.length; index++) covered[index] = next[index] ?? 0;
  }
  if (!/\S/.test(text)) return undefined;
  return { kind: 'table', text, runs, inserted, cells, locator: wholeTable(cells, headingPath, element) };
}

function emptyPlace(element: number, headingPath: string[]): Locator {
  return { kind: 'section', headingPath, element, start: 0, endElement: element, end: 0 };
}

/** From the first cell with text to the last. */
function wholeTable(cells: readonly TableCell[], headingPath: string[], element: number): Locator {
  const filled = cells.filter((cell) => cell.end > cell.start);
  const first = filled[0]?.locator;
  const last = filled.at(-1)?.locator;
  if (first?.kind !== 'section' || last?.kind !== 'section') return emptyPlace(element, headingPath);
  const { element: firstElement, start } = first;
  return { kind: 'section', headingPath, element: firstElement, start, endElement: last.endElement, end: last.end };
}
