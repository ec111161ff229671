import type { Span } from '../../contracts/span.ts';

/** A stretch of clean text that is not parted again: a paragraph, list item, sentence, table row, block of code. */
export interface ChunkUnit extends Span {
  readonly tokens: number;
  /** Running text: sentences of it may be repeated at the beginning of the next chunk. */
  readonly prose: boolean;
  /** The beginning of code or of a table: what was said right before it explains it. */
  readonly opensExhibit?: boolean | undefined;
  /** Header rows, for a chunk that begins with this row of a table. */
  readonly header?: readonly Span[] | undefined;
}

/** Units that stand under the same headings. */
export interface ChunkSection {
  /** Spans of the headings it stands under, outermost first. */
  readonly headings: readonly Span[];
  readonly units: readonly ChunkUnit[];
  readonly tokens: number;
}
