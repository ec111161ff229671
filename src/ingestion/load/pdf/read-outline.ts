import type { Pdfium } from './pdfium-engine.ts';

/** A bookmark of the document. */
export interface OutlineEntry {
  readonly title: string;
  /** 1-based. */
  readonly page: number;
  /** Depth from 1. */
  readonly level: number;
}

/** A hostile outline can be endless: PDFium follows whatever the file says. */
const maximumEntries = 20_000;
const maximumDepth = 32;
const titleBytes = 2048;

function readTitle({ call, bytes }: Pdfium, bookmark: number, buffer: number): string {
  const length = Math.min(call.FPDFBookmark_GetTitle(bookmark, buffer, titleBytes), titleBytes);
  return length < 4
    ? ''
    : Buffer.from(bytes().subarray(buffer, buffer + length - 2))
        .toString('utf16le')
        .trim();
}

function destinationOf({ call }: Pdfium, document: number, bookmark: number): number {
  const direct = call.FPDFBookmark_GetDest(document, bookmark);
  if (direct !== 0) return direct;
  const action = call.FPDFBookmark_GetAction(bookmark);
  return action === 0 ? 0 : call.FPDFAction_GetDest(document, action);
}

/** Reads the bookmarks that lead to a page, in order. */
export function readOutline(engine: Pdfium, document: number): OutlineEntry[] {
  const { call } = engine;
  const entries: OutlineEntry[] = [];
  const seen = new Set<number>();
  const buffer = call.malloc(titleBytes);
  const walk = (parent: number, level: number): void => {
    let bookmark = call.FPDFBookmark_GetFirstChild(document, parent);
    while (bookmark !== 0 && !seen.has(bookmark) && seen.size < maximumEntries) {
      seen.add(bookmark);
      const title = readTitle(engine, bookmark, buffer);
      const destination = destinationOf(engine, document, bookmark);
      const page = destination === 0 ? -1 : call.FPDFDest_GetDestPageIndex(document, destination);
      if (title !== '' && page >= 0) entries.push({ title, page: page + 1, level });
      if (level < maximumDepth) walk(bookmark, level + 1);
      bookmark = call.FPDFBookmark_GetNextSibling(document, bookmark);
    }
  };
  walk(0, 1);
  call.free(buffer);
  return entries;
}
