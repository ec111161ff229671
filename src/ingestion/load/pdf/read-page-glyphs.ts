import type { CoverageTally } from './coverage-tally.ts';
import { decodeTexExtension } from './decode-tex-extension.ts';
import type { Glyph, GlyphStyle } from './glyph.ts';
import type { PageFrame } from './page-frame.ts';
import type { Pdfium } from './pdfium-engine.ts';
import { readGlyphStyles } from './read-glyph-styles.ts';

/** The glyphs of one page in the engine's order, and how many of them could not be turned into text. */
export interface PageGlyphs {
  readonly glyphs: readonly Glyph[];
  /** Every glyph drawn, blanks not counted. */
  readonly drawn: number;
  /** Of those, the ones that have no usable character: unmapped, control, private use, U+FFFD. */
  readonly unusable: number;
}

/** What PDFium writes for a hyphen at the end of a line. */
const lineEndHyphen = 0x02;
const unmapped = 'glyphs without a Unicode mapping';
const offPage = 'glyphs outside the page';

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

interface Corners {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

function cornersOf(frame: PageFrame, left: number, bottom: number, right: number, top: number): Corners {
  const ax = frame.x(left, top);
  const bx = frame.x(right, bottom);
  const ay = frame.y(left, top);
  const by = frame.y(right, bottom);
  return { x0: Math.min(ax, bx), x1: Math.max(ax, bx), y0: Math.min(ay, by), y1: Math.max(ay, by) };
}

/** Extent across the line: the ink where it is believable, never less than the body of a lower-case letter. */
function heightOf(ink: Corners, baseline: number, size: number): { y0: number; y1: number } {
  const believable = ink.y1 > ink.y0 && ink.y1 - ink.y0 < 4 * size;
  return {
    y0: Math.min(believable ? ink.y0 : baseline, baseline - 0.6 * size),
    y1: Math.max(believable ? ink.y1 : baseline, baseline),
  };
}

function place(
  { call, memory }: Pdfium,
  textPage: number,
  index: number,
  frame: PageFrame,
  style: GlyphStyle,
  scratch: number,
): Corners & { baseline: number } {
  call.FPDFText_GetLooseCharBox(textPage, index, scratch);
  call.FPDFText_GetCharBox(textPage, index, scratch + 16, scratch + 24, scratch + 32, scratch + 40);
  call.FPDFText_GetCharOrigin(textPage, index, scratch + 48, scratch + 56);
  const view = memory();
  const float = (at: number): number => view.getFloat32(scratch + at, true);
  const double = (at: number): number => view.getFloat64(scratch + at, true);
  // FS_RECTF is left, top, right, bottom; the ink box comes as left, right, bottom, top.
  const loose = cornersOf(frame, float(0), float(12), float(8), float(4));
  const ink = cornersOf(frame, double(16), double(32), double(24), double(40));
  const originY = frame.y(double(48), double(56));
  if (style.direction === 'right') {
    const wide = loose.x1 - loose.x0 > 0.01 ? loose : ink;
    return { x0: wide.x0, x1: wide.x1, ...heightOf(ink, originY, style.size), baseline: originY };
  }
  const whole = loose.x1 > loose.x0 && loose.y1 > loose.y0 ? loose : ink;
  return { ...whole, baseline: originY };
}

/**
 * Reads the glyphs of a loaded text page. Characters that the engine makes up
 * (spaces, line ends) are left out and only remembered as `spaceBefore`; every
 * other one is counted in `tally` and either returned or skipped with a reason.
 * `scratch` is 256 bytes of the engine's memory.
 */
export function readPageGlyphs(
  engine: Pdfium,
  textPage: number,
  frame: PageFrame,
  scratch: number,
  tally: CoverageTally,
): PageGlyphs {
  const { call } = engine;
  const count = Math.max(0, call.FPDFText_CountChars(textPage));
  const styleOf = readGlyphStyles(engine, textPage, frame, scratch);
  const glyphs: Glyph[] = [];
  let drawn = 0;
  let unusable = 0;
  let spaceBefore = false;
  for (let index = 0; index < count; index += 1) {
    const code = call.FPDFText_GetUnicode(textPage, index) >>> 0;
    if ((code === 0x20 || code === 0x0d || code === 0x0a) && call.FPDFText_IsGenerated(textPage, index) === 1) {
      spaceBefore = true;
      continue;
    }
    const { style, fontName } = styleOf(index);
    const blank = isBlank(code);
    const mapped = call.FPDFText_HasUnicodeMapError(textPage, index) !== 1;
    const text = readText(code, mapped, fontName);
    const units = text ?? (code <= 0x10ffff && !isSurrogate(code) ? String.fromCodePoint(code) : '?');
    tally.see(units.length);
    if (!blank) drawn += 1;
    if (!blank && (text === undefined || code === 0xfffd || isPrivate(code))) unusable += 1;
    if (text === undefined) {
      tally.skip(unmapped, units);
      continue;
    }
    const at = place(engine, textPage, index, frame, style, scratch);
    if (at.x1 < 0 || at.y1 < 0 || at.x0 > frame.width || at.y0 > frame.height) {
      tally.skip(offPage, text);
      continue;
    }
    glyphs.push({
      text,
      x0: rounded(inside(at.x0, frame.width)),
      x1: rounded(inside(at.x1, frame.width)),
      y0: rounded(inside(at.y0, frame.height)),
      y1: rounded(inside(at.y1, frame.height)),
      baseline: rounded(at.baseline),
      style,
      spaceBefore,
      blank,
    });
    spaceBefore = false;
  }
  return { glyphs, drawn, unusable };
}
