import type { ScoredPassage } from '../contracts/scored-passage.ts';
import { estimateTokens } from '../language/estimate-tokens.ts';

/**
 * Takes passages in order of rank as long as they fit; a passage that is too
 * large is passed over for a later one that is not. Every passage comes back
 * once, packed or left out.
 */
export function packPassages({
  question,
  passages,
  maxTokens,
}: {
  readonly question: string;
  readonly passages: readonly ScoredPassage[];
  /** For question, headings and texts together. */
  readonly maxTokens: number;
}): {
  readonly packed: readonly ScoredPassage[];
  readonly leftOut: readonly ScoredPassage[];
  readonly usedTokens: number;
} {
  const packed: ScoredPassage[] = [];
  const leftOut: ScoredPassage[] = [];
  let usedTokens = estimateTokens(question);
  for (const passage of [...passages].sort((one, other) => one.rank - other.rank)) {
    const tokens = passage.chunk.tokens + estimateTokens(passage.chunk.contextText);
    if (usedTokens + tokens > maxTokens) leftOut.push(passage);
    else {
      packed.push(passage);
      usedTokens += tokens;
    }
  }
  return { packed, leftOut, usedTokens };
}
