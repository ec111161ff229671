import type { QueryTerm } from '../contracts/grounded-prompt.ts';
import type { TermStatistics, WeightedTerm } from '../storage/chunk-index.ts';

/** Adds to each term of the question what it is worth in this table: idf as in BM25. */
export function weighTerms(
  terms: readonly WeightedTerm[],
  { count, documentFrequency }: TermStatistics,
): readonly QueryTerm[] {
  return terms.map(({ term, weight }) => {
    const frequency = documentFrequency.get(term) ?? 0;
    // A table may hold fewer rows than a term's count for the moment between a deletion and its bookkeeping.
    const without = Math.max(0, count - frequency);
    return { term, weight, inverseDocumentFrequency: Math.log(1 + (without + 0.5) / (frequency + 0.5)) };
  });
}
