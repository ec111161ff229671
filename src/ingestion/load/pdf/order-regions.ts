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

function gutterAt(edge: number, lines: readonly TextLine[], size: number): Gutter | undefined {
  const from = edge - Math.max(6, 0.7 * size) + 0.5;
  const to = edge - 0.1;
  const crosses = (line: TextLine): boolean => line.box[0] < to && line.box[2] > from;
  let best: Gutter | undefined;
  let band: TextLine[] = [];
  const close = (): void => {
    const left = columnExtent(
      band.filter((line) => line.box[2] <= from),
      size,
    );
    const right = columnExtent(
      band.filter((line) => line.box[0] >= to),
      size,
    );
    const tallest = band;
    band = [];
    if (left === undefined || right === undefined) return;
    const overlap = Math.min(left.bottom, right.bottom) - Math.max(left.top, right.top);
    if (overlap < minimumLines * size || (best !== undefined && best.overlap >= overlap)) return;
    best = { x: to, top: Math.min(...tallest.map(middle)), bottom: Math.max(...tallest.map(middle)), overlap };
  };
  for (const line of lines) {
    if (crosses(line)) close();
    else band.push(line);
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
