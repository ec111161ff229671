import type { TextLine } from './text-line.ts';

/** A clear strip between two columns, and the part of the page's height where it is clear. */
interface Gutter {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly overlap: number;
}

const minimumLines = 3;
/** Share of a column's width that its lines fill on average: prose fills it, cells and formulas don't. */
const minimumFill = 0.55;
/** Columns narrower than this many letters are cells. */
const minimumColumn = 10;
const maximumDepth = 12;
const letter = /\p{L}/u;

const middle = (line: TextLine): number => (line.box[1] + line.box[3]) / 2;

function medianSize(lines: readonly TextLine[]): number {
  const sizes = lines.map((line) => line.size).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 10;
}

/** Left edges shared by several lines: the places where a column may begin. */
function sharedEdges(lines: readonly TextLine[]): number[] {
  const edges = lines.map((line) => line.box[0]).sort((a, b) => a - b);
  const shared: number[] = [];
  let from = 0;
  for (let index = 1; index <= edges.length; index += 1) {
    if (index < edges.length && edges[index]! - edges[index - 1]! <= 2) continue;
    if (index - from >= minimumLines && from > 0) shared.push(edges[from]!);
    from = index;
  }
  return shared;
}

/** Extent of one side of a gutter, as far as it reads like a column of prose. */
function columnExtent(side: readonly TextLine[], size: number): { top: number; bottom: number } | undefined {
  const baselines: number[] = [];
  let [left, right, top, bottom, filled] = [Infinity, -Infinity, Infinity, -Infinity, 0];
  for (const { box, baseline, text } of side) {
    left = Math.min(left, box[0]);
    right = Math.max(right, box[2]);
    top = Math.min(top, box[1]);
    bottom = Math.max(bottom, box[3]);
    // The dots that lead to a page number are no prose.
    if (letter.test(text)) filled += box[2] - box[0];
    if (!baselines.some((known) => Math.abs(known - baseline) < size / 2)) baselines.push(baseline);
  }
  const width = right - left;
  if (baselines.length < minimumLines || width < minimumColumn * size) return undefined;
  return filled / (baselines.length * width) < minimumFill ? undefined : { top, bottom };
}

/** Stretches of a band between white strips that go across both columns. */
function slabs(band: readonly TextLine[], size: number): TextLine[][] {
  const found: TextLine[][] = [];
  let bottom = -Infinity;
  for (const line of [...band].sort((a, b) => a.box[1] - b.box[1])) {
    if (line.box[1] > bottom + 0.5 * size) found.push([]);
    found.at(-1)!.push(line);
    bottom = Math.max(bottom, line.box[3]);
  }
  return found;
}

/** Rows of three cells or more at either end of a band belong to a table above or below the columns. */
function trimCells(band: readonly TextLine[], size: number): TextLine[] {
  const parts = slabs(band, size);
  const isCells = (part: readonly TextLine[] | undefined): boolean =>
    part !== undefined &&
    part.length >= 3 &&
    part.every((line) => Math.abs(line.baseline - part[0]!.baseline) < 0.3 * size);
  while (isCells(parts[0])) parts.shift();
  while (isCells(parts.at(-1))) parts.pop();
  return parts.flat();
}

function hasBothSides(lines: readonly TextLine[], from: number, to: number): boolean {
  let left = 0;
  let right = 0;
  for (const { box } of lines) {
    if (box[2] <= from) left += 1;
    else if (box[0] >= to) right += 1;
    if (left >= minimumLines && right >= minimumLines) return true;
  }
  return false;
}

function gutterAt(edge: number, lines: readonly TextLine[], size: number): Gutter | undefined {
  const from = edge - Math.max(6, 0.7 * size) + 0.5;
  const to = edge - 0.1;
  const crosses = (line: TextLine): boolean => line.box[0] < to && line.box[2] > from;
  if (!hasBothSides(lines, from, to)) return undefined;
  let best: Gutter | undefined;
  let band: TextLine[] = [];
  const close = (): void => {
    const whole = band;
    band = [];
    if (whole.length < 2 * minimumLines) return;
    const inside = trimCells(whole, size);
    const left = columnExtent(
      inside.filter((line) => line.box[2] <= from),
      size,
    );
    const right = columnExtent(
      inside.filter((line) => line.box[0] >= to),
      size,
    );
    if (left === undefined || right === undefined) return;
    const overlap = Math.min(left.bottom, right.bottom) - Math.max(left.top, right.top);
    if (overlap < minimumLines * size || (best !== undefined && best.overlap >= overlap)) return;
    best = { x: to, top: Math.min(...inside.map(middle)), bottom: Math.max(...inside.map(middle)), overlap };
  };
  // What stands beside a crossing line belongs to its row.
  let resume = -Infinity;
  for (const line of lines) {
    if (crosses(line)) {
      while (band.length > 0 && middle(band.at(-1)!) > middle(line) - 0.4 * size) band.pop();
      close();
      resume = middle(line) + 0.4 * size;
    } else if (middle(line) >= resume) {
      band.push(line);
    }
  }
  close();
  return best;
}

function findGutter(lines: readonly TextLine[]): Gutter | undefined {
  const size = medianSize(lines);
  const ordered = [...lines].sort((a, b) => middle(a) - middle(b));
  let best: Gutter | undefined;
  for (const edge of sharedEdges(lines)) {
    const gutter = gutterAt(edge, ordered, size);
    if (gutter !== undefined && (best === undefined || gutter.overlap > best.overlap)) best = gutter;
  }
  return best;
}

/**
 * Brings the stretches of a page into reading order: XY-cut in the sense of
 * Nagy and Seth (1984), cut vertically only where a gutter stays clear along
 * several lines of prose on both sides. Lines that cross the gutter divide the
 * page into bands; in a band the left column comes before the right one.
 * Gives regions that are to be read line by line, each from top to bottom.
 */
export function orderRegions(lines: readonly TextLine[], depth = 0): TextLine[][] {
  if (lines.length === 0) return [];
  const gutter = lines.length < 2 * minimumLines || depth >= maximumDepth ? undefined : findGutter(lines);
  if (gutter === undefined) return [[...lines]];
  const parts: [TextLine[], TextLine[], TextLine[], TextLine[]] = [[], [], [], []];
  for (const line of lines) {
    const y = middle(line);
    if (y < gutter.top) parts[0].push(line);
    else if (y > gutter.bottom) parts[3].push(line);
    else if (line.box[0] < gutter.x) parts[1].push(line);
    else parts[2].push(line);
  }
  return parts.flatMap((part) => orderRegions(part, depth + 1));
}
