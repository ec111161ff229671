import type { CallOptions, ChunkFilter, ChunkIndex, WeightedTerm } from '../storage/chunk-index.ts';
import type { Candidate } from './candidate.ts';

/**
 * Stores search once for each distinct weight, so terms that only support the
 * question (pairs, compounds, question words) share one: nDCG@10 moves by
 * less than 0.001 on cmrc2018 and cranfield, time by a third.
 */
const supportingWeight = 0.35;

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
  const levelled = terms.map(({ term, weight }) => ({ term, weight: weight < 1 ? supportingWeight : 1 }));
  const hits = await chunkIndex.keywordSearch({ terms: levelled, limit, filter }, { signal });
  return hits.map(({ chunkId, documentVersion, score }, index) => ({
    chunkId,
    documentVersion,
    scores: { keyword: { rank: index + 1, score } },
  }));
}
