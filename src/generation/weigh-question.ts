import type { QueryTerm } from '../contracts/grounded-prompt.ts';

/** A term of the question and how much of the question it is: weight × idf. */
export interface WeighedTerm {
  readonly term: string;
  readonly value: number;
}

/**
 * What each term of a question is worth. Pairs of characters repeat what the
 * words say, but where the dictionary misses a name they are all there is;
 * their lower weight keeps them from counting twice.
 */
export function weighQuestion(terms: readonly QueryTerm[]): WeighedTerm[] {
  return terms.map(({ term, weight, inverseDocumentFrequency }) => ({
    term,
    value: weight * inverseDocumentFrequency,
  }));
}

/** The part of the question's value, 0 to 1, that `found` holds; 0 for a question without terms. */
export function coverage(question: readonly WeighedTerm[], found: { has(term: string): boolean }): number {
  let total = 0;
  let held = 0;
  for (const { term, value } of question) {
    total += value;
    if (found.has(term)) held += value;
  }
  return total === 0 ? 0 : held / total;
}
