import type { Row } from './row.ts';

/** Rows of a region that stand together: a table with its columns' extents, or plain lines. */
export interface RowGroup {
  readonly rows: readonly Row[];
  /** Left and right end of each column; undefined for plain lines. */
  readonly columns?: readonly Extent[] | undefined;
}

export interface Extent {
  x0: number;
  x1: number;
}

const minimumRows = 3;
/** Share of rows that must fill two cells or more. */
const minimumFilled = 0.6;
/** Distance between the baselines of two rows, in units of the font size. */
const widestStep = 4;
const maximumRows = 400;
const longestRetry = 60;

const mathematics = /[=≈≠≤≥⩽⩾<>±×÷∑∏∫∂∇√∈∉⊂⊆∪∩∀∃→⇒⟨⟩‖\u0391-\u03c9\ue000-\uf8ff]/u;
/** A bracket or an operator that stands alone: part of a formula. */
const lone = /^[\s()[\]{}|+·,.=−-]*$/u;
const marker =
  /^\s*(?:[•‣▪●○◦■□◆◇–—*·-]|\(?[\da-zA-Z]{1,3}[.)、]|[（(][\d一二三四五六七八九十]+[)）]|[①-⑳]|\.\d{1,3}|[\d.]{2,9})\s*$/u;
const leaders = /(?:\.\s?){4}|…{2}|(?:·\s?){4}/u;

/** Adds the extents of a row's cells; undefined where that would lay two cells of a row into one column. */
function widen(columns: readonly Extent[], rows: readonly Row[], row: Row): Extent[] | undefined {
  const merged: Extent[] = [];
  const extents = [...columns, ...row.cells.map(({ box }) => ({ x0: box[0], x1: box[2] }))];
  for (const extent of extents.sort((a, b) => a.x0 - b.x0)) {
    const last = merged.at(-1);
    if (last !== undefined && extent.x0 <= last.x1 + 0.2 * row.line.size) last.x1 = Math.max(last.x1, extent.x1);
    else merged.push({ ...extent });
  }
  // Rows seen before are only in danger where two columns have run into one.
  const places = new Set(columns.map((column) => columnOf(merged, column.x0)));
  const endangered = places.size < columns.length ? rows : [];
  const apart = [...endangered, row].every((each) => {
    const taken = new Set(each.cells.map((cell) => columnOf(merged, cell.box[0])));
    return taken.size === each.cells.length;
  });
  return apart ? merged : undefined;
}

/** Index of the column in which a cell begins. */
export function columnOf(columns: readonly Extent[], x: number): number {
  const index = columns.findIndex((column) => x <= column.x1 + 0.01);
  return index === -1 ? columns.length - 1 : index;
}

function looksLikeTable(rows: readonly Row[], columns: readonly Extent[]): boolean {
  const filled = rows.filter((row) => row.cells.length >= 2);
  if (columns.length < 2 || filled.length < minimumRows || filled.length < minimumFilled * rows.length) return false;
  const count = (test: (row: Row) => boolean): number => filled.filter(test).length;
  // Displayed formulas stand apart too, and their parts line up; but they lie over one another.
  if (rows.slice(1).some((row, index) => row.line.baseline - rows[index]!.line.baseline < 0.95 * row.line.size))
    return false;
  if (count((row) => mathematics.test(row.line.text)) > 0.2 * filled.length) return false;
  const cells = filled.flatMap((row) => row.cells);
  if (cells.filter(({ text }) => lone.test(text) && !/^\s*[-−]\s*$/.test(text)).length > 0.2 * cells.length)
    return false;
  if (count((row) => leaders.test(row.line.text)) > 0.3 * filled.length) return false;
  // A list whose markers stand off from their text.
  return !(columns.length === 2 && count((row) => marker.test(row.cells[0]!.text)) > 0.5 * filled.length);
}

/** The longest table that begins at `from`, if there is one, and how many rows were looked at. */
function tableAt(rows: readonly Row[], from: number): { table?: RowGroup; tried: number } {
  let columns: Extent[] = [];
  const taken: Row[] = [];
  let solid = 0;
  let solidColumns: Extent[] = [];
  for (let index = from; index < rows.length && taken.length < maximumRows; index += 1) {
    const row = rows[index]!;
    const previous = taken.at(-1);
    const step = previous === undefined ? 0 : row.line.baseline - previous.line.baseline;
    if (step > widestStep * row.line.size) break;
    const wider = widen(columns, taken, row);
    if (wider === undefined || (wider.length < 2 && taken.length > 0)) break;
    columns = wider;
    taken.push(row);
    if (row.cells.length >= 2) {
      solid = taken.length;
      solidColumns = columns;
    }
  }
  const table = taken.slice(0, solid);
  const tried = taken.length;
  return looksLikeTable(table, solidColumns) ? { table: { rows: table, columns: solidColumns }, tried } : { tried };
}

/**
 * Finds tables by alignment alone: several rows one below the other whose wide
 * gaps line up. Where that is not certain the rows stay plain lines, so that
 * two columns of prose and displayed formulas are not taken for tables.
 */
export function findTables(rows: readonly Row[]): RowGroup[] {
  const groups: RowGroup[] = [];
  let plain: Row[] = [];
  const flush = (): void => {
    if (plain.length > 0) groups.push({ rows: plain });
    plain = [];
  };
  for (let index = 0; index < rows.length; ) {
    const { table, tried } = rows[index]!.cells.length >= 2 ? tableAt(rows, index) : { table: undefined, tried: 1 };
    if (table === undefined) {
      // A long stretch that is no table holds none either; trying each of its rows would take too long.
      const passed = tried > longestRetry ? tried : 1;
      plain.push(...rows.slice(index, index + passed));
      index += passed;
    } else {
      flush();
      groups.push(table);
      index += table.rows.length;
    }
  }
  flush();
  return groups;
}
