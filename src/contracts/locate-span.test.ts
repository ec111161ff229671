import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocatedSpan } from './chunk.ts';
import { locateSpan } from './locate-span.ts';
import type { Box, Locator } from './locator.ts';
import { narrowLocatedSpan } from './narrow-located-span.ts';

/** Lines of a text file with gaps where a rule took something out. */
const textLines = fc.array(
  fc.record({ text: fc.stringMatching(/^[a-z]{1,12}$/), skipped: fc.integer({ min: 0, max: 3 }) }),
  {
    minLength: 1,
    maxLength: 8,
  },
);

function layText(lines: readonly { text: string; skipped: number }[]): {
  original: string;
  clean: string;
  located: LocatedSpan[];
} {
  let original = '';
  let clean = '';
  const located: LocatedSpan[] = [];
  for (const [index, { text, skipped }] of lines.entries()) {
    original += '#'.repeat(skipped);
    const start = original.length;
    const stretch = `${text}\n`;
    located.push({
      start: clean.length,
      end: clean.length + stretch.length,
      locator: {
        kind: 'text',
        start,
        end: start + stretch.length,
        line: index + 1,
        column: skipped + 1,
        endLine: index + 1,
        endColumn: skipped + 1 + stretch.length,
      },
    });
    original += stretch;
    clean += stretch;
  }
  return { original, clean, located };
}

function pdfLine(start: number, length: number, y: number, page = 1): LocatedSpan {
  const edges = Array.from({ length: length + 1 }, (_, index) => 10 + index * 6);
  const box: Box = [10, y, 10 + length * 6, y + 10];
  return { start, end: start + length, edges, locator: { kind: 'pdf', page, boxes: [box] } };
}

const section = (element: number, start: number, end: number, headingPath = ['A']): Locator => ({
  kind: 'section',
  headingPath,
  element,
  start,
  endElement: element,
  end,
});

describe('locateSpan', () => {
  it('gives text places that hold exactly the asked text', () => {
    fc.assert(
      fc.property(textLines, fc.nat(), fc.nat(), (lines, a, b) => {
        const { original, clean, located } = layText(lines);
        const [start, end] = [a % clean.length, b % clean.length].sort((x, y) => x - y) as [number, number];
        const locators = locateSpan(located, start, end);
        const text = locators.map((locator) =>
          locator.kind === 'text' ? original.slice(locator.start, locator.end) : '?',
        );
        expect(text.join('')).toBe(clean.slice(start, end));
        for (const locator of locators) {
          if (locator.kind !== 'text') continue;
          const before = original.slice(0, locator.start).split('\n');
          expect([locator.line, locator.column]).toEqual([before.length, before.at(-1)!.length + 1]);
          // A line end closes its own line.
          const within = original.slice(0, locator.end - 1).split('\n');
          expect([locator.endLine, locator.endColumn]).toEqual([within.length, within.at(-1)!.length + 2]);
        }
      }),
    );
  });

  it('locates each character where it locates the whole', () => {
    fc.assert(
      fc.property(textLines, (lines) => {
        const { clean, located } = layText(lines);
        const single = Array.from(clean, (_, at) => locateSpan(located, at, at + 1)).flat();
        const covered = (locators: readonly Locator[]): number[] =>
          locators.flatMap((place) =>
            place.kind === 'text' ? Array.from({ length: place.end - place.start }, (_, at) => place.start + at) : [],
          );
        expect(covered(single)).toEqual(covered(locateSpan(located, 0, clean.length)));
      }),
    );
  });

  it('parts two lines where more than a line end was taken out between them', () => {
    const line = (number: number, start: number, end: number): Locator => ({
      kind: 'text',
      start,
      end,
      line: number,
      column: 1,
      endLine: number,
      endColumn: 1 + end - start,
    });
    const spans = (from: number): LocatedSpan[] => [
      { start: 0, end: 4, locator: line(1, 0, 4) },
      { start: 5, end: 9, locator: line(2, from, from + 4) },
    ];
    expect(locateSpan(spans(6), 0, 9)).toHaveLength(1);
    expect(locateSpan(spans(7), 0, 9)).toEqual([line(1, 0, 4), line(2, 7, 11)]);
  });

  it('keeps an edge for every side of every glyph when it narrows, so that it can narrow again', () => {
    const once = narrowLocatedSpan(pdfLine(0, 10, 100), 2, 8);
    expect(once.edges).toEqual([22, 28, 34, 40, 46, 52, 58]);
    for (let end = 4; end <= 8; end += 1)
      expect(locateSpan([once], 3, end)).toEqual(locateSpan([pdfLine(0, 10, 100)], 3, end));
  });

  it('narrows PDF boxes to the glyphs, one box per line, one locator per page', () => {
    const located = [pdfLine(0, 10, 100), pdfLine(10, 8, 112), pdfLine(18, 5, 50, 2)];
    expect(locateSpan(located, 4, 20)).toEqual([
      {
        kind: 'pdf',
        page: 1,
        boxes: [
          [34, 100, 70, 110],
          [10, 112, 58, 122],
        ],
      },
      { kind: 'pdf', page: 2, boxes: [[10, 50, 22, 60]] },
    ]);
    const single = Array.from({ length: 10 }, (_, at) => locateSpan(located, at, at + 1)[0]!);
    const edges = single.flatMap((place) => (place.kind === 'pdf' ? place.boxes.map(([x0, , x1]) => [x0, x1]) : []));
    expect(edges.every(([x0, x1], index) => x0 === 10 + index * 6 && x1 === x0 + 6)).toBe(true);
  });

  it('joins words of a line, keeps columns of a table apart, and never leaves the box of the run', () => {
    const left = pdfLine(0, 5, 100);
    const near: LocatedSpan = {
      start: 6,
      end: 8,
      edges: [44, 50, 90],
      locator: { kind: 'pdf', page: 1, boxes: [[44, 100, 56, 110]] },
    };
    const far: LocatedSpan = {
      start: 9,
      end: 10,
      edges: [300, 306],
      locator: { kind: 'pdf', page: 1, boxes: [[300, 100, 306, 110]] },
    };
    expect(locateSpan([left, near, far], 0, 10)).toEqual([
      {
        kind: 'pdf',
        page: 1,
        boxes: [
          [10, 100, 56, 110],
          [300, 100, 306, 110],
        ],
      },
    ]);
  });

  it('joins elements under one heading path, also back out of a nested one', () => {
    const located: LocatedSpan[] = [
      { start: 0, end: 4, locator: section(5, 0, 4) },
      { start: 4, end: 6, locator: section(6, 0, 2) },
      { start: 6, end: 9, locator: section(5, 6, 9) },
      { start: 9, end: 12, locator: section(7, 0, 3, ['B']) },
    ];
    expect(locateSpan(located, 2, 10)).toEqual(
      [{ ...section(5, 2, 8) }, section(7, 0, 1, ['B'])].map((place, index) =>
        index === 0 ? { ...place, end: 9 } : place,
      ),
    );
  });

  it('never narrows what maps as a whole, nor kinds without offsets', () => {
    const whole: LocatedSpan = { ...pdfLine(0, 2, 100), whole: true };
    expect(locateSpan([whole], 0, 1)).toEqual([whole.locator]);
    const speech: LocatedSpan = { start: 0, end: 9, locator: { kind: 'media', startMs: 0, endMs: 900 } };
    expect(locateSpan([speech], 3, 4)).toEqual([speech.locator]);
    expect(locateSpan([speech], 9, 12)).toEqual([]);
  });
});
