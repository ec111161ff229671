import type { ReactNode } from 'react';

/** UTF-16 offsets, half-open. */
export interface MarkRange {
  readonly start: number;
  readonly end: number;
}

/** In order, touching and overlapping ones joined, empty ones dropped. */
export function joinRanges(ranges: readonly MarkRange[]): MarkRange[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (end <= start) continue;
    const last = joined.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** `text`, which begins at `offset`, with what lies in `ranges` marked. */
export function markText(text: string, offset: number, ranges: readonly MarkRange[]): ReactNode {
  const pieces: ReactNode[] = [];
  let position = 0;
  for (const range of ranges) {
    const from = Math.max(position, range.start - offset);
    const to = Math.min(text.length, range.end - offset);
    if (to <= from) continue;
    if (from > position) pieces.push(text.slice(position, from));
    pieces.push(<mark key={from}>{text.slice(from, to)}</mark>);
    position = to;
  }
  if (pieces.length === 0) return text;
  if (position < text.length) pieces.push(text.slice(position));
  return pieces;
}
