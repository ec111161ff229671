import type { Chunk } from '../../contracts/chunk.ts';
import { segmentForIndex } from '../../language/segment-for-index.ts';
import type { IndexedChunk } from '../../storage/chunk-index.ts';

/** Adds to a chunk what search needs: the terms of its headings and of its text. */
export function indexChunk(
  chunk: Chunk,
  document: { readonly name: string; readonly path: string; readonly format: string; readonly addedAt: number },
): IndexedChunk {
  const { name, path, format, addedAt } = document;
  return {
    chunk,
    documentName: name,
    path,
    format,
    addedAt,
    terms: segmentForIndex(chunk.contextText === '' ? chunk.text : `${chunk.contextText}\n${chunk.text}`),
  };
}
