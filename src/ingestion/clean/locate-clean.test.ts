import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locateSpan } from '../../contracts/locate-span.ts';
import { cleanDocument } from './clean-document.ts';
import { locateClean } from './locate-clean.ts';
import { documentOf, randomDocument } from './random-document.conformance.ts';

describe('locateClean', () => {
  it('gives a place to every character that no rule wrote, and to each the right one', () => {
    fc.assert(
      fc.property(randomDocument, (parsed) => {
        const clean = cleanDocument(parsed);
        const located = locateClean(parsed, clean);
        const original = parsed.blocks.map(({ text }) => text).join('\n\n');
        for (const { kind, start, end } of clean.segments) {
          const places = locateSpan(located, start, end);
          if (kind === 'inserted') expect(places).toEqual([]);
          else expect(places.length).toBeGreaterThan(0);
          if (kind !== 'verbatim' || places[0]?.kind !== 'text') continue;
          const text = places
            .map((place) => (place.kind === 'text' ? original.slice(place.start, place.end) : '?'))
            .join('');
          expect(text).toBe(clean.text.slice(start, end));
        }
        for (const [index, span] of located.entries())
          expect(span.start).toBeGreaterThanOrEqual(located[index - 1]?.start ?? 0);
      }),
      { numRuns: 300 },
    );
  });

  it('slices the edges of a PDF line along with its text', () => {
    const parsed = documentOf('pdf', [{ text: 'an ﬁne  day' }]);
    const clean = cleanDocument(parsed);
    expect(clean.text).toBe('an fine day');
    const at = clean.text.indexOf('day');
    expect(locateSpan(locateClean(parsed, clean), at, at + 3)).toEqual([
      { kind: 'pdf', page: 1, boxes: [[90, 12, 105, 22]] },
    ]);
    expect(locateSpan(locateClean(parsed, clean), 3, 4)).toEqual([{ kind: 'pdf', page: 1, boxes: [[65, 12, 70, 22]] }]);
  });

  it('gives text that the loader wrote the place of its block', () => {
    const text = 'so \\frac{1}{2} is';
    const parsed = documentOf('docx', [{ text }]);
    const block = parsed.blocks[0]!;
    const run = block.runs[0]!;
    const runs = [
      { ...run, start: 0, end: 3 },
      { ...run, start: 14, end: 17 },
    ];
    const written = { ...parsed, blocks: [{ ...block, runs, inserted: [{ start: 3, end: 14 }] }] };
    expect(locateSpan(locateClean(written, cleanDocument(written)), 5, 9)).toEqual([block.locator]);
  });
});
