import type { Box } from '../../../contracts/locator.ts';
import type { Span } from '../../../contracts/span.ts';
import { isRightToLeft } from './is-right-to-left.ts';
import { makeEdgesMonotone } from './make-edges-monotone.ts';
import { needsSpace } from './needs-space.ts';
import type { TextLine } from './text-line.ts';

const blankEnd = /\s$/u;
const blankStart = /^\s/u;

/** Whatever is written from right to left lies here. */
const anyRightToLeft = /[\u0590-\u08ff\ufb1d-\ufefc]/;

function rightToLeft(parts: readonly TextLine[]): boolean {
  if (!parts.some(({ text }) => anyRightToLeft.test(text))) return false;
  let yes = 0;
  let all = 0;
  for (const { text } of parts) {
    for (const character of text) {
      all += 1;
      if (isRightToLeft(character.codePointAt(0)!)) yes += 1;
    }
  }
  return yes * 2 > all;
}

/** The smallest box around all parts. */
export function boxAround(boxes: readonly Box[]): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    x0 = Math.min(x0, box[0]);
    y0 = Math.min(y0, box[1]);
    x1 = Math.max(x1, box[2]);
    y1 = Math.max(y1, box[3]);
  }
  return [x0, y0, x1, y1];
}

/** Joins horizontal parts of one line in reading direction; a gap becomes an inserted space. At least one part. */
export function joinLines(parts: readonly TextLine[]): TextLine {
  if (parts.length === 1) return parts[0]!;
  const backward = rightToLeft(parts);
  const ordered = [...parts].sort((a, b) => (backward ? b.box[2] - a.box[2] : a.box[0] - b.box[0]));
  let text = '';
  const edges: number[] = [];
  const inserted: Span[] = [];
  let previous: TextLine | undefined;
  for (const part of ordered) {
    if (previous !== undefined && !blankEnd.test(text) && !blankStart.test(part.text)) {
      const size = Math.max(previous.size, part.size);
      const gap = (backward ? previous.box[0] - part.box[2] : part.box[0] - previous.box[2]) / size;
      if (needsSpace({ left: text, right: part.text, gap, spaceBefore: true })) {
        inserted.push({ start: text.length, end: text.length + 1 });
        edges.push(previous.edges.at(-1)!);
        text += ' ';
      }
    }
    for (const span of part.inserted) inserted.push({ start: span.start + text.length, end: span.end + text.length });
    for (let index = 0; index < part.edges.length - 1; index += 1) edges.push(part.edges[index]!);
    text += part.text;
    previous = part;
  }
  edges.push(ordered.at(-1)!.edges.at(-1)!);
  const longest = ordered.reduce((best, part) => (part.text.length > best.text.length ? part : best));
  return {
    ...longest,
    text,
    inserted,
    edges: makeEdgesMonotone(edges, backward),
    box: boxAround(ordered.map((part) => part.box)),
    bold: ordered.every((part) => part.bold),
  };
}
