import type { CallOptions, ChunkFilter, ChunkIndex, WeightedTerm } from '../storage/chunk-index.ts';
import type { Candidate } from './candidate.ts';

/**
 * Terms that only support the question (pairs, compounds, question words)
 * share one weight, a third: a store that can only repeat a term to weigh it
 * then asks for three of one and one of the other. nDCG@10 moves by less than
 * 0.001 on cmrc2018 and cranfield against finer weights.
 */
const supportingWeight = 1 / 3;

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
  const hits = await chunkIndex.keywordSearch({ terms: levelled, limit, filter, withRows: true }, { signal });
  return hits.map(({ chunkId, documentVersion, score, row }, index) => ({
    chunkId,
    documentVersion,
    row,
    scores: { keyword: { rank: index + 1, score } },
  }));
}
