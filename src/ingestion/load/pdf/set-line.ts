import type { Box } from '../../../contracts/locator.ts';
import type { Span } from '../../../contracts/span.ts';
import type { Glyph } from './glyph.ts';
import { isRightToLeft } from './is-right-to-left.ts';
import { makeEdgesMonotone } from './make-edges-monotone.ts';
import { needsSpace } from './needs-space.ts';
import type { TextLine } from './text-line.ts';

/** How far apart two glyphs are along the line, whichever comes first. */
function gapBetween(left: Glyph, right: Glyph, vertical: boolean): number {
  return vertical ? Math.max(right.y0 - left.y1, left.y0 - right.y1) : Math.max(right.x0 - left.x1, left.x0 - right.x1);
}

function boxOf(glyphs: readonly Glyph[]): Box {
  const anyInk = glyphs.some((glyph) => !glyph.blank);
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const glyph of glyphs) {
    if (anyInk && glyph.blank) continue;
    x0 = Math.min(x0, glyph.x0);
    y0 = Math.min(y0, glyph.y0);
    x1 = Math.max(x1, glyph.x1);
    y1 = Math.max(y1, glyph.y1);
  }
  return [x0, y0, x1, y1];
}

/** Writes the text of the glyphs, with the spaces that gaps stand for. */
function spell(glyphs: readonly Glyph[], vertical: boolean, backward: boolean) {
  let text = '';
  const edges: number[] = [];
  const inserted: Span[] = [];
  const start = (glyph: Glyph): number =>
    vertical ? (backward ? glyph.y1 : glyph.y0) : backward ? glyph.x1 : glyph.x0;
  const end = (glyph: Glyph): number => (vertical ? (backward ? glyph.y0 : glyph.y1) : backward ? glyph.x0 : glyph.x1);
  for (let index = 0; index < glyphs.length; ) {
    const glyph = glyphs[index]!;
    const previous = glyphs[index - 1];
    if (previous !== undefined && !previous.blank && !glyph.blank) {
      const gap = gapBetween(previous, glyph, vertical) / Math.max(previous.style.size, glyph.style.size);
      if (needsSpace({ left: previous.text, right: glyph.text, gap, spaceBefore: glyph.spaceBefore })) {
        inserted.push({ start: text.length, end: text.length + 1 });
        edges.push(end(previous));
        text += ' ';
      }
    }
    // A ligature comes as several characters with one box: they share it.
    let together = index + 1;
    let shared = glyph.text;
    while (together < glyphs.length && sameBox(glyph, glyphs[together]!)) {
      shared += glyphs[together]!.text;
      together += 1;
    }
    const from = start(glyph);
    edges.push(from);
    if (shared.length > 1) {
      const width = (end(glyph) - from) / shared.length;
      for (let unit = 1; unit < shared.length; unit += 1) edges.push(from + width * unit);
    }
    text += shared;
    index = together;
  }
  edges.push(end(glyphs.at(-1)!));
  return { text, edges: makeEdgesMonotone(edges, backward), inserted };
}

const sameBox = (a: Glyph, b: Glyph): boolean => a.x0 === b.x0 && a.x1 === b.x1 && a.y0 === b.y0 && a.y1 === b.y1;

/** Style of the largest share of the line's characters. */
function dominantStyle(glyphs: readonly Glyph[]): Pick<TextLine, 'size' | 'bold' | 'monospaced' | 'baseline'> {
  const only = glyphs[0]!;
  if (glyphs.every((glyph) => glyph.style === only.style)) {
    const { size, bold, monospaced } = only.style;
    return { size, bold, monospaced, baseline: only.baseline };
  }
  const weights = new Map<Glyph['style'], { weight: number; baseline: number }>();
  for (const glyph of glyphs) {
    const entry = weights.get(glyph.style) ?? { weight: 0, baseline: glyph.baseline };
    entry.weight += glyph.blank ? 0.01 : 1;
    weights.set(glyph.style, entry);
  }
  const sizes = new Map<number, number>();
  for (const [style, { weight }] of weights) sizes.set(style.size, (sizes.get(style.size) ?? 0) + weight);
  const size = [...sizes].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
  const share = (has: (style: Glyph['style']) => boolean): boolean => {
    let yes = 0;
    let all = 0;
    for (const [style, { weight }] of weights) {
      all += weight;
      if (has(style)) yes += weight;
    }
    return yes > all / 2;
  };
  const baseline = [...weights].find(([style]) => style.size === size)?.[1].baseline ?? glyphs[0]!.baseline;
  return {
    size,
    baseline,
    bold: share((style) => style.bold),
    monospaced: share((style) => style.monospaced),
  };
}

/** Sets glyphs that follow one another on one line; at least one glyph. `vertical` lines run along the page's height. */
export function setLine(glyphs: readonly Glyph[], vertical = false): TextLine {
  const direction = glyphs[0]!.style.direction;
  let rightToLeft = 0;
  for (const glyph of glyphs) if (isRightToLeft(glyph.text.codePointAt(0) ?? 0)) rightToLeft += 1;
  const along = (glyph: Glyph): number => (vertical ? glyph.y0 : glyph.x0);
  const runsBack = glyphs.length > 1 && along(glyphs.at(-1)!) < along(glyphs[0]!);
  const backward =
    direction === 'right' && !vertical ? rightToLeft * 2 > glyphs.length : direction === 'askew' ? runsBack : runsBack;
  return { ...spell(glyphs, vertical, backward), vertical, box: boxOf(glyphs), ...dominantStyle(glyphs) };
}
