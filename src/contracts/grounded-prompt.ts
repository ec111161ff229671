import type { Chunk } from './chunk.ts';
import type { StageScore } from './scored-passage.ts';

/** What a term of the question is worth, from the corpus: idf as in BM25, ln(1 + (N − df + 0.5) / (df + 0.5)). */
export interface QueryTerm {
  /** The term as it was indexed. */
  readonly term: string;
  /** 1 for a content word; less for question words and bigrams. */
  readonly weight: number;
  readonly inverseDocumentFrequency: number;
}

/** A source as the answer may cite it; `number` is 1-based. */
export interface NumberedSource {
  readonly number: number;
  readonly chunk: Chunk;
  readonly documentName: string;
  /** Best retrieval score, for abstention. */
  readonly score: number;
  /** What every stage said of it, for the nearest passages of a refusal. */
  readonly scores: Readonly<Record<string, StageScore>>;
}

/** One message to a chat model. */
export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/** Everything that a generator needs to answer: no store, no index. */
export interface GroundedPrompt {
  readonly question: string;
  readonly language: 'zh' | 'en';
  readonly terms: readonly QueryTerm[];
  readonly sources: readonly NumberedSource[];
  /** Empty for the extractive generator, which reads `sources` itself. */
  readonly messages: readonly PromptMessage[];
  readonly budget: { readonly maxTokens: number; readonly usedTokens: number; readonly estimated: boolean };
  /** Chunk ids that were found and did not fit. */
  readonly leftOut: readonly string[];
}
