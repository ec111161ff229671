import type { Glyph } from './glyph.ts';
import { isCjk } from './is-cjk.ts';
import { isRightToLeft } from './is-right-to-left.ts';
import { setLine } from './set-line.ts';
import type { TextLine } from './text-line.ts';

/** The glyphs of a page as stretches without a wide gap, in the order of the file. */
export interface PageFragments {
  readonly horizontal: readonly TextLine[];
  /** Rotated and vertical lines. */
  readonly turned: readonly TextLine[];
}

/** Gaps in units of the font size: a wider one may be the space between columns or cells. */
const widestGap = 0.7;
const widestBlankGap = 1.6;
const baselineTolerance = 0.45;

/** Whether `glyph` goes on where the line of `previous` stops. `ink` is the last glyph of it that is not blank. */
function continues(base: Glyph, ink: Glyph | undefined, previous: Glyph, glyph: Glyph): boolean {
  if (glyph.style.direction !== previous.style.direction) return false;
  const size = Math.max(base.style.size, glyph.style.size);
  if (glyph.style.direction === 'askew') return distance(previous, glyph) < 2 * size;
  if (glyph.style.direction === 'up' || glyph.style.direction === 'down') {
    return (
      Math.abs(glyph.x0 - previous.x0) < size && Math.max(glyph.y0 - previous.y1, previous.y0 - glyph.y1) < 2 * size
    );
  }
  if (Math.abs(glyph.baseline - base.baseline) > baselineTolerance * size) return false;
  if (glyph.blank) return Math.abs(glyph.x0 - previous.x1) < 4 * size;
  const from = ink ?? previous;
  const widest = (previous.blank && ink !== undefined ? widestBlankGap : widestGap) * size;
  const forward = glyph.x0 - from.x1;
  if (forward < widest && glyph.x0 > from.x0 - 0.3 * size && glyph.style.direction === 'right') return true;
  const anyDirection =
    glyph.style.direction === 'left' ||
    isRightToLeft(glyph.text.codePointAt(0)!) ||
    isRightToLeft(from.text.codePointAt(0)!);
  return anyDirection && Math.max(forward, from.x0 - glyph.x1) < widest;
}

function distance(a: Glyph, b: Glyph): number {
  return Math.max(b.x0 - a.x1, a.x0 - b.x1, b.y0 - a.y1, a.y0 - b.y1);
}

function groups(glyphs: readonly Glyph[]): Glyph[][] {
  const all: Glyph[][] = [];
  let current: Glyph[] = [];
  let base: Glyph | undefined;
  let ink: Glyph | undefined;
  for (const glyph of glyphs) {
    const previous = current.at(-1);
    if (previous === undefined || base === undefined || !continues(base, ink, previous, glyph)) {
      current = [];
      all.push(current);
      base = glyph;
      ink = undefined;
    }
    current.push(glyph);
    if (!glyph.blank) {
      // Superscripts and subscripts keep the line's own baseline.
      if (ink === undefined || glyph.style.size > base.style.size) base = glyph;
      ink = glyph;
    }
  }
  return all;
}

const stacked = (above: Glyph, below: Glyph): boolean => {
  const { size } = below.style;
  const step = below.baseline - above.baseline;
  return Math.abs(above.x0 - below.x0) < 0.3 * size && step > 0.8 * size && step < 1.6 * size;
};

/** Single Chinese characters that the file draws one below the other are a vertical line. */
function joinStacks(pieces: readonly Glyph[][]): { glyphs: Glyph[]; vertical: boolean }[] {
  const joined: { glyphs: Glyph[]; vertical: boolean }[] = [];
  const single = (piece: readonly Glyph[] | undefined): Glyph | undefined =>
    piece?.length === 1 && piece[0]!.style.direction === 'right' && isCjk(piece[0]!.text.codePointAt(0)!)
      ? piece[0]
      : undefined;
  for (let index = 0; index < pieces.length; ) {
    const stack: Glyph[] = [];
    let next = single(pieces[index]);
    while (next !== undefined && (stack.length === 0 || stacked(stack.at(-1)!, next))) {
      stack.push(next);
      next = single(pieces[index + stack.length]);
    }
    if (stack.length >= 4) {
      joined.push({ glyphs: stack, vertical: true });
      index += stack.length;
    } else {
      joined.push({ glyphs: pieces[index]!, vertical: false });
      index += 1;
    }
  }
  return joined;
}

function runsAlongHeight(glyphs: readonly Glyph[]): boolean {
  const first = glyphs[0]!;
  const last = glyphs.at(-1)!;
  if (first.style.direction === 'up' || first.style.direction === 'down') return true;
  return first.style.direction === 'askew' && Math.abs(last.y0 - first.y0) > Math.abs(last.x0 - first.x0);
}

/**
 * Splits the glyphs of a page where the writing jumps: another baseline, a
 * wide gap, another direction. White space stays with the stretch before it;
 * a stretch of nothing but white space is given to `onBlank`.
 */
export function splitFragments(glyphs: readonly Glyph[], onBlank: (text: string) => void): PageFragments {
  const horizontal: TextLine[] = [];
  const turned: TextLine[] = [];
  for (const { glyphs: piece, vertical } of joinStacks(groups(glyphs))) {
    if (piece.every((glyph) => glyph.blank)) {
      onBlank(piece.map((glyph) => glyph.text).join(''));
    } else if (!vertical && piece[0]!.style.direction === 'right') {
      horizontal.push(setLine(piece));
    } else {
      turned.push(setLine(piece, vertical || runsAlongHeight(piece)));
    }
  }
  return { horizontal, turned };
}
