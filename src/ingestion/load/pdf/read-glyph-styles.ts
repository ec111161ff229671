import type { GlyphStyle } from './glyph.ts';
import type { PageFrame } from './page-frame.ts';
import type { Pdfium } from './pdfium-engine.ts';

/** A style and the name of its font, which decides how unmapped codes are read. */
export interface NamedStyle {
  readonly style: GlyphStyle;
  readonly fontName: string;
  /** The engine's text object that it was read from. */
  readonly object: number;
}

const boldName = /bold|black|heavy|demi|cmbx|simhei|fandolhei|fzhei|heiti|stxihei/i;
const monospacedName = /mono|courier|consol|menlo|typewriter|cmtt|lmtt|inconsolata|sourcecode/i;
const fixedPitchFlag = 1;
const boldWeight = 650;
/**
 * The engine draws fonts that are not embedded with a stand-in, the reader's
 * viewer with another one: its ink says nothing, so the font's own measures
 * count, as far as they are believable (shares of the size).
 */
const ascents = [0.72, 1] as const;
const descents = [0.2, 0.35] as const;
/** What ink there is of an embedded font is known; it is never less than the body of a lower-case letter. */
const leastAbove = 0.6;
/** Turns below this (tangent) are slanted scans and italics, not another direction. */
const straight = 0.18;

interface FontTraits {
  readonly name: string;
  readonly bold: boolean;
  readonly monospaced: boolean;
  /** Shares of the size. */
  readonly above: number;
  readonly below: number;
}

const within = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(Math.max(Number.isFinite(value) ? value : 0, least), most);

/** Reads what is asked of a font once; `font` 0 is none. */
function readFont({ call, memory, bytes }: Pdfium, font: number, scratch: number): FontTraits {
  if (font === 0) return { name: '', bold: false, monospaced: false, above: ascents[0], below: descents[0] };
  const length = Math.min(256, call.FPDFFont_GetBaseFontName(font, scratch, 256));
  const name = length < 2 ? '' : Buffer.from(bytes().subarray(scratch, scratch + length - 1)).toString('latin1');
  const flags = call.FPDFFont_GetFlags(font);
  const embedded = call.FPDFFont_GetIsEmbedded(font) === 1;
  const measure = (get: (...parameters: number[]) => number): number =>
    get(font, 1, scratch) === 0 ? 0 : memory().getFloat32(scratch, true);
  return {
    name,
    bold: boldName.test(name) || call.FPDFFont_GetWeight(font) >= boldWeight,
    monospaced: monospacedName.test(name) || (flags > 0 && (flags & fixedPitchFlag) !== 0),
    above: embedded ? leastAbove : within(measure(call.FPDFFont_GetAscent), ascents),
    below: embedded ? 0 : within(-measure(call.FPDFFont_GetDescent), descents),
  };
}

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
  engine: Pdfium,
  textPage: number,
  frame: PageFrame,
  scratch: number,
): (index: number) => NamedStyle {
  const { call, memory } = engine;
  const byObject = new Map<number, NamedStyle>();
  const fonts = new Map<number, FontTraits>();
  const originX = frame.x(0, 0);
  const originY = frame.y(0, 0);

  const fontOf = (object: number): FontTraits => {
    const font = object === 0 ? 0 : call.FPDFTextObj_GetFont(object);
    let traits = fonts.get(font);
    if (traits === undefined) {
      traits = readFont(engine, font, scratch);
      fonts.set(font, traits);
    }
    return traits;
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
    const rounded = Number.isFinite(size) && size > 0 ? Math.round(size * 100) / 100 : 1;
    const named = {
      object,
      fontName: font.name,
      style: {
        size: rounded,
        above: font.above * rounded,
        below: font.below * rounded,
        bold: font.bold,
        monospaced: font.monospaced,
        direction,
      },
    };
    byObject.set(object, named);
    return named;
  };
}
