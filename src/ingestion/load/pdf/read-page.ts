import type { CoverageTally } from './coverage-tally.ts';
import type { OpenPdf } from './open-pdf.ts';
import { readPageFrame } from './page-frame.ts';
import { readFieldLines } from './read-field-lines.ts';
import { readPageGlyphs } from './read-page-glyphs.ts';
import { recoverDroppedGlyphs } from './recover-dropped-glyphs.ts';
import { splitFragments } from './split-fragments.ts';
import type { TextLine } from './text-line.ts';

/** What is kept of a page once the engine has let go of it. */
export interface PageText {
  /** 1-based. */
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly horizontal: readonly TextLine[];
  readonly turned: readonly TextLine[];
  /** Values of form fields, a list of lines each. */
  readonly fields: readonly (readonly TextLine[])[];
  /** Glyphs drawn, blanks not counted, and those of them without a usable character. */
  readonly drawn: number;
  readonly unusable: number;
  /** Whether a page without glyphs shows pictures or drawings. */
  readonly pictured: boolean;
  /** Text objects that the engine did not give. */
  readonly unread: number;
  /** The engine could not load the page. */
  readonly failed: boolean;
}

const scratchBytes = 256;
const maximumObjects = 2_000;
const textObject = 1;

function showsPictures({ engine: { call } }: OpenPdf, page: number): boolean {
  const count = Math.min(call.FPDFPage_CountObjects(page), maximumObjects);
  for (let index = 0; index < count; index += 1) {
    const object = call.FPDFPage_GetObject(page, index);
    if (object !== 0 && call.FPDFPageObj_GetType(object) !== textObject) return true;
  }
  return false;
}

/** Reads one page (`index` from 0) and frees what the engine held for it. */
export function readPage(open: OpenPdf, index: number, tally: CoverageTally): PageText {
  const { engine, document } = open;
  const { call } = engine;
  const empty = {
    page: index + 1,
    horizontal: [],
    turned: [],
    fields: [],
    drawn: 0,
    unusable: 0,
    unread: 0,
    pictured: false,
  };
  const page = call.FPDF_LoadPage(document, index);
  if (page === 0) return { ...empty, width: 0, height: 0, failed: true };
  const scratch = call.malloc(scratchBytes);
  const frame = readPageFrame(engine, page, scratch);
  const size = { width: frame.width, height: frame.height };
  let textPage = call.FPDFText_LoadPage(page);
  try {
    if (textPage === 0) return { ...empty, ...size, failed: true };
    const read = readPageGlyphs(engine, textPage, frame, scratch, tally);
    call.FPDFText_ClosePage(textPage);
    textPage = 0;
    const fields = readFieldLines(engine, page, frame, scratch, tally);
    const pictured = read.drawn === 0 && showsPictures(open, page);
    const { glyphs, drawn, unusable, unread } = recoverDroppedGlyphs(engine, page, read, frame, scratch, tally);
    const fragments = splitFragments(glyphs, (text) => tally.skip('white space that stands alone', text));
    return { ...empty, ...size, ...fragments, fields, drawn, unusable, unread, pictured, failed: false };
  } finally {
    if (textPage !== 0) call.FPDFText_ClosePage(textPage);
    call.FPDF_ClosePage(page);
    call.free(scratch);
  }
}
