import type { CoverageTally } from './coverage-tally.ts';
import { decodeTexExtension } from './decode-tex-extension.ts';
import type { Glyph, GlyphStyle } from './glyph.ts';
import { isCjk } from './is-cjk.ts';
import type { PageFrame } from './page-frame.ts';
import type { Pdfium } from './pdfium-engine.ts';
import { readGlyphStyles } from './read-glyph-styles.ts';

/** The glyphs of one page in the engine's order, and how many of them could not be turned into text. */
export interface PageGlyphs {
  readonly glyphs: readonly Glyph[];
  /** The engine's text object of each glyph. */
  readonly objects: readonly number[];
  /** Every text object that the engine read characters of, skipped ones too. */
  readonly seen: ReadonlySet<number>;
  /** Every glyph drawn, blanks not counted. */
  readonly drawn: number;
  /** Of those, the ones that have no usable character: unmapped, control, private use, U+FFFD. */
  readonly unusable: number;
}

/** What PDFium writes for a hyphen at the end of a line. */
const lineEndHyphen = 0x02;
/** The square in which an ideograph is drawn, in shares of the size above and below the baseline. */
const ideographAbove = 0.88;
const ideographBelow = 0.12;

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;
const isControl = (code: number): boolean => (code < 0x20 && code !== 0x09) || (code >= 0x7f && code < 0xa0);
const isPrivate = (code: number): boolean => (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000;
const isBlank = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x3000;

/** The text of a character code, or undefined where the font does not say what it means. */
function readText(code: number, mapped: boolean, fontName: string): string | undefined {
  const unreadable = isControl(code) || isSurrogate(code) || code > 0x10ffff;
  if (!mapped || (unreadable && code !== lineEndHyphen)) return decodeTexExtension(fontName, code);
  return code === lineEndHyphen ? '-' : String.fromCodePoint(code);
}

const inside = (value: number, limit: number): number => Math.min(Math.max(value, 0), limit);
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Where glyphs stand on the page as shown. One object is filled anew for each: there are hundreds of thousands. */
interface Place {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
  baseline: number;
}

function place(
  { call, memory }: Pdfium,
  textPage: number,
  index: number,
  frame: PageFrame,
  { direction, size, above, below }: GlyphStyle,
  ideographic: boolean,
  scratch: number,
  at: Place,
): void {
  call.FPDFText_GetLooseCharBox(textPage, index, scratch);
  call.FPDFText_GetCharBox(textPage, index, scratch + 16, scratch + 24, scratch + 32, scratch + 40);
  call.FPDFText_GetCharOrigin(textPage, index, scratch + 48, scratch + 56);
  const view = memory();
  // FS_RECTF is left, top, right, bottom; the ink box comes as left, right, bottom, top.
  const looseLeft = view.getFloat32(scratch, true);
  const looseTop = view.getFloat32(scratch + 4, true);
  const looseRight = view.getFloat32(scratch + 8, true);
  const looseBottom = view.getFloat32(scratch + 12, true);
  const inkLeft = view.getFloat64(scratch + 16, true);
  const inkRight = view.getFloat64(scratch + 24, true);
  const inkBottom = view.getFloat64(scratch + 32, true);
  const inkTop = view.getFloat64(scratch + 40, true);
  const upright = direction === 'right';
  const looseX0 = frame.x(looseLeft, looseTop);
  const looseX1 = frame.x(looseRight, looseBottom);
  const inkY0 = frame.y(inkLeft, inkTop);
  const inkY1 = frame.y(inkRight, inkBottom);
  const originX = view.getFloat64(scratch + 48, true);
  const originY = view.getFloat64(scratch + 56, true);
  at.baseline = frame.y(originX, originY);
  // The advance along the line, so that neighbours touch; the ink where there is no advance.
  const wide = Math.abs(looseX1 - looseX0) > 0.01;
  const fromX = wide ? looseX0 : frame.x(inkLeft, inkTop);
  const toX = wide ? looseX1 : frame.x(inkRight, inkBottom);
  at.x0 = Math.min(fromX, toX);
  at.x1 = Math.max(fromX, toX);
  const shownX = frame.x(originX, originY);
  if (upright && ideographic && at.x0 < shownX - 0.25 * size) {
    // Vertical writing: the engine takes half a width off the origin twice.
    at.x0 = shownX;
    at.x1 = shownX + size;
  }
  if (upright) {
    // The ink across the line where it is believable, and never less than what the font promises.
    const top = Math.min(inkY0, inkY1);
    const bottom = Math.max(inkY0, inkY1);
    const believable = bottom > top && bottom - top < 4 * size;
    at.y0 = Math.min(believable ? top : at.baseline, at.baseline - (ideographic ? ideographAbove * size : above));
    at.y1 = Math.max(believable ? bottom : at.baseline, at.baseline + (ideographic ? ideographBelow * size : below));
  } else {
    const looseY0 = frame.y(looseLeft, looseTop);
    const looseY1 = frame.y(looseRight, looseBottom);
    at.y0 = wide ? Math.min(looseY0, looseY1) : Math.min(inkY0, inkY1);
    at.y1 = wide ? Math.max(looseY0, looseY1) : Math.max(inkY0, inkY1);
  }
}

/**
 * Reads the glyphs of a loaded text page. Characters that the engine makes up
 * (spaces, line ends) are left out and only remembered as `spaceBefore`; every
 * other one is counted in `tally` and either returned or skipped with a reason.
 * Glyphs that `isCopy` knows are left out uncounted, as the engine does with bold made by drawing twice.
 * `scratch` is 256 bytes of the engine's memory.
 */
export function readPageGlyphs(
  engine: Pdfium,
  textPage: number,
  frame: PageFrame,
  scratch: number,
  tally: CoverageTally,
  isCopy: (glyph: Glyph) => boolean = () => false,
): PageGlyphs {
  const { call } = engine;
  const count = Math.max(0, call.FPDFText_CountChars(textPage));
  const styleOf = readGlyphStyles(engine, textPage, frame, scratch);
  const glyphs: Glyph[] = [];
  const objects: number[] = [];
  const seen = new Set<number>();
  let drawn = 0;
  let unusable = 0;
  let spaceBefore = false;
  let last = 0;
  const at: Place = { x0: 0, x1: 0, y0: 0, y1: 0, baseline: 0 };
  for (let index = 0; index < count; index += 1) {
    const code = call.FPDFText_GetUnicode(textPage, index) >>> 0;
    if ((code === 0x20 || code === 0x0d || code === 0x0a) && call.FPDFText_IsGenerated(textPage, index) === 1) {
      spaceBefore = true;
      continue;
    }
    const { style, fontName, object } = styleOf(index);
    if (object !== last) seen.add(object);
    last = object;
    const blank = isBlank(code);
    const mapped = call.FPDFText_HasUnicodeMapError(textPage, index) !== 1;
    const text = readText(code, mapped, fontName);
    const units = text ?? (code <= 0x10ffff && !isSurrogate(code) ? String.fromCodePoint(code) : '?');
    place(engine, textPage, index, frame, style, isCjk(code), scratch, at);
    const glyph = {
      text: units,
      x0: rounded(inside(at.x0, frame.width)),
      x1: rounded(inside(at.x1, frame.width)),
      y0: rounded(inside(at.y0, frame.height)),
      y1: rounded(inside(at.y1, frame.height)),
      baseline: rounded(at.baseline),
      style,
      spaceBefore,
      blank,
    };
    if (isCopy(glyph)) continue;
    tally.see(units.length);
    if (!blank) drawn += 1;
    if (!blank && (text === undefined || code === 0xfffd || isPrivate(code))) unusable += 1;
    if (text === undefined) {
      tally.skip('glyphs without a Unicode mapping', units);
      continue;
    }
    if (at.x1 < 0 || at.y1 < 0 || at.x0 > frame.width || at.y0 > frame.height) {
      tally.skip('glyphs outside the page', text);
      continue;
    }
    glyphs.push(glyph);
    objects.push(object);
    spaceBefore = false;
  }
  return { glyphs, objects, seen, drawn, unusable };
}
