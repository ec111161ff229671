import type { NumberedSource } from '../contracts/grounded-prompt.ts';
import { segmentForIndex } from '../language/segment-for-index.ts';
import type { Unit } from './cut-units.ts';
import { coverage, type WeighedTerm } from './weigh-question.ts';

/**
 * Evidence below this declines. Chosen on 528 odd questions of cmrc2018, asked
 * with and without the paragraph that answers, on the odd questions of
 * cranfield and on a few sentences of our own. On 704 even questions of
 * cmrc2018 that had no part in it, asked once: 81.0 % of what can't be answered
 * is declined and 5.8 % of what can.
 */
export const leastEvidence = 0.59;

/**
 * A long question holds words that no answer repeats, and shares many words by
 * chance with nothing: so much less is asked per content word beyond the sixth.
 */
const longQuestion = { from: 6, perTerm: 0.04, most: 0.25 };

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
    const above = `${source.documentName}\n${source.chunk.contextText}`;
    const heading = new Set(segmentForIndex(above));
    const own = units.filter((unit) => unit.source === source);
    const isAbove = (term: string): boolean => heading.has(term) || holdsCharacter(above, term);
    const isIn = (unit: Unit, term: string): boolean => unit.terms.has(term) || holdsCharacter(unit.text, term);
    const whole = coverage(question, { has: (term) => isAbove(term) || own.some((unit) => isIn(unit, term)) });
    const sentence = own.reduce(
      (highest, unit) => Math.max(highest, coverage(question, { has: (term) => isIn(unit, term) || isAbove(term) })),
      0,
    );
    best = Math.max(best, (whole + sentence) / 2);
  }
  return best;
}

/** 泡 in a question is found in 冲泡, though the text's term is the whole word. */
function holdsCharacter(text: string, term: string): boolean {
  return term.length === 1 && /\p{Script=Han}/u.test(term) && text.includes(term);
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
