import { describe, expect, it } from 'vitest';
import type { Locator } from '../../contracts/http.ts';
import { messages } from '../messages.ts';
import { describePlace } from './describe-place.ts';

const lines = (line: number, endLine: number): Locator => ({
  kind: 'text',
  start: 0,
  end: 1,
  line,
  column: 1,
  endLine,
  endColumn: 2,
});
const page = (number: number): Locator => ({ kind: 'pdf', page: number, boxes: [[0, 0, 1, 1]] });

describe('describePlace', () => {
  it('says pages and lines in both languages', () => {
    expect(describePlace([page(12)], messages.en)).toBe('p. 12');
    expect(describePlace([page(12)], messages.zh)).toBe('第 12 页');
    expect(describePlace([lines(40, 42)], messages.en)).toBe('lines 40–42');
    expect(describePlace([lines(7, 7)], messages.zh)).toBe('第 7 行');
  });

  it('joins neighbouring lines and says each place once', () => {
    expect(describePlace([lines(3, 3), lines(1, 2), lines(9, 9), lines(9, 9)], messages.en)).toBe('lines 1–3, line 9');
    expect(describePlace([page(2), page(2), page(3)], messages.en)).toBe('p. 2, p. 3');
  });

  it('names the headings of a web page', () => {
    const place: Locator = { kind: 'section', headingPath: ['A', 'B'], element: 1, start: 0, endElement: 1, end: 2 };
    expect(describePlace([place], messages.en)).toBe('A › B');
  });
});
