import type { GroundedPrompt, NumberedSource, QueryTerm } from '../contracts/grounded-prompt.ts';
import type { ScoredPassage } from '../contracts/scored-passage.ts';
import { detectLanguage } from '../language/detect-language.ts';
import { packPassages } from './pack-passages.ts';

/** Ten passages of the usual 400 tokens with their headings, and a margin for the estimate. */
const defaultMaxTokens = 6_000;

/**
 * pack → number. Sources are numbered from 1 in order of rank; what was found
 * and did not fit is listed in `leftOut`. `budget` is in estimated tokens.
 */
export function augment({
  question,
  passages,
  terms,
  budget = defaultMaxTokens,
}: {
  readonly question: string;
  /** In any order; `rank` decides. */
  readonly passages: readonly ScoredPassage[];
  readonly terms: readonly QueryTerm[];
  readonly budget?: number | undefined;
}): GroundedPrompt {
  const { packed, leftOut, usedTokens } = packPassages({ question, passages, maxTokens: budget });
  return {
    question,
    language: detectLanguage(question),
    terms,
    sources: packed.map(toSource),
    messages: [],
    budget: { maxTokens: budget, usedTokens, estimated: true },
    leftOut: leftOut.map(({ chunk }) => chunk.id),
  };
}

function toSource({ chunk, documentName, scores }: ScoredPassage, index: number): NumberedSource {
  const best = Object.values(scores).reduce((highest, { score }) => Math.max(highest, score), 0);
  return { number: index + 1, chunk, documentName, score: best, scores };
}
