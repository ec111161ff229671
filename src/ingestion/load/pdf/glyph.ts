/** How one text object of a page is set. Sizes are points on the page as shown. */
export interface GlyphStyle {
  readonly size: number;
  readonly bold: boolean;
  readonly monospaced: boolean;
  /** How far its glyphs reach above and below the baseline at least, by what is known of the font before looking at them. */
  readonly above: number;
  readonly below: number;
  /** Where the writing direction points on the page as shown: to the right, along the page's height, or askew. */
  readonly direction: 'right' | 'down' | 'up' | 'left' | 'askew';
}

/** One character as drawn. Coordinates are points from the top left of the page as shown. */
export interface Glyph {
  readonly text: string;
  /** Left and right end: the advance, not the ink, so that neighbours touch. */
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly baseline: number;
  readonly style: GlyphStyle;
  /** True where the engine saw a word end before this glyph that the file does not spell out. */
  readonly spaceBefore: boolean;
  /** True for white space. */
  readonly blank: boolean;
}
