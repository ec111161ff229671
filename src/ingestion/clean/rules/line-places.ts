import type { ParsedBlock, Run } from '../../../contracts/parsed-document.ts';
import type { CleaningBlock } from '../cleaning-rule.ts';

/** Where a line of a PDF block stands on its page, in points. */
export interface LinePlace {
  readonly left: number;
  readonly right: number;
  /** Width of its first word, or of its first character where words have no spaces. */
  readonly firstWord: number;
}

/**
 * The places of the lines of a block's current text; `undefined` where they
 * can't be told: no PDF, lines that are vertical or turned, a line with no run of its own.
 */
export function linePlaces({ text, source, pieces }: CleaningBlock): LinePlace[] | undefined {
  if (source.locator.kind !== 'pdf' || source.runs.some((run) => run.vertical === true)) return undefined;
  const places: LinePlace[] = [];
  let piece = 0;
  let run = 0;
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    while (piece < pieces.length && pieces[piece]!.end <= start) piece += 1;
    let last = piece;
    while (last + 1 < pieces.length && pieces[last + 1]!.start < end) last += 1;
    const from = originOf(pieces[piece], start);
    const to = originOf(pieces[last], end);
    while (run < source.runs.length && source.runs[run]!.end <= from) run += 1;
    let lastRun = run;
    while (lastRun + 1 < source.runs.length && source.runs[lastRun + 1]!.start < to) lastRun += 1;
    const place = placeLine(source.runs[run], source.runs[lastRun], source.text, from);
    if (place === undefined) return undefined;
    places.push(place);
    start = end + 1;
  }
  return places;
}

function originOf(piece: CleaningBlock['pieces'][number] | undefined, offset: number): number {
  if (piece === undefined) return 0;
  return piece.kind === 'verbatim' ? piece.originStart + offset - piece.start : piece.originStart;
}

function placeLine(first: Run | undefined, last: Run | undefined, text: string, from: number): LinePlace | undefined {
  if (first?.locator.kind !== 'pdf' || last?.locator.kind !== 'pdf') return undefined;
  const [left, , end] = first.locator.boxes[0] ?? [];
  const right = last.locator.boxes.at(-1)?.[2];
  if (left === undefined || end === undefined || right === undefined) return undefined;
  const begin = Math.max(from, first.start);
  const word =
    /^\s*(?:[^\s\u2e80-\uffff]+|.)/u.exec(text.slice(begin, Math.min(begin + 60, first.end)))?.[0].length ?? 0;
  const { edges } = first;
  const share = word / Math.max(1, first.end - first.start);
  const firstWord =
    edges === undefined
      ? share * (end - left)
      : Math.abs(edges[begin - first.start + word]! - edges[begin - first.start]!);
  return { left, right, firstWord };
}

/** Per page, the width of its widest block of text, in points: what a paragraph could have filled. */
export function textWidths(blocks: readonly ParsedBlock[]): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  for (const { locator, kind } of blocks) {
    if (locator.kind !== 'pdf' || kind === 'table' || kind === 'running-head') continue;
    for (const [left, , right] of locator.boxes) {
      widths.set(locator.page, Math.max(widths.get(locator.page) ?? 0, right - left));
    }
  }
  return widths;
}
