import type { QueryTerm } from '../contracts/grounded-prompt.ts';

/** A term of the question and how much of the question it is: weight × idf. */
export interface WeighedTerm {
  readonly term: string;
  readonly value: number;
  /** A word of what is asked about, not a pair of characters or the like. */
  readonly isContent: boolean;
}

/** Below it stand pairs of characters, wholes of compounds and words that only ask. */
const contentWeight = 0.5;

/**
 * What each term of a question is worth. Words that only ask don't count, nor
 * do pairs of characters that reach into one (是绿 in 什么是绿茶): they stand
 * in no text and would make every question look unanswerable. The other pairs
 * repeat what the words say, but where the dictionary misses a name they are
 * all there is; their lower weight keeps them from counting twice.
 */
export function weighQuestion(terms: readonly QueryTerm[]): WeighedTerm[] {
  const content = terms.filter(({ weight }) => weight >= contentWeight);
  const characters = new Set(content.flatMap(({ term }) => [...term]));
  const counted = terms.filter(({ term, weight }) => {
    if (content.length === 0 || weight >= contentWeight) return true;
    return [...term].every((character) => characters.has(character));
  });
  return counted.map(({ term, weight, inverseDocumentFrequency }) => ({
    term,
    value: weight * inverseDocumentFrequency,
    isContent: weight >= contentWeight,
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
