import type { NumberedSource } from '../contracts/grounded-prompt.ts';
import type { Span } from '../contracts/span.ts';
import { segmentForIndex } from '../language/segment-for-index.ts';
import { splitSentences } from '../language/split-sentences.ts';
import { unitForm } from './unit-form.ts';

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

const shortestLine = 8;
const leading =
  /^(?:\s+|[-*+•·▪◦●○■□◆–—>]+\s+|\d{1,3}(?:[)）．、]|\.(?=\s))|[(（](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳]|[,，.。;；:：、!！?？)）\]】}」』”’|\\]+)+/;

/**
 * The sentences, table rows, list items and lines of a source, in order. What
 * is longer than a reader wants is cut where a clause ends. Each unit is a
 * slice of the chunk's text.
 */
export function cutUnits(source: NumberedSource): Unit[] {
  const { text } = source.chunk;
  const units: Unit[] = [];
  const spans = splitSentences(text);
  const bare = isUnpunctuated(text);
  const isLines = ({ start, end }: Span) => bare || unitForm(text.slice(start, end).trim()) === 'code';
  for (const span of spans.flatMap((each) => (isLines(each) ? cutLines(text, each) : [each]))) {
    for (const piece of cutLong(text, trim(text, span))) {
      const slice = text.slice(piece.start, piece.end);
      if (!/[\p{L}\p{N}]/u.test(slice)) continue;
      units.push({ ...piece, source, ordinal: units.length, text: slice, terms: new Set(segmentForIndex(slice)) });
    }
  }
  return units;
}

/** Speech written down without punctuation: each line is what was said in one breath. */
function isUnpunctuated(text: string): boolean {
  const lines = text.match(/\n/g)?.length ?? 0;
  const stops = text.match(/[。！？；.!?;](?=\s|$|\p{Script=Han})|[，,]/gu)?.length ?? 0;
  return lines >= 3 && stops * 4 < lines;
}

function cutLines(text: string, { start, end }: Span): Span[] {
  const lines: Span[] = [];
  let from = start;
  for (const { index } of text.slice(start, end).matchAll(/\n/g)) {
    // A few characters are the end of a breath rather than one of their own.
    if (start + index - from < shortestLine) continue;
    lines.push({ start: from, end: start + index + 1 });
    from = start + index + 1;
  }
  if (from < end) lines.push({ start: from, end });
  return lines;
}

/** Without white space, list marks and stray punctuation at the beginning. */
function trim(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end);
  const from = start + (leading.exec(slice)?.[0].length ?? 0);
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
