import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../contracts/chunk.ts';
import { locateSpan } from '../../contracts/locate-span.ts';
import type { ParsedDocument } from '../../contracts/parsed-document.ts';
import { cleanDocument } from '../clean/clean-document.ts';
import { hasRealDocuments, loadRealDocuments } from '../clean/real-documents.conformance.ts';
import { checkChunks } from './chunk-document.conformance.ts';
import { chunkDocument } from './chunk-document.ts';
import { defaultChunkSettings } from './chunk-settings.ts';

/** A stretch of a chunk, as a citation would quote it. */
function quotes(chunks: readonly Chunk[]): fc.Arbitrary<{ chunk: Chunk; start: number; end: number }> {
  return fc.constantFrom(...chunks).chain((chunk) =>
    fc.tuple(fc.nat({ max: chunk.text.length - 1 }), fc.integer({ min: 1, max: 200 })).map(([offset, length]) => ({
      chunk,
      start: chunk.start + offset,
      end: Math.min(chunk.start + offset + length, chunk.end),
    })),
  );
}

function checkBoxes(parsed: ParsedDocument, chunks: readonly Chunk[], text: string): void {
  fc.assert(
    fc.property(quotes(chunks), ({ chunk, start, end }) => {
      const places = locateSpan(chunk.located, start, end);
      if (/\S/.test(text.slice(start, end))) expect(places.length).toBeGreaterThan(0);
      for (const place of places) {
        expect(place.kind).toBe('pdf');
        if (place.kind !== 'pdf') continue;
        const { width, height } = parsed.pages![place.page - 1]!;
        for (const [x0, y0, x1, y1] of place.boxes) {
          expect(x0).toBeGreaterThanOrEqual(-0.5);
          expect(y0).toBeGreaterThanOrEqual(-0.5);
          expect(x1).toBeLessThanOrEqual(width + 0.5);
          expect(y1).toBeLessThanOrEqual(height + 0.5);
          expect(x1).toBeGreaterThanOrEqual(x0);
          expect(y1).toBeGreaterThanOrEqual(y0);
        }
      }
    }),
    { numRuns: 200 },
  );
}

/** Whether all of `quoted` stands in `original` in this order, from its first to its last character. */
function holdsInOrder(original: string, quoted: string): boolean {
  const solid = quoted.replace(/\s/g, '');
  if (solid === '') return true;
  let found = 0;
  for (let at = 0; at < original.length; at += 1) if (original[at] === solid[found]) found += 1;
  return found === solid.length && original.trim().startsWith(solid[0]!) && original.trim().endsWith(solid.at(-1)!);
}

/** Gives how many of the quotes were of one place, and so compared letter for letter. */
function checkText(parsed: ParsedDocument, chunks: readonly Chunk[], text: string): number {
  let compared = 0;
  fc.assert(
    fc.property(quotes(chunks), ({ chunk, start, end }) => {
      const places = locateSpan(chunk.located, start, end);
      const place = places[0];
      if (places.length !== 1 || place?.kind !== 'text') return;
      const quoted = text.slice(start, end);
      const original = parsed.decodedText!.slice(place.start, place.end);
      const rewritten = chunk.located.some((span) => span.whole && span.end > start && span.start < end);
      if (rewritten) return;
      // Rules may have taken out a hyphen, an indent, a carriage return between, or written a line end.
      if (original.length === quoted.length) expect(original).toBe(quoted);
      else expect(holdsInOrder(original, quoted), `${original} ⊉ ${quoted}`).toBe(true);
      compared += 1;
    }),
    { numRuns: 100 },
  );
  return compared;
}

describe.skipIf(!hasRealDocuments)('chunking real documents', () => {
  it('covers each, and leads every quote back to its place', { timeout: 120_000 }, async () => {
    const documents = await loadRealDocuments();
    expect(documents.length).toBeGreaterThanOrEqual(38);
    let compared = 0;
    for (const { name, parsed } of documents) {
      const clean = cleanDocument(parsed);
      const { chunks, warnings } = chunkDocument({ parsed, clean, documentId: 'd', documentVersion: name });
      checkChunks(parsed, clean, chunks);
      expect(warnings, name).toEqual([]);
      expect(Math.max(...chunks.map(({ tokens }) => tokens)), name).toBeLessThanOrEqual(defaultChunkSettings.maxTokens);
      if (parsed.format === 'pdf') checkBoxes(parsed, chunks, clean.text);
      if (parsed.format === 'text' || parsed.format === 'markdown') compared += checkText(parsed, chunks, clean.text);
    }
    expect(compared).toBeGreaterThan(300);
  });
});
