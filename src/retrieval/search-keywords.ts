import type { CallOptions, ChunkFilter, ChunkIndex, WeightedTerm } from '../storage/chunk-index.ts';
import type { Candidate } from './candidate.ts';

/** The stage `keyword`: BM25 over weighted terms, best first. */
export async function searchKeywords(
  {
    terms,
    limit,
    filter,
  }: {
    readonly terms: readonly WeightedTerm[];
    readonly limit: number;
    readonly filter: ChunkFilter | undefined;
  },
  { chunkIndex, signal }: CallOptions & { readonly chunkIndex: ChunkIndex },
): Promise<readonly Candidate[]> {
  const hits = await chunkIndex.keywordSearch({ terms, limit, filter }, { signal });
  return hits.map(({ chunkId, documentVersion, score }, index) => ({
    chunkId,
    documentVersion,
    scores: { keyword: { rank: index + 1, score } },
  }));
}
