import type { SourceMapSegment } from '../../contracts/clean-document.ts';
import type { ParsedBlock, ParsedDocument } from '../../contracts/parsed-document.ts';
import type { Span } from '../../contracts/span.ts';

/** A block as the rules before have left it. `index` is its place in `ParsedDocument.blocks`. */
export interface CleaningBlock {
  readonly index: number;
  readonly source: ParsedBlock;
  /** Empty once the block has been removed. */
  readonly text: string;
  /** Tile `text`; their `start` and `end` count in it. */
  readonly pieces: readonly SourceMapSegment[];
}

/** What a rule sees: all blocks of the document, in order, removed ones with an empty text. */
export interface CleaningState {
  readonly parsed: ParsedDocument;
  readonly blocks: readonly CleaningBlock[];
}

/** Replaces `[start, end)` of a block's current text with `text`: empty removes, an empty span inserts. */
export interface Edit extends Span {
  readonly block: number;
  readonly text: string;
}

export interface RuleOutcome {
  /** In order of block and start, not overlapping, no boundary inside a surrogate pair. */
  readonly edits: readonly Edit[];
  /** What was seen and left alone. */
  readonly flagged?: readonly string[];
  /** Separators to write after a block in place of the usual one. */
  readonly separators?: ReadonlyMap<number, string>;
}

/**
 * One small, pure change of the text. A rule replaces as little as it can (one
 * grapheme cluster at a time), so that the map back to the original stays
 * exact. Raise `version` with each change of what it does: it is part of a
 * document version's identity.
 */
export interface CleaningRule {
  readonly name: string;
  readonly version: number;
  apply(state: CleaningState): RuleOutcome;
}
