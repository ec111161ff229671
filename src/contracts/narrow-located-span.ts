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
  const { locator, edges, vertical, start, end } = located;
  if (locator.kind !== 'pdf' || edges === undefined || locator.boxes.length !== 1) return located;
  const [x0, y0, x1, y1] = locator.boxes[0]!;
  const [least, most] = vertical ? [y0, y1] : [x0, x1];
  // Edges run one way along a line, so the first and the last bound all between them.
  const first = edges[from - start]!;
  const last = edges[to - start]!;
  const low = Math.min(Math.max(Math.min(first, last), least), most);
  const high = Math.min(Math.max(Math.max(first, last), least), most);
  const all = from === start && to === end;
  if (all && low === least && high === most) return located;
  const inside = all ? edges : edges.slice(from - start, to - start + 1);
  const box: Box = vertical ? [x0, low, x1, high] : [low, y0, high, y1];
  return { ...located, start: from, end: to, edges: inside, locator: { ...locator, boxes: [box] } };
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
