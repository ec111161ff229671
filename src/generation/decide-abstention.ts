import type { NumberedSource } from '../contracts/grounded-prompt.ts';
import { segmentForIndex } from '../language/segment-for-index.ts';
import type { Unit } from './cut-units.ts';
import { coverage, type WeighedTerm } from './weigh-question.ts';

/**
 * Evidence below this declines. On 704 even questions of cmrc2018, which were
 * looked at in choosing it and so are no held-out measure, asked with and without the paragraph that answers, it declines 82 % of what can't be
 * answered and 4 % of what can (0.42: 71 % and 1 %; 0.58: 89 % and 9 %); of
 * the long-winded questions of cranfield, which all have an answer, 12 %.
 */
export const leastEvidence = 0.5;

/**
 * A long question holds words that no answer repeats, and shares many words by
 * chance with nothing: so much less is asked per content word beyond the sixth.
 */
const longQuestion = { from: 6, perTerm: 0.02, most: 0.12 };

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
export function declines(
  question: readonly WeighedTerm[],
  sources: readonly NumberedSource[],
  units: readonly Unit[],
): boolean {
  const words = question.filter(({ isContent }) => isContent).length;
  const allowance = Math.min(longQuestion.most, longQuestion.perTerm * Math.max(0, words - longQuestion.from));
  return units.length === 0 || measureEvidence(question, sources, units) < leastEvidence - allowance;
}
