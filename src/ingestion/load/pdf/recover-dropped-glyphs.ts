import type { CoverageTally } from './coverage-tally.ts';
import type { Glyph } from './glyph.ts';
import type { PageFrame } from './page-frame.ts';
import type { Pdfium } from './pdfium-engine.ts';
import { type PageGlyphs, readPageGlyphs } from './read-page-glyphs.ts';

const textObject = 1;
const formObject = 5;
/** Far beyond any page that is read; what lies beyond is counted as not reached. */
const maximumDropped = 20_000;
/** Two drawings of a glyph closer than this share of its size are one glyph made bold. */
const copyDistance = 0.2;

/** Whether a glyph stands (nearly) where one of `glyphs` or one that was added since stands. */
function createCopyFinder(glyphs: readonly Glyph[]): { isCopy(glyph: Glyph): boolean; add(glyph: Glyph): void } {
  const byText = new Map<string, Glyph[]>();
  const add = (glyph: Glyph): void => {
    const same = byText.get(glyph.text);
    if (same === undefined) byText.set(glyph.text, [glyph]);
    else same.push(glyph);
  };
  for (const glyph of glyphs) add(glyph);
  const isCopy = (glyph: Glyph): boolean => {
    const near = copyDistance * glyph.style.size;
    const close = (other: Glyph): boolean =>
      Math.abs(other.x0 - glyph.x0) < near && Math.abs(other.baseline - glyph.baseline) < near;
    return byText.get(glyph.text)?.some(close) ?? false;
  };
  return { isCopy, add };
}

/** A transformation of points, `x' = a x + c y + e`, `y' = b x + d y + f` (ISO 32000-1, 8.3.4). */
type Matrix = readonly [number, number, number, number, number, number];

/** A text object that gave no character. */
interface Dropped {
  readonly object: number;
  /** The one before it, in drawing order, that did; 0 for none. */
  readonly after: number;
  /** The form it stands in, and where that puts it; `null` for an object of the page itself. */
  readonly inForm: { readonly form: number; readonly matrix: Matrix } | null;
}

/** The text objects of a page that are not in `seen`, forms within forms included, in drawing order. */
function findDropped(engine: Pdfium, page: number, seen: ReadonlySet<number>, scratch: number) {
  const { call } = engine;
  const dropped: Dropped[] = [];
  let after = 0;
  let tooDeep = 0;
  const look = (object: number, inForm: Dropped['inForm'], depth: number): void => {
    if (seen.has(object)) {
      after = object;
      return;
    }
    const type = call.FPDFPageObj_GetType(object);
    if (type === textObject) dropped.push({ object, after, inForm });
    if (type !== formObject) return;
    const own = readMatrix(engine, object, scratch);
    if (depth > maximumDepth || own === null) {
      tooDeep += 1;
      return;
    }
    const matrix = inForm === null ? own : multiply(own, inForm.matrix);
    const count = call.FPDFFormObj_CountObjects(object);
    for (let index = 0; index < count; index += 1) {
      look(call.FPDFFormObj_GetObject(object, index), { form: object, matrix }, depth + 1);
    }
  };
  const count = call.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index += 1) look(call.FPDFPage_GetObject(page, index), null, 0);
  return { dropped, tooDeep };
}

const maximumDepth = 20;

function readMatrix({ call, memory }: Pdfium, object: number, scratch: number): Matrix | null {
  if (call.FPDFPageObj_GetMatrix(object, scratch) === 0) return null;
  const view = memory();
  const value = (index: number): number => view.getFloat32(scratch + 4 * index, true);
  return [value(0), value(1), value(2), value(3), value(4), value(5)];
}

/** First `one`, then `other`. */
function multiply(one: Matrix, other: Matrix): Matrix {
  const [a, b, c, d, e, f] = one;
  const [A, B, C, D, E, F] = other;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** Takes objects out of their forms and puts them where the forms did; gives those back that it could. */
function takeFromForms({ call }: Pdfium, dropped: readonly Dropped[]): readonly Dropped[] {
  return dropped.filter(({ object, inForm }) => {
    if (inForm === null) return true;
    if (call.FPDFFormObj_RemoveObject(inForm.form, object) === 0) return false;
    call.FPDFPageObj_Transform(object, ...inForm.matrix);
    return true;
  });
}

/** The glyphs of a page with those that the engine had dropped. */
interface RecoveredGlyphs extends Pick<PageGlyphs, 'glyphs' | 'drawn' | 'unusable'> {
  /** Text objects that could not be read. */
  readonly unread: number;
}

/** Takes every object off the page, so that nothing is left that one put back could be taken to repeat. */
function clearPage({ call }: Pdfium, page: number): void {
  for (let left = call.FPDFPage_CountObjects(page); left > 0; left -= 1) {
    call.FPDFPage_RemoveObject(page, call.FPDFPage_GetObject(page, 0));
  }
}

/**
 * Brings back the text that PDFium drops from a page. It leaves out a text
 * object that repeats one of those before it, which is meant for bold made by
 * drawing twice; where the font is not embedded it does not know how tall the
 * glyphs are and takes equal lines one below the other for that. Objects that
 * gave no character, in forms too, are read again one by one on the emptied page, and what
 * does not stand on its twin is put in after the object it follows.
 * The page must have no other use afterwards: its objects are gone, and its
 * text page must be closed before.
 */
export function recoverDroppedGlyphs(
  engine: Pdfium,
  page: number,
  read: PageGlyphs,
  frame: PageFrame,
  scratch: number,
  tally: CoverageTally,
): RecoveredGlyphs {
  const { call } = engine;
  const { dropped, tooDeep } = findDropped(engine, page, read.seen, scratch);
  if (dropped.length === 0) return { ...read, unread: countUnread(tooDeep, tally) };
  const copies = createCopyFinder(read.glyphs);
  const following = new Map<number, Glyph[]>();
  let { drawn, unusable } = read;
  const within = takeFromForms(engine, dropped.slice(0, maximumDropped));
  let unread = tooDeep + dropped.length - within.length;
  clearPage(engine, page);
  for (const { object, after } of within) {
    call.FPDFPage_InsertObject(page, object);
    const textPage = call.FPDFText_LoadPage(page);
    if (textPage === 0) unread += 1;
    else {
      const alone = readPageGlyphs(engine, textPage, frame, scratch, tally, copies.isCopy);
      call.FPDFText_ClosePage(textPage);
      drawn += alone.drawn;
      unusable += alone.unusable;
      for (const glyph of alone.glyphs) copies.add(glyph);
      const known = following.get(after);
      if (known === undefined) following.set(after, [...alone.glyphs]);
      else known.push(...alone.glyphs);
    }
    call.FPDFPage_RemoveObject(page, object);
  }
  return { glyphs: insert(read, following), drawn, unusable, unread: countUnread(unread, tally) };
}

/** How many characters such an object has is not known: each counts as one. */
function countUnread(objects: number, tally: CoverageTally): number {
  if (objects > 0) {
    tally.see(objects);
    tally.skip('text-not-reached', '?'.repeat(objects));
  }
  return objects;
}

/** Puts recovered glyphs behind the last glyph of the object that they follow. */
function insert({ glyphs, objects }: PageGlyphs, following: ReadonlyMap<number, readonly Glyph[]>): Glyph[] {
  const ends = new Map(objects.map((object, index) => [object, index]));
  const all = [...(following.get(0) ?? [])];
  const placed = new Set([0]);
  for (const [index, glyph] of glyphs.entries()) {
    all.push(glyph);
    const object = objects[index]!;
    if (ends.get(object) !== index) continue;
    placed.add(object);
    all.push(...(following.get(object) ?? []));
  }
  // Behind an object of which every glyph was skipped: their place on the page decides.
  for (const [object, recovered] of following) if (!placed.has(object)) all.push(...recovered);
  return all;
}
