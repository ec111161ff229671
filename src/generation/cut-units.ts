import type { NumberedSource } from '../contracts/grounded-prompt.ts';
import type { Span } from '../contracts/span.ts';
import { segmentForIndex } from '../language/segment-for-index.ts';
import { splitSentences } from '../language/split-sentences.ts';

/** A stretch of a source that may stand in an answer; `start`/`end` count in the chunk's text, without white space around it. */
export interface Unit extends Span {
  readonly source: NumberedSource;
  /** 0-based place among the units of its source. */
  readonly ordinal: number;
  readonly text: string;
  readonly terms: ReadonlySet<string>;
}

/** In UTF-16 units; a Chinese sentence carries about three times as much per unit. */
const longest = { han: 220, other: 600 };
const shortestPiece = { han: 30, other: 90 };

/**
 * The sentences, table rows, list items and lines of a source, in order. What
 * is longer than a reader wants is cut where a clause ends. Each unit is a
 * slice of the chunk's text.
 */
export function cutUnits(source: NumberedSource): Unit[] {
  const { text } = source.chunk;
  const units: Unit[] = [];
  for (const span of splitSentences(text)) {
    for (const piece of cutLong(text, trim(text, span))) {
      const slice = text.slice(piece.start, piece.end);
      if (!/[\p{L}\p{N}]/u.test(slice)) continue;
      units.push({ ...piece, source, ordinal: units.length, text: slice, terms: new Set(segmentForIndex(slice)) });
    }
  }
  return units;
}

function trim(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end);
  const from = start + slice.length - slice.trimStart().length;
  return { start: from, end: Math.max(from, start + slice.trimEnd().length) };
}

function cutLong(text: string, span: Span): Span[] {
  const slice = text.slice(span.start, span.end);
  const script = /\p{Script=Han}/u.test(slice) ? 'han' : 'other';
  if (slice.length <= longest[script]) return [span];
  const pieces: Span[] = [];
  let start = 0;
  for (const { index, 0: mark } of slice.matchAll(/[；;][ \n]?|[，：、\n]|[,:] /g)) {
    const end = index + mark.length;
    const strong = /[；;\n]/.test(mark);
    if (end - start < shortestPiece[script] * (strong ? 1 : 3) || slice.length - end < shortestPiece[script]) continue;
    pieces.push(trim(slice, { start, end }));
    start = end;
  }
  pieces.push(trim(slice, { start, end: slice.length }));
  return pieces.map((piece) => ({ start: span.start + piece.start, end: span.start + piece.end }));
}
