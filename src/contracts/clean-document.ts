import type { BlockKind } from './parsed-document.ts';
import type { Span } from './span.ts';

/**
 * A piece of the clean text and where it comes from. Segments tile the clean
 * text in order. `start`/`end` count in the clean text, `originStart`/
 * `originEnd` in the text of block number `block`.
 * - `verbatim`: same characters, same length; offset arithmetic holds.
 * - `rewritten`: a rule replaced the origin; the whole maps to the whole; as small as can be.
 * - `inserted`: written by a rule at the point `originStart` (= `originEnd`) of `block`.
 */
export interface SourceMapSegment extends Span {
  readonly kind: 'verbatim' | 'rewritten' | 'inserted';
  readonly block: number;
  readonly originStart: number;
  readonly originEnd: number;
  /** The rule that wrote it; absent for `verbatim`. */
  readonly rule?: string | undefined;
}

/** A span of a block's text that stands nowhere in the clean text, and the rule that took it out. */
export interface RemovedSpan extends Span {
  readonly block: number;
  readonly rule: string;
}

/** What one rule did to one document; counts in UTF-16 units of parsed (removed, rewritten) or clean (inserted) text. */
export interface RuleReport {
  readonly rule: string;
  readonly version: number;
  readonly removed: number;
  readonly rewritten: number;
  readonly inserted: number;
  /** Up to five short specimens of what was removed or replaced. */
  readonly samples: readonly string[];
  /** What a detector saw without changing anything. */
  readonly flagged?: readonly string[] | undefined;
}

/** A block as it stands in the clean text. */
export interface CleanBlock extends Span {
  /** Index in `ParsedDocument.blocks`. */
  readonly block: number;
  readonly kind: BlockKind;
  readonly level?: number | undefined;
  /** Table blocks: one span per row, with header rows marked, and one per cell. */
  readonly rows?: readonly (Span & { readonly header: boolean; readonly cells: readonly Span[] })[] | undefined;
}

/**
 * One canonical text with a map back to the parsed blocks. In units of the
 * parsed text: verbatim + rewritten origins + removed = parsed.
 */
export interface CleanDocument {
  readonly text: string;
  readonly segments: readonly SourceMapSegment[];
  readonly removed: readonly RemovedSpan[];
  readonly rules: readonly RuleReport[];
  readonly blocks: readonly CleanBlock[];
}
