import { locateSpan } from './locate-span.ts';
import type { Passage, ScoredPassage } from './scored-passage.ts';

/** A found chunk as faces print it; its locators are those of the whole chunk. */
export function toPassage({
  chunk,
  documentName,
  rank,
  scores,
}: Pick<ScoredPassage, 'chunk' | 'documentName' | 'rank' | 'scores'>): Passage {
  return {
    rank,
    chunkId: chunk.id,
    document: { id: chunk.documentId, name: documentName },
    documentVersion: chunk.documentVersion,
    text: chunk.text,
    start: chunk.start,
    end: chunk.end,
    context: chunk.contextText,
    locators: locateSpan(chunk.located, chunk.start, chunk.end),
    scores: { ...scores },
  };
}
