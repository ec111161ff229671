/** Sizes in estimated tokens. */
export interface ChunkSettings {
  /** What a chunk is filled up to. */
  readonly targetTokens: number;
  /** A document, or a remainder, up to this size is not parted. */
  readonly wholeTokens: number;
  /** A single word, cell or line may be this large; beyond, it is cut between graphemes, with a warning. */
  readonly maxTokens: number;
  /** Sections smaller than this join their siblings. */
  readonly tinySectionTokens: number;
  /** How much of the chunk before is repeated at most, in whole sentences. */
  readonly overlapTokens: number;
  readonly overlapSentences: number;
}

export const defaultChunkSettings: ChunkSettings = {
  targetTokens: 400,
  wholeTokens: 600,
  maxTokens: 1200,
  tinySectionTokens: 120,
  overlapTokens: 60,
  overlapSentences: 2,
};
