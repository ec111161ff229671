import { z } from 'zod';
import type { Chunk } from './chunk.ts';
import { locatorSchema } from './locator.ts';

/** A stage's opinion of a passage: 1-based rank in that stage's list and its raw score. */
export const stageScoreSchema = z.object({ rank: z.int().min(1), score: z.number() });
export type StageScore = z.infer<typeof stageScoreSchema>;

/** A chunk that was found, with every stage's rank and score. Never of a dead document version. */
export interface ScoredPassage {
  readonly chunk: Chunk;
  readonly documentName: string;
  /** 1-based position in the final list. */
  readonly rank: number;
  readonly scores: Readonly<Record<string, StageScore>>;
  /** Query terms that the chunk holds, in the form in which they were indexed. */
  readonly matchedTerms: readonly string[];
}

/** A passage as faces print it (`search --json`, HTTP). */
export const passageSchema = z.object({
  rank: z.int().min(1),
  chunkId: z.string(),
  document: z.object({ id: z.string(), name: z.string() }),
  documentVersion: z.string(),
  text: z.string(),
  /** UTF-16 offsets in the clean text of the document version. */
  start: z.int(),
  end: z.int(),
  /** Headings above it. */
  context: z.string(),
  locators: z.array(locatorSchema),
  scores: z.record(z.string(), stageScoreSchema),
});
export type Passage = z.infer<typeof passageSchema>;

/** The passages of one search, best first. */
export const searchResultSchema = z.object({ query: z.string(), passages: z.array(passageSchema) });
export type SearchResult = z.infer<typeof searchResultSchema>;
