import { startsListItem } from '../../../language/line-end.ts';
import type { CleaningBlock } from '../cleaning-rule.ts';

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60]/;
const endsSentence = /[.!?。！？…:：；;][”’"')）」』\]]*$/u;
/** In such formats a line end inside the text is white space, and one that is meant was written by the loader. */
const reflowing: ReadonlySet<string> = new Set(['html', 'markdown']);
const narrowest = 50;
const widest = 220;

interface Line {
  readonly text: string;
  /** Offset of the line end that closes it. */
  readonly end: number;
  readonly width: number;
}

/** Offsets of the line ends of a block that were meant, and not made by wrapping. */
export function hardLineEnds(block: CleaningBlock, format: string): ReadonlySet<number> {
  const lines = splitLines(block.text);
  const hard = new Set<number>();
  const longest = lines.reduce((most, line) => Math.max(most, line.width), 0);
  const paged = block.source.locator.kind === 'pdf';
  const heading = block.source.kind === 'heading';
  const reflows = reflowing.has(format) ? insertedOffsets(block) : undefined;
  const wrapped = heading || isWrapped(lines, longest, paged);
  for (const [index, line] of lines.slice(0, -1).entries()) {
    const next = lines[index + 1]!;
    if (line.text.trim() === '' || next.text.trim() === '') hard.add(line.end);
    else if (reflows !== undefined && !reflows.has(line.end) && format === 'html') continue;
    else if (reflows?.has(line.end)) hard.add(line.end);
    else if (!wrapped || (!heading && startsListItem(next.text))) hard.add(line.end);
    else if (heading) continue;
    else if (!goesOn(line, next, longest, paged)) hard.add(line.end);
  }
  return hard;
}

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
  for (let index = 0; index < line.length && index < 400; index += 1) width += wide.test(line[index]!) ? 2 : 1;
  return width;
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
