import type { ParsedBlock, Run, TableCell } from '../../../contracts/parsed-document.ts';
import type { Span } from '../../../contracts/span.ts';
import { columnOf, type Extent } from './find-tables.ts';
import { boxAround } from './join-lines.ts';
import { lineRuns } from './line-block.ts';
import type { Row } from './row.ts';

const digit = /\d/;

/** A first row is a header where it is set apart: bold over lighter rows, or words over columns of numbers. */
function hasHeader(rows: readonly Row[], columns: number): boolean {
  const [first, ...rest] = rows;
  if (first === undefined || rest.length === 0 || first.cells.length < 2) return false;
  if (first.cells.every((cell) => cell.bold) && rest.some((row) => !row.cells.every((cell) => cell.bold))) return true;
  if (first.cells.length < columns || first.cells.some((cell) => digit.test(cell.text))) return false;
  return rest.filter((row) => row.cells.some((cell) => digit.test(cell.text))).length > rest.length / 2;
}

/** The rows of a table of one page: cells joined by inserted tabs and line ends. */
export function tableBlock(page: number, rows: readonly Row[], columns: readonly Extent[]): ParsedBlock {
  let text = '';
  const runs: Run[] = [];
  const inserted: Span[] = [];
  const cells: TableCell[] = [];
  const header = hasHeader(rows, columns.length);
  const separate = (separator: string): void => {
    inserted.push({ start: text.length, end: text.length + separator.length });
    text += separator;
  };
  for (const [row, { cells: lines }] of rows.entries()) {
    if (row > 0) separate('\n');
    let reached = 0;
    for (const line of lines) {
      const column = columnOf(columns, line.box[0]);
      if (column > reached) separate('\t'.repeat(column - reached));
      reached = column;
      const start = text.length;
      runs.push(...lineRuns(page, line, start));
      for (const span of line.inserted) inserted.push({ start: span.start + start, end: span.end + start });
      text += line.text;
      cells.push({
        start,
        end: text.length,
        row,
        column,
        rowSpan: 1,
        columnSpan: 1,
        header: header && row === 0,
        locator: { kind: 'pdf', page, boxes: [line.box] },
      });
    }
  }
  const boxes = rows.map((row) => boxAround(row.cells.map((cell) => cell.box)));
  return { kind: 'table', text, locator: { kind: 'pdf', page, boxes }, runs, inserted, cells };
}
