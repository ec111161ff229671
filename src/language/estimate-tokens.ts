import { estimateTokenCount } from 'tokenx';

/** Longer runs without white space are priced piece by piece: keeps the time linear and the estimate close. */
const pieceLength = 4_000;

/**
 * Tokens that a text is likely to cost, without a tokenizer. Measured against
 * o200k: English +28 %, code +6 %, common Chinese +10 %, rare Han characters
 * −17 %; whoever fills a window keeps a margin.
 */
export function estimateTokens(text: string): number {
  if (text.length <= pieceLength) return estimateTokenCount(text);
  let tokens = 0;
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + pieceLength, text.length);
    if (end < text.length) {
      const space = text.lastIndexOf(' ', end);
      if (space > start + pieceLength / 2) end = space;
      else if (isLowSurrogate(text.charCodeAt(end))) end -= 1;
    }
    tokens += estimateTokenCount(text.slice(start, end));
    start = end;
  }
  return tokens;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
