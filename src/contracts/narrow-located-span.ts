import type { LocatedSpan } from './chunk.ts';
import type { Box, Locator } from './locator.ts';

/**
 * Narrows a located span to the part of it inside the clean span `[start, end)`.
 * What cannot be narrowed (`whole`, kinds without offsets, an origin of another
 * length) comes back with the locator it has.
 */
export function narrowLocatedSpan(located: LocatedSpan, start: number, end: number): LocatedSpan {
  const from = Math.max(start, located.start);
  const to = Math.min(end, located.end);
  if (located.whole) return located;
  if (located.locator.kind === 'pdf') return narrowBox(located, from, to);
  if (from === located.start && to === located.end) return located;
  const locator = narrowOffsets(located, from - located.start, to - from);
  return locator === undefined ? located : { ...located, start: from, end: to, locator };
}

function narrowBox(located: LocatedSpan, from: number, to: number): LocatedSpan {
  const { locator, edges, vertical, start } = located;
  if (locator.kind !== 'pdf' || edges === undefined || locator.boxes.length !== 1) return located;
  const inside = edges.slice(from - start, to - start + 1);
  const [x0, y0, x1, y1] = locator.boxes[0]!;
  const [least, most] = vertical ? [y0, y1] : [x0, x1];
  const clamp = (value: number): number => Math.min(Math.max(value, least), most);
  const low = clamp(Math.min(...ends(inside)));
  const high = clamp(Math.max(...ends(inside)));
  const box: Box = vertical ? [x0, low, x1, high] : [low, y0, high, y1];
  return { ...located, start: from, end: to, edges: inside, locator: { ...locator, boxes: [box] } };
}

/** Edges run one way along a line, so its two ends bound them. */
function ends(edges: readonly number[]): [number, number] {
  return [edges[0]!, edges.at(-1)!];
}

/** `undefined` where offsets in the original do not run along with the text. */
function narrowOffsets(located: LocatedSpan, offset: number, length: number): Locator | undefined {
  const { locator } = located;
  const full = located.end - located.start;
  switch (locator.kind) {
    case 'text': {
      if (locator.end - locator.start !== full || locator.line !== locator.endLine) return undefined;
      const start = locator.start + offset;
      const column = locator.column + offset;
      return { ...locator, start, end: start + length, column, endColumn: column + length };
    }
    case 'section': {
      if (locator.element !== locator.endElement || locator.end - locator.start !== full) return undefined;
      return { ...locator, start: locator.start + offset, end: locator.start + offset + length };
    }
    case 'data':
    case 'mail': {
      if (locator.end - locator.start !== full) return undefined;
      return { ...locator, start: locator.start + offset, end: locator.start + offset + length };
    }
    default:
      return undefined;
  }
}
