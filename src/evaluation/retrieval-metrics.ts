/**
 * Measures of one ranked list against the judgements of its query, as in
 * trec_eval and pytrec_eval: `ndcg_cut` (gain = relevance, not 2^relevance − 1;
 * discount 1 / log2(rank + 1)), `recall` and `recip_rank`. What is not judged
 * is not relevant. `null` where the query has no relevant document.
 */
export interface RetrievalMetrics {
  readonly 'ndcg@10': number | null;
  readonly 'recall@10': number | null;
  readonly 'recall@100': number | null;
  readonly 'mrr@10': number | null;
}

export const retrievalMetricNames = ['ndcg@10', 'recall@10', 'recall@100', 'mrr@10'] as const;

/** `ranked` holds document ids, best first, each once. */
export function measureRanking(ranked: readonly string[], judgements: ReadonlyMap<string, number>): RetrievalMetrics {
  const relevances = [...judgements.values()].filter((relevance) => relevance > 0);
  if (relevances.length === 0) return { 'ndcg@10': null, 'recall@10': null, 'recall@100': null, 'mrr@10': null };
  const gains = ranked.slice(0, 100).map((id) => Math.max(0, judgements.get(id) ?? 0));
  const ideal = relevances.sort((one, other) => other - one);
  const found = (depth: number): number => gains.slice(0, depth).filter((gain) => gain > 0).length;
  const first = gains.slice(0, 10).findIndex((gain) => gain > 0);
  return {
    'ndcg@10': discountedGain(gains.slice(0, 10)) / discountedGain(ideal.slice(0, 10)),
    'recall@10': found(10) / relevances.length,
    'recall@100': found(100) / relevances.length,
    'mrr@10': first < 0 ? 0 : 1 / (first + 1),
  };
}

/** Means over the queries for which there is something to measure; `null` where there is none. */
export function averageMetrics(perQuery: readonly RetrievalMetrics[]): RetrievalMetrics {
  const mean = (name: (typeof retrievalMetricNames)[number]): number | null => {
    const values = perQuery.map((metrics) => metrics[name]).filter((value) => value !== null);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return {
    'ndcg@10': mean('ndcg@10'),
    'recall@10': mean('recall@10'),
    'recall@100': mean('recall@100'),
    'mrr@10': mean('mrr@10'),
  };
}

function discountedGain(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}
