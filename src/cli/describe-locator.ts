import type { Locator } from '../contracts/locator.ts';

/** A place in words, for a terminal: `p. 12`, `line 40–42`. */
export function describeLocator(locator: Locator): string {
  switch (locator.kind) {
    case 'text':
      return locator.endLine > locator.line ? `line ${locator.line}–${locator.endLine}` : `line ${locator.line}`;
    case 'pdf':
      return `p. ${locator.page}`;
    case 'section':
      return locator.headingPath.length === 0 ? `element ${locator.element}` : `§ ${locator.headingPath.join(' › ')}`;
    case 'sheet':
      return `${locator.sheet}!${locator.range}`;
    case 'slide':
      return `slide ${locator.slide}`;
    case 'data':
      return locator.pointer;
    case 'mail':
      return `part ${locator.part}`;
    case 'media':
      return `${clock(locator.startMs)}–${clock(locator.endMs)}`;
    case 'image':
      return `box ${locator.box.map((value) => Math.round(value)).join(',')}`;
  }
}

/** Several places, each said once; lines of one text as one range. */
export function describeLocators(locators: readonly Locator[]): string {
  const lines = locators.filter((locator) => locator.kind === 'text');
  const [first] = lines;
  if (first === undefined || lines.length !== locators.length)
    return [...new Set(locators.map(describeLocator))].join(', ');
  const line = Math.min(...lines.map((locator) => locator.line));
  const endLine = Math.max(...lines.map((locator) => locator.endLine));
  return describeLocator({ ...first, line, endLine });
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
