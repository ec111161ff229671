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

/** The text objects of a page in drawing order that are not in `seen`, each with the seen one before it (0 for none). */
function findDropped({ call }: Pdfium, page: number, seen: ReadonlySet<number>) {
  const dropped: { readonly object: number; readonly after: number }[] = [];
  let after = 0;
  let inForms = 0;
  const count = call.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index += 1) {
    const object = call.FPDFPage_GetObject(page, index);
    if (seen.has(object)) {
      after = object;
      continue;
    }
    const type = call.FPDFPageObj_GetType(object);
    if (type === textObject) dropped.push({ object, after });
    else if (type === formObject) inForms += countDroppedInForm(call, object, seen, 0);
  }
  return { dropped, inForms };
}

const maximumDepth = 20;

function countDroppedInForm(call: Pdfium['call'], form: number, seen: ReadonlySet<number>, depth: number): number {
  if (depth > maximumDepth) return 0;
  let dropped = 0;
  const count = call.FPDFFormObj_CountObjects(form);
  for (let index = 0; index < count; index += 1) {
    const object = call.FPDFFormObj_GetObject(form, index);
    if (object === 0 || seen.has(object)) continue;
    const type = call.FPDFPageObj_GetType(object);
    if (type === textObject) dropped += 1;
    else if (type === formObject) dropped += countDroppedInForm(call, object, seen, depth + 1);
  }
  return dropped;
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
 * gave no character are read again one by one on the emptied page, and what
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
): PageGlyphs {
  const { call } = engine;
  const { dropped, inForms } = findDropped(engine, page, read.seen);
  if (inForms > 0) reportUnread(inForms, tally);
  if (dropped.length === 0) return read;
  const copies = createCopyFinder(read.glyphs);
  const following = new Map<number, Glyph[]>();
  let { drawn, unusable } = read;
  clearPage(engine, page);
  for (const { object, after } of dropped.slice(0, maximumDropped)) {
    call.FPDFPage_InsertObject(page, object);
    const textPage = call.FPDFText_LoadPage(page);
    if (textPage === 0) reportUnread(1, tally);
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
  if (dropped.length > maximumDropped) reportUnread(dropped.length - maximumDropped, tally);
  return { ...read, glyphs: insert(read, following), drawn, unusable };
}

/** How many characters such an object has is not known: each counts as one. */
function reportUnread(objects: number, tally: CoverageTally): void {
  tally.see(objects);
  tally.skip('text-not-reached', '?'.repeat(objects));
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
