import type { Citation } from '../contracts/answer.ts';
import { locateSpan } from '../contracts/locate-span.ts';
import type { Unit } from './cut-units.ts';

/** The citation of a unit, or `undefined` where its text is not found at its place in the source. */
export function citeUnit({ source, start, end, text }: Unit): Citation | undefined {
  const { chunk } = source;
  const quote = chunk.text.slice(start, end);
  if (quote === '' || quote !== text || chunk.text.length !== chunk.end - chunk.start) return undefined;
  const place = { start: chunk.start + start, end: chunk.start + end };
  return {
    source: source.number,
    chunkId: chunk.id,
    document: { id: chunk.documentId, name: source.documentName },
    documentVersion: chunk.documentVersion,
    quote,
    ...place,
    locators: locateSpan(chunk.located, place.start, place.end),
  };
}
