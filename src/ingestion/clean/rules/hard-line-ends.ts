import { startsListItem } from '../../../language/line-end.ts';
import type { CleaningBlock } from '../cleaning-rule.ts';
import { type LinePlace, linePlaces } from './line-places.ts';
import { standApart } from './stand-apart.ts';

const endsSentence = /[.!?。！？…:：；;][”’"')）」』\]]*$/u;
/** In such formats a line end inside the text is white space, and one that is meant was written by the loader. */
const reflowing: ReadonlySet<string> = new Set(['html', 'markdown']);
const word = /\p{Script=Han}|\p{L}{2,}/u;
/** A line that can't end here: a comma, a hyphen, a small word that asks for another. */
const unfinished = /(?:[,\-\u2010–&/(]|\b(?:a|an|and|as|at|by|for|from|in|is|of|on|or|that|the|to|with))\s*$/iu;
/** Points: narrower than any column of running text, about 5 cm. */
const slipWidth = 150;
const narrowest = 50;
const widest = 220;

interface Line {
  readonly text: string;
  /** Offset of the line end that closes it. */
  readonly end: number;
  readonly width: number;
}

/**
 * Offsets of the line ends of a block that were meant, and not made by wrapping.
 * `textWidth`: what a line of its page could have filled, in points.
 */
export function hardLineEnds(block: CleaningBlock, format: string, textWidth?: number): ReadonlySet<number> {
  const lines = splitLines(block.text);
  const hard = new Set<number>();
  const longest = lines.reduce((most, line) => Math.max(most, line.width), 0);
  const paged = block.source.locator.kind === 'pdf';
  const heading = block.source.kind === 'heading';
  const reflows = reflowing.has(format) ? insertedOffsets(block) : undefined;
  const wrapped = heading || isWrapped(lines, longest, paged);
  const places = paged && !heading ? linePlaces(block) : undefined;
  const page = places === undefined ? undefined : frame(places, textWidth);
  for (const [index, line] of lines.slice(0, -1).entries()) {
    const next = lines[index + 1]!;
    if (line.text.trim() === '' || next.text.trim() === '') hard.add(line.end);
    else if (reflows !== undefined && !reflows.has(line.end) && format === 'html') continue;
    else if (reflows?.has(line.end)) hard.add(line.end);
    else if (!heading && startsListItem(next.text)) hard.add(line.end);
    else if (paged && breaksWord(line.text, next.text)) continue;
    else if (!wrapped) hard.add(line.end);
    else if (heading) continue;
    else if (standApart(line.text, next.text)) hard.add(line.end);
    else if (page !== undefined && endsEarly(line.text, next.text, places![index]!, places![index + 1]!, page))
      hard.add(line.end);
    else if (!goesOn(line, next, longest, paged)) hard.add(line.end);
  }
  return hard;
}

const breaksWord = (line: string, next: string): boolean =>
  /[\p{L}\p{N}][-\u2010]\s*$/u.test(line.slice(-8)) && /^\s*[\p{Ll}\p{N}]/u.test(next);

/** Whether most lines but the last are about as long as the longest: what wrapping leaves behind. */
function isWrapped(lines: readonly Line[], longest: number, paged: boolean): boolean {
  const inner = lines.slice(0, -1);
  const full = inner.filter((line) => line.width >= 0.75 * longest).length;
  if (paged) return longest >= narrowest || full >= 0.7 * inner.length;
  return longest >= narrowest && longest <= widest && full >= 0.7 * inner.length;
}

function goesOn(line: Line, next: Line, longest: number, paged: boolean): boolean {
  const word = /^\s*(?:[^\s\u2e80-\uffff]+|.)/u.exec(next.text.slice(0, 60))?.[0] ?? '';
  const nearFull = line.width + widthOf(word) >= (paged ? 0.8 : 0.85) * longest;
  return nearFull || (paged && !endsSentence.test(line.text.trimEnd()));
}

interface Frame {
  readonly right: number;
  readonly width: number;
  /** A few lines much narrower than the page's text: an address, a signature, verse. */
  readonly narrow: boolean;
}

function frame(places: readonly LinePlace[], textWidth = 0): Frame {
  const left = Math.min(...places.map((place) => place.left));
  const right = Math.max(...places.map((place) => place.right));
  return {
    right,
    width: right - left,
    narrow: places.length <= 6 && right - left < Math.max(0.6 * textWidth, slipWidth),
  };
}

/** Whether a line stopped although the next word had room behind it, by the boxes on the page. */
function endsEarly(line: string, next: string, place: LinePlace, following: LinePlace, page: Frame): boolean {
  // Parts of a formula are lines of their own in a file, and none to a reader.
  if (!word.test(line) || !word.test(next)) return false;
  const spare = (page.right - place.right - following.firstWord) / page.width;
  const begins = /^\s*[\p{Lu}\p{N}]/u.test(next);
  if (page.narrow && ((begins && !unfinished.test(line)) || /[，。；！？、]\s*$/u.test(line))) return true;
  return spare > 0.12 && !/^\s*\p{Ll}/u.test(next);
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end);
    lines.push({ text: line, end, width: widthOf(line.trim()) });
    start = end + 1;
  }
  return lines;
}

/** Columns on a screen: two for wide characters. Long lines are not counted to their end. */
function widthOf(line: string): number {
  let width = 0;
  for (let index = 0; index < line.length && index < 400; index += 1) width += isWide(line.charCodeAt(index)) ? 2 : 1;
  return width;
}

function isWide(code: number): boolean {
  if (code < 0x1100) return false;
  if (code <= 0x115f || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3)) return true;
  return (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff01 && code <= 0xff60);
}

/** Line ends that the loader wrote (`<br>`), as offsets in the current text. */
function insertedOffsets({ source, text, pieces }: CleaningBlock): Set<number> {
  const offsets = new Set<number>();
  let at = 0;
  for (const { start, end } of source.inserted) {
    for (let origin = start; origin < end; origin += 1) {
      if (source.text[origin] !== '\n') continue;
      while (at < pieces.length && pieces[at]!.originEnd <= origin) at += 1;
      const piece = pieces[at];
      if (piece === undefined || piece.originStart > origin) continue;
      const offset = piece.kind === 'verbatim' ? piece.start + origin - piece.originStart : piece.start;
      if (text[offset] === '\n') offsets.add(offset);
    }
  }
  return offsets;
}
