import type { Box } from '../../../contracts/locator.ts';
import type { Span } from '../../../contracts/span.ts';

/** A stretch of glyphs on one line of a page; coordinates are points from the top left of the page as shown. */
export interface TextLine {
  readonly text: string;
  /** Spaces in `text` that the file does not spell out. */
  readonly inserted: readonly Span[];
  /** `text.length + 1` coordinates along the line, in reading direction. */
  readonly edges: readonly number[];
  /** True where `edges` are y-coordinates. */
  readonly vertical: boolean;
  readonly box: Box;
  readonly baseline: number;
  /** The size and look of most of its glyphs. */
  readonly size: number;
  readonly bold: boolean;
  readonly monospaced: boolean;
}
