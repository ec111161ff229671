import type { Span } from '../../contracts/span.ts';
import { estimateTokens } from '../../language/estimate-tokens.ts';

/** Pieces that tile a span, and how many words had to be cut. */
export interface SplitText {
  readonly spans: readonly Span[];
  readonly cutWords: number;
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
/** The segmenters take a while on one long string; they get it in parts. */
const partLength = 4_000;

/**
 * Parts a span that has no sentence end for too long: behind commas and white
 * space, else between words, and inside a word only where that alone is
 * larger than `maxTokens`.
 */
export function splitLongText(
  text: string,
  span: Span,
  { targetTokens, maxTokens }: { readonly targetTokens: number; readonly maxTokens: number },
): SplitText {
  const pieces: Span[] = [];
  let cutWords = 0;
  for (const clause of breakAfter(text, span, /[，、；：。,;:!?！？]+["”’)）」]*\s*|\n+/gu)) {
    if (estimateTokens(text.slice(clause.start, clause.end)) <= targetTokens) pieces.push(clause);
    else {
      for (const word of breakAfter(text, clause, /\s+/gu)) {
        const tokens = estimateTokens(text.slice(word.start, word.end));
        if (tokens <= targetTokens) pieces.push(word);
        else cutWords += splitSolid(pieces, text, word, maxTokens);
      }
    }
  }
  return { spans: packSpans(text, pieces, targetTokens), cutWords };
}

function breakAfter(text: string, { start, end }: Span, pattern: RegExp): Span[] {
  const spans: Span[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(pattern)) {
    const to = start + match.index + match[0].length;
    if (to > from) spans.push({ start: from, end: to });
    from = to;
  }
  if (from < end) spans.push({ start: from, end });
  return spans;
}

/** Text without white space: by words (Chinese), and a word that is too large by graphemes. Gives how many were cut. */
function splitSolid(pieces: Span[], text: string, span: Span, maxTokens: number): number {
  const parts = segment(words, text, span);
  const merged = parts.length === 1 ? [span] : parts;
  let cutWords = 0;
  for (const part of merged) {
    if (estimateTokens(text.slice(part.start, part.end)) <= maxTokens) pieces.push(part);
    else {
      cutWords += 1;
      for (const grapheme of segment(graphemes, text, part)) pieces.push(grapheme);
    }
  }
  return cutWords;
}

/** Words or graphemes of a span. The last one of a part is read again with the next part. */
function segment(segmenter: Intl.Segmenter, text: string, { start, end }: Span): Span[] {
  const spans: Span[] = [];
  let from = start;
  let reach = partLength;
  while (from < end) {
    const to = Math.min(end, from + reach);
    const found = [...segmenter.segment(text.slice(from, to))];
    if (to < end) {
      if (found.length < 3) {
        reach *= 2;
        continue;
      }
      found.length -= 2;
    }
    reach = partLength;
    const base = from;
    for (const { index, segment: piece } of found) {
      spans.push({ start: base + index, end: base + index + piece.length });
      from = base + index + piece.length;
    }
  }
  return spans;
}

/** Joins small neighbours up to `targetTokens`; sums of estimates, so a little below it. */
function packSpans(text: string, pieces: readonly Span[], targetTokens: number): Span[] {
  const packed: Span[] = [];
  let room = 0;
  for (const piece of pieces) {
    const length = piece.end - piece.start;
    const tokens = length < 8 ? Math.max(1, length / 4) : estimateTokens(text.slice(piece.start, piece.end));
    const last = packed.at(-1);
    if (last !== undefined && tokens <= room) {
      packed[packed.length - 1] = { start: last.start, end: piece.end };
      room -= tokens;
    } else {
      packed.push(piece);
      room = targetTokens - tokens;
    }
  }
  return packed;
}
