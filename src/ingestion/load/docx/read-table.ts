import type { ViewNode } from '../../../contracts/parsed-document.ts';
import { joinPieces, type TextPiece } from '../section/join-pieces.ts';
import type { LooseCell } from '../section/table-block.ts';
import { withoutDoubleBlanks } from '../section/without-double-blanks.ts';
import { childNamed, childValue, type XmlElement } from './parse-xml.ts';
import { isOn } from './read-inline.ts';
import { allText } from './text-account.ts';

/** Reads one cell's blocks and gives their text; boundaries between them are inserted blanks. */
export type ReadCell = (cell: XmlElement, view: ViewNode[]) => TextPiece[];

interface GridCell {
  cell: LooseCell;
  readonly column: number;
  readonly columnSpan: number;
  rowSpan: number;
  readonly attributes: Record<string, string>;
}

export interface ReadTable {
  readonly rows: LooseCell[][];
  readonly view: ViewNode;
  readonly trimmed: number;
}

const longestHeaderCell = 60;

/** A Word table as rows of cells with spans; vertically merged cells are one cell. */
export function readTable(table: XmlElement, element: number, headingPath: string[], readCell: ReadCell): ReadTable {
  const rowElements = rowsOf(table);
  const headerRows = countHeaderRows(table, rowElements);
  const grid: GridCell[][] = [];
  /** The cell that a merge goes on from, by column. */
  const open = new Map<number, GridCell>();
  const rowViews: ViewNode[] = [];
  let trimmed = 0;
  for (const [rowIndex, row] of rowElements.entries()) {
    let column = Number(childValue(childNamed(row, 'w:trPr'), 'w:gridBefore') ?? '0') || 0;
    const cells: GridCell[] = [];
    const rowView: ViewNode[] = [];
    for (const cellElement of cellsOf(row)) {
      const properties = childNamed(cellElement, 'w:tcPr');
      const columnSpan = Math.min(1000, Math.max(1, Number(childValue(properties, 'w:gridSpan') ?? '1') || 1));
      const merge = childNamed(properties, 'w:vMerge');
      const goesOn = merge !== undefined && (merge.attributes['w:val'] ?? 'continue') !== 'restart';
      const children: ViewNode[] = [];
      const content = joinPieces(withoutDoubleBlanks(readCell(cellElement, children)), headingPath);
      trimmed += content.trimmed;
      const header = rowIndex < headerRows;
      const from = open.get(column);
      if (goesOn && from !== undefined && content.text === '') {
        from.rowSpan++;
        from.attributes.rowspan = String(from.rowSpan);
      } else {
        const attributes: Record<string, string> = columnSpan > 1 ? { colspan: String(columnSpan) } : {};
        const cell = { content, element, rowSpan: 1, columnSpan, header, column };
        const gridCell = { cell, column, columnSpan, rowSpan: 1, attributes };
        cells.push(gridCell);
        rowView.push({ tag: header ? 'th' : 'td', attributes, children });
        if (merge === undefined) open.delete(column);
        else open.set(column, gridCell);
      }
      column += columnSpan;
    }
    grid.push(cells);
    rowViews.push({ tag: 'tr', children: rowView });
  }
  return {
    rows: grid.map((cells) => cells.map(({ cell, rowSpan }) => ({ ...cell, rowSpan }))),
    view: { tag: 'table', children: [{ tag: 'tbody', children: rowViews }] },
    trimmed,
  };
}

/** Rows and cells may stand inside content controls and custom XML. */
function rowsOf(table: XmlElement): XmlElement[] {
  return unwrapped(table, 'w:tr');
}

function cellsOf(row: XmlElement): XmlElement[] {
  return unwrapped(row, 'w:tc');
}

function unwrapped(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    if (child.name === name) return [child];
    return /^w:(?:sdt|sdtContent|customXml|ins|moveTo)$/.test(child.name) ? unwrapped(child, name) : [];
  });
}

/**
 * Rows that the writer marked to repeat on each page. Where none is marked but
 * the table's style sets off its first row, that row, if it looks like one:
 * short cells, and all bold or over three columns and more.
 */
function countHeaderRows(table: XmlElement, rows: readonly XmlElement[]): number {
  let marked = 0;
  while (marked < rows.length && isOn(childNamed(rows[marked], 'w:trPr'), 'w:tblHeader')) marked++;
  const first = rows[0];
  if (marked > 0 || first === undefined || rows.length < 2) return marked;
  const look = childNamed(childNamed(table, 'w:tblPr'), 'w:tblLook')?.attributes;
  const setOff =
    look?.['w:firstRow'] === '1' ||
    (look?.['w:firstRow'] === undefined && (Number.parseInt(look?.['w:val'] ?? '0', 16) & 0x20) !== 0);
  if (!setOff) return 0;
  const texts = cellsOf(first).map(allText);
  const isShort = texts.every((text) => text.length <= longestHeaderCell);
  // A row of figures heads nothing.
  const isNamed = texts.some((text) => /\p{L}/u.test(text));
  return isShort && isNamed && (texts.length >= 3 || isBold(first)) ? 1 : 0;
}

function isBold(row: XmlElement): boolean {
  const stack: XmlElement[] = [row];
  let runs = 0;
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (element.name === 'w:r' && childNamed(element, 'w:t') !== undefined) {
      runs++;
      if (!isOn(childNamed(element, 'w:rPr'), 'w:b')) return false;
    }
    for (const child of element.children) if (typeof child !== 'string') stack.push(child);
  }
  return runs > 0;
}

/** For a nested table: its cells in reading order. */
export function nestedCells(table: XmlElement): XmlElement[] {
  return rowsOf(table).flatMap(cellsOf);
}
