import { joinLines } from './join-lines.ts';
import type { Row } from './row.ts';
import type { TextLine } from './text-line.ts';

/** Gaps in units of the font size that set cells apart. */
const cellGap = 1.1;
const baselineTolerance = 0.35;

interface Gathering {
  readonly parts: TextLine[];
  baseline: number;
  size: number;
}

const overlaps = (a: TextLine, b: TextLine): boolean =>
  Math.min(a.box[2], b.box[2]) - Math.max(a.box[0], b.box[0]) > 0.5 * Math.min(a.size, b.size);

function gapTo(row: Gathering, part: TextLine): number {
  return Math.min(...row.parts.map((other) => Math.max(part.box[0] - other.box[2], other.box[0] - part.box[2])));
}

/** Full-size stretches of one baseline belong together, except where they lie over one another. */
function gatherFull(parts: readonly TextLine[]): Gathering[] {
  const rows: Gathering[] = [];
  for (const part of [...parts].sort((a, b) => a.baseline - b.baseline)) {
    const row = rows
      .slice(-4)
      .find(
        (candidate) =>
          Math.abs(candidate.baseline - part.baseline) <= baselineTolerance * Math.min(candidate.size, part.size) &&
          !candidate.parts.some((other) => overlaps(other, part)),
      );
    if (row === undefined) rows.push({ parts: [part], baseline: part.baseline, size: part.size });
    else row.parts.push(part);
  }
  return rows;
}

/** Superscripts and subscripts join the line that they touch; other small print makes lines of its own. */
function attachSmall(rows: Gathering[], small: readonly TextLine[]): void {
  const rest: TextLine[] = [];
  for (const part of small) {
    const y = (part.box[1] + part.box[3]) / 2;
    const host = rows.find(
      (row) =>
        y > row.baseline - 1.1 * row.size &&
        y < row.baseline + 0.4 * row.size &&
        gapTo(row, part) < 0.4 * row.size &&
        !row.parts.some((other) => overlaps(other, part)),
    );
    if (host === undefined) rest.push(part);
    else host.parts.push(part);
  }
  rows.push(...gatherFull(rest));
}

function toRow(parts: readonly TextLine[]): Row {
  const ordered = [...parts].sort((a, b) => a.box[0] - b.box[0]);
  const cells: TextLine[][] = [];
  let right = -Infinity;
  for (const part of ordered) {
    const cell = cells.at(-1);
    if (cell === undefined || part.box[0] - right > cellGap * part.size) cells.push([part]);
    else cell.push(part);
    right = Math.max(right, part.box[2]);
  }
  return { line: joinLines(ordered), cells: cells.map(joinLines), parts: ordered };
}

/** Groups the stretches of a region to lines, from top to bottom. */
export function groupRows(parts: readonly TextLine[]): Row[] {
  const lengths = new Map<number, number>();
  for (const { size, text } of parts) lengths.set(size, (lengths.get(size) ?? 0) + text.length);
  const body = [...lengths].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [10, 0])[0];
  const rows = gatherFull(parts.filter((part) => part.size >= 0.8 * body));
  attachSmall(
    rows,
    parts.filter((part) => part.size < 0.8 * body),
  );
  return rows.sort((a, b) => a.baseline - b.baseline).map((row) => toRow(row.parts));
}
