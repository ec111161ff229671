import type { Locator } from '../contracts/locator.ts';
import type { Terminal } from './terminal.ts';

const en = {
  line: (line: number, endLine: number) => (endLine > line ? `line ${line}–${endLine}` : `line ${line}`),
  page: (page: number) => `p. ${page}`,
  element: (element: number) => `element ${element}`,
  slide: (slide: number) => `slide ${slide}`,
  part: (part: string) => `part ${part}`,
  box: (box: string) => `box ${box}`,
  comma: ', ',
};

const zh: typeof en = {
  line: (line, endLine) => (endLine > line ? `第 ${line}–${endLine} 行` : `第 ${line} 行`),
  page: (page) => `第 ${page} 页`,
  element: (element) => `元素 ${element}`,
  slide: (slide) => `第 ${slide} 张幻灯片`,
  part: (part) => `部分 ${part}`,
  box: (box) => `区域 ${box}`,
  comma: '，',
};

const texts = { en, zh } as const;

/** A place in words, for a terminal: `p. 12`, `line 40–42`, `第 12 页`. */
export function describeLocator(locator: Locator, language: Terminal['language']): string {
  const say = texts[language];
  switch (locator.kind) {
    case 'text':
      return say.line(locator.line, locator.endLine);
    case 'pdf':
      return say.page(locator.page);
    case 'section':
      return locator.headingPath.length === 0 ? say.element(locator.element) : `§ ${locator.headingPath.join(' › ')}`;
    case 'sheet':
      return `${locator.sheet}!${locator.range}`;
    case 'slide':
      return say.slide(locator.slide);
    case 'data':
      return locator.pointer;
    case 'mail':
      return say.part(locator.part);
    case 'media':
      return `${clock(locator.startMs)}–${clock(locator.endMs)}`;
    case 'image':
      return say.box(locator.box.map((value) => Math.round(value)).join(','));
  }
}

/** Several places, each said once; lines of one text as one range. */
export function describeLocators(locators: readonly Locator[], language: Terminal['language']): string {
  const lines = locators.filter((locator) => locator.kind === 'text');
  const [first] = lines;
  if (first === undefined || lines.length !== locators.length)
    return [...new Set(locators.map((locator) => describeLocator(locator, language)))].join(texts[language].comma);
  const line = Math.min(...lines.map((locator) => locator.line));
  const endLine = Math.max(...lines.map((locator) => locator.endLine));
  return describeLocator({ ...first, line, endLine }, language);
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
