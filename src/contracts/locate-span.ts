import type { LocatedSpan } from './chunk.ts';
import type { Box, Locator } from './locator.ts';
import { narrowLocatedSpan } from './narrow-located-span.ts';

/**
 * The places of the clean span `[start, end)`, narrowed to it and merged:
 * one `text` locator per stretch that is contiguous in the original (a line
 * end between two lines does not part them), one `pdf` locator per page with
 * one box per line, one `section` locator per heading path; the rest as it is.
 * `located` is in order of `start`. Empty where the span was written by rules.
 */
export function locateSpan(located: readonly LocatedSpan[], start: number, end: number): Locator[] {
  const locators: Locator[] = [];
  const pages = new Map<number, Box[]>();
  for (const span of located) {
    if (span.start >= end) break;
    if (span.end <= start) continue;
    const { locator } = narrowLocatedSpan(span, start, end);
    if (locator.kind === 'pdf') {
      let boxes = pages.get(locator.page);
      if (boxes === undefined) {
        boxes = [];
        pages.set(locator.page, boxes);
        locators.push({ kind: 'pdf', page: locator.page, boxes });
      }
      for (const box of locator.boxes) addBox(boxes, box, span.vertical === true);
      continue;
    }
    const previous = locators.at(-1);
    const merged = previous === undefined ? undefined : merge(previous, locator);
    if (merged === undefined) locators.push(locator);
    else locators[locators.length - 1] = merged;
  }
  return locators;
}

/** Joins a box to the last one where both stand on one line and next to each other. */
function addBox(boxes: Box[], box: Box, vertical: boolean): void {
  const last = boxes.at(-1);
  if (last === undefined || !onOneLine(last, box, vertical)) {
    boxes.push(box);
    return;
  }
  boxes[boxes.length - 1] = [
    Math.min(last[0], box[0]),
    Math.min(last[1], box[1]),
    Math.max(last[2], box[2]),
    Math.max(last[3], box[3]),
  ];
}

function onOneLine(a: Box, b: Box, vertical: boolean): boolean {
  const [across, along] = vertical ? ([0, 1] as const) : ([1, 0] as const);
  const thickness = Math.min(a[across + 2]! - a[across]!, b[across + 2]! - b[across]!);
  const shared = Math.min(a[across + 2]!, b[across + 2]!) - Math.max(a[across]!, b[across]!);
  const gap = Math.max(a[along]!, b[along]!) - Math.min(a[along + 2]!, b[along + 2]!);
  // Columns of a page and cells of a table stand further apart than words do.
  return shared >= thickness / 2 && gap <= Math.max(thickness * 1.5, 0.5);
}

function merge(left: Locator, right: Locator): Locator | undefined {
  if (left.kind === 'text' && right.kind === 'text') {
    const acrossLineEnd = right.line === left.endLine + 1 && right.column === 1 && right.start - left.end <= 2;
    if (sameSpan(left, right)) return left;
    if (right.start !== left.end && !(acrossLineEnd && right.start > left.end)) return undefined;
    return { ...left, end: right.end, endLine: right.endLine, endColumn: right.endColumn };
  }
  if (left.kind === 'section' && right.kind === 'section') {
    const samePath = left.headingPath.join('\n') === right.headingPath.join('\n');
    const forward = right.element > left.element || (right.element === left.element && right.start >= left.start);
    return samePath && forward ? { ...left, endElement: right.endElement, end: right.end } : undefined;
  }
  if (left.kind === 'data' && right.kind === 'data' && left.pointer === right.pointer) return mergeOffsets(left, right);
  if (left.kind === 'mail' && right.kind === 'mail' && left.part === right.part) return mergeOffsets(left, right);
  if (left.kind === 'media' && right.kind === 'media') {
    if (right.startMs < left.startMs || right.startMs > left.endMs) return undefined;
    return { ...left, endMs: Math.max(left.endMs, right.endMs) };
  }
  return JSON.stringify(left) === JSON.stringify(right) ? left : undefined;
}

function mergeOffsets<T extends { start: number; end: number }>(left: T, right: T): T | undefined {
  if (sameSpan(left, right)) return left;
  return left.end === right.start ? { ...left, end: right.end } : undefined;
}

const sameSpan = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start === b.start && a.end === b.end;
