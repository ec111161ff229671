import type { Locator } from '../../contracts/http.ts';
import type { Messages } from '../messages.ts';

/** Places in words, each said once: `p. 12`, `第 40–42 行`. Neighbouring lines are joined. */
export function describePlace(locators: readonly Locator[], text: Messages): string {
  const lines = locators.filter((locator) => locator.kind === 'text');
  const others = locators.filter((locator) => locator.kind !== 'text').map((locator) => describe(locator, text));
  const spoken = joinLines(lines.map(({ line, endLine }) => [line, endLine])).map(([from, to]) => text.line(from, to));
  return [...new Set([...spoken, ...others])].join(', ');
}

function joinLines(ranges: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const joined: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1] + 2) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

function describe(locator: Exclude<Locator, { kind: 'text' }>, text: Messages): string {
  switch (locator.kind) {
    case 'pdf':
      return text.page(locator.page);
    case 'section':
      return locator.headingPath.length === 0 ? text.element(locator.element + 1) : locator.headingPath.join(' › ');
    case 'sheet':
      return `${locator.sheet}!${locator.range}`;
    case 'slide':
      return text.slide(locator.slide);
    case 'data':
      return locator.pointer;
    case 'mail':
      return text.element(Number(locator.part));
    case 'media':
      return `${clock(locator.startMs)}–${clock(locator.endMs)}`;
    case 'image':
      return text.image;
  }
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
