import type { LocatedSpan } from '../../contracts/chunk.ts';
import type { CleanDocument, SourceMapSegment } from '../../contracts/clean-document.ts';
import { narrowLocatedSpan } from '../../contracts/narrow-located-span.ts';
import type { ParsedBlock, ParsedDocument, Run } from '../../contracts/parsed-document.ts';

/**
 * Where each stretch of the clean text stands in the original, in order of
 * `start`. What a rule has written alone has no place; a rewritten stretch over
 * several runs appears once for each of them.
 */
export function locateClean(
  parsed: Pick<ParsedDocument, 'blocks'>,
  clean: Pick<CleanDocument, 'text' | 'segments'>,
): LocatedSpan[] {
  const located: LocatedSpan[] = [];
  let block: ParsedBlock | undefined;
  let at = 0;
  for (const segment of clean.segments) {
    if (parsed.blocks[segment.block] !== block) {
      block = parsed.blocks[segment.block];
      at = 0;
    }
    if (block === undefined || segment.kind === 'inserted') continue;
    at = locateSegment(located, segment, block, at, clean.text);
  }
  return located;
}

/** Adds the places of one segment; gives the first run that a later segment can touch. */
function locateSegment(
  located: LocatedSpan[],
  segment: SourceMapSegment,
  block: ParsedBlock,
  from: number,
  text: string,
): number {
  const { runs } = block;
  let at = from;
  let position = segment.originStart;
  while (at < runs.length && runs[at]!.end <= segment.originStart) at += 1;
  let found = false;
  for (let index = at; index < runs.length && runs[index]!.start < segment.originEnd; index += 1) {
    const run = runs[index]!;
    if (segment.kind === 'verbatim') addUnlocated(located, segment, block, { start: position, end: run.start }, text);
    located.push(placeOf(segment, run));
    position = run.end;
    found = true;
  }
  if (segment.kind === 'verbatim') {
    addUnlocated(located, segment, block, { start: position, end: segment.originEnd }, text);
  } else if (!found) {
    const { start, end } = segment;
    if (text.slice(start, end).trim() !== '') located.push({ start, end, locator: block.locator, whole: true });
  }
  return at;
}

function placeOf(segment: SourceMapSegment, run: Run): LocatedSpan {
  const from = Math.max(segment.originStart, run.start);
  const to = Math.min(segment.originEnd, run.end);
  const { locator, edges, vertical } = run;
  const whole: LocatedSpan = {
    start: run.start,
    end: run.end,
    locator,
    ...(edges === undefined ? {} : { edges }),
    ...(vertical === undefined ? {} : { vertical }),
  };
  const narrowed = narrowLocatedSpan(whole, from, to);
  const kept = narrowed.start === from && narrowed.end === to;
  if (segment.kind === 'rewritten' || !kept) {
    const shift = segment.kind === 'rewritten' ? undefined : segment.start - segment.originStart;
    const start = shift === undefined ? segment.start : from + shift;
    const end = shift === undefined ? segment.end : to + shift;
    return { start, end, locator: narrowed.locator, whole: true };
  }
  const shift = segment.start - segment.originStart;
  return { ...narrowed, start: from + shift, end: to + shift };
}

/** Text that the loader wrote (the LaTeX of an equation) has the place of its block; separators need none. */
function addUnlocated(
  located: LocatedSpan[],
  segment: SourceMapSegment,
  block: ParsedBlock,
  { start, end }: { start: number; end: number },
  text: string,
): void {
  if (end <= start) return;
  const shift = segment.start - segment.originStart;
  if (text.slice(start + shift, end + shift).trim() === '') return;
  located.push({ start: start + shift, end: end + shift, locator: block.locator, whole: true });
}
