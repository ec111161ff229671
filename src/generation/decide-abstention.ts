import type { NumberedSource } from '../contracts/grounded-prompt.ts';
import { segmentForIndex } from '../language/segment-for-index.ts';
import type { Unit } from './cut-units.ts';
import { coverage, type WeighedTerm } from './weigh-question.ts';

/**
 * Evidence below this declines. Seen on the even questions of cmrc2018, with
 * and without the paragraph that answers: 0.42 declines 86 % of what can't be
 * answered and 7 % of what can; 0.34 → 75 % and 2 %; 0.50 → 92 % and 16 %.
 */
export const leastEvidence = 0.42;

/**
 * How much of the question a single source takes up, 0 to 1: the mean of what
 * its text with headings holds and what its best sentence with headings
 * holds, each term counted by weight × idf, for the best source. A term that
 * stands nowhere in the knowledge base has the highest idf of all, so a
 * question about something unknown scores low even where the rest is common.
 */
export function measureEvidence(
  question: readonly WeighedTerm[],
  sources: readonly NumberedSource[],
  units: readonly Unit[],
): number {
  let best = 0;
  for (const source of sources) {
    const heading = segmentForIndex(source.chunk.contextText);
    const own = units.filter((unit) => unit.source === source);
    const whole = coverage(question, new Set([...heading, ...own.flatMap(({ terms }) => [...terms])]));
    const sentence = own.reduce(
      (highest, { terms }) => Math.max(highest, coverage(question, new Set([...heading, ...terms]))),
      0,
    );
    best = Math.max(best, (whole + sentence) / 2);
  }
  return best;
}

/** Whether the sources say too little of what is asked to answer from them. */
export function decideAbstention(
  question: readonly WeighedTerm[],
  sources: readonly NumberedSource[],
  units: readonly Unit[],
): { readonly declines: boolean; readonly evidence: number } {
  const evidence = measureEvidence(question, sources, units);
  return { declines: units.length === 0 || evidence < leastEvidence, evidence };
}
