import type { GlyphStyle } from './glyph.ts';
import type { PageFrame } from './page-frame.ts';
import type { Pdfium } from './pdfium-engine.ts';

/** A style and the name of its font, which decides how unmapped codes are read. */
export interface NamedStyle {
  readonly style: GlyphStyle;
  readonly fontName: string;
}

const boldName = /bold|black|heavy|demi|cmbx|simhei|fandolhei|fzhei|heiti|stxihei/i;
const monospacedName = /mono|courier|consol|menlo|typewriter|cmtt|lmtt|inconsolata|sourcecode/i;
const fixedPitchFlag = 1;
const boldWeight = 650;
/** Turns below this (tangent) are slanted scans and italics, not another direction. */
const straight = 0.18;

function directionOf(right: number, down: number): GlyphStyle['direction'] {
  if (Math.abs(down) <= Math.abs(right) * straight) return right >= 0 ? 'right' : 'left';
  if (Math.abs(right) <= Math.abs(down) * straight) return down >= 0 ? 'down' : 'up';
  return 'askew';
}

/**
 * Gives the style of any character of one page. Font size is the text size
 * times the length of the matrix' second column, since PDFium's own size is
 * before scaling. Characters of one text object share a style, so the engine is asked
 * once per object. `scratch` is 256 bytes of the engine's memory.
 */
export function readGlyphStyles(
  { call, memory, bytes }: Pdfium,
  textPage: number,
  frame: PageFrame,
  scratch: number,
): (index: number) => NamedStyle {
  const byObject = new Map<number, NamedStyle>();
  const fonts = new Map<number, { name: string; bold: boolean; monospaced: boolean }>();
  const originX = frame.x(0, 0);
  const originY = frame.y(0, 0);

  const fontOf = (object: number) => {
    const font = object === 0 ? 0 : call.FPDFTextObj_GetFont(object);
    const known = fonts.get(font);
    if (known !== undefined) return known;
    const length = font === 0 ? 0 : Math.min(256, call.FPDFFont_GetBaseFontName(font, scratch, 256));
    const name = length < 2 ? '' : Buffer.from(bytes().subarray(scratch, scratch + length - 1)).toString('latin1');
    const flags = font === 0 ? 0 : call.FPDFFont_GetFlags(font);
    const read = {
      name,
      bold: boldName.test(name) || (font !== 0 && call.FPDFFont_GetWeight(font) >= boldWeight),
      monospaced: monospacedName.test(name) || (flags > 0 && (flags & fixedPitchFlag) !== 0),
    };
    fonts.set(font, read);
    return read;
  };

  return (index) => {
    const object = call.FPDFText_GetTextObject(textPage, index);
    const known = byObject.get(object);
    if (known !== undefined) return known;
    const font = fontOf(object);
    const unscaled = call.FPDFText_GetFontSize(textPage, index);
    let size = unscaled;
    let direction: GlyphStyle['direction'] = 'right';
    if (call.FPDFText_GetMatrix(textPage, index, scratch) !== 0) {
      const [a, b, c, d] = [0, 4, 8, 12].map((at) => memory().getFloat32(scratch + at, true)) as [
        number,
        number,
        number,
        number,
      ];
      size = unscaled * Math.hypot(c, d);
      direction = directionOf(frame.x(a, b) - originX, frame.y(a, b) - originY);
    }
    const named = {
      fontName: font.name,
      style: {
        size: Number.isFinite(size) && size > 0 ? Math.round(size * 100) / 100 : 1,
        bold: font.bold,
        monospaced: font.monospaced,
        direction,
      },
    };
    byObject.set(object, named);
    return named;
  };
}
