import type { CoverageTally } from './coverage-tally.ts';
import type { PageFrame } from './page-frame.ts';
import type { Pdfium } from './pdfium-engine.ts';
import type { TextLine } from './text-line.ts';

const freeText = 3;
const widget = 20;
const maximumAnnotations = 5_000;
const valueBytes = 65_536;

function readString({ call, bytes }: Pdfium, annotation: number, key: string): string {
  const name = call.malloc(32);
  bytes().set(new TextEncoder().encode(`${key}\0`), name);
  const length = call.FPDFAnnot_GetStringValue(annotation, name, 0, 0);
  let text = '';
  if (length > 2 && length <= valueBytes) {
    const buffer = call.malloc(length);
    call.FPDFAnnot_GetStringValue(annotation, name, buffer, length);
    text = Buffer.from(bytes().slice(buffer, buffer + length - 2)).toString('utf16le');
    call.free(buffer);
  }
  call.free(name);
  return text;
}

function toLines(text: string, corners: readonly [number, number, number, number]): TextLine[] {
  const parts = text.split(/\r\n|\r|\n/).filter((part) => part.trim() !== '');
  const [x0, y0, x1, y1] = corners;
  const height = (y1 - y0) / Math.max(1, parts.length);
  return parts.map((part, index) => ({
    text: part,
    inserted: [],
    edges: Array.from({ length: part.length + 1 }, (_, unit) => x0 + ((x1 - x0) * unit) / part.length),
    vertical: false,
    box: [x0, y0 + index * height, x1, y0 + (index + 1) * height],
    baseline: y0 + (index + 1) * height,
    size: Math.min(height, 12),
    bold: false,
    monospaced: false,
  }));
}

/**
 * Reads what was typed into the page: values of form fields and text put on
 * top. They stand in annotations, not among the page's glyphs. Where in the
 * field each letter is drawn is not told, so edges share out the field's width.
 * `scratch` is 256 bytes of the engine's memory.
 */
export function readFieldLines(
  engine: Pdfium,
  page: number,
  frame: PageFrame,
  scratch: number,
  tally: CoverageTally,
): TextLine[][] {
  const { call, memory } = engine;
  const fields: TextLine[][] = [];
  const count = Math.min(call.FPDFPage_GetAnnotCount(page), maximumAnnotations);
  for (let index = 0; index < count; index += 1) {
    const annotation = call.FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    const kind = call.FPDFAnnot_GetSubtype(annotation);
    const text =
      kind === widget && readString(engine, annotation, 'FT') !== 'Btn'
        ? readString(engine, annotation, 'V')
        : kind === freeText
          ? readString(engine, annotation, 'Contents')
          : '';
    if (text.trim() !== '' && call.FPDFAnnot_GetRect(annotation, scratch) !== 0) {
      const at = (offset: number): number => memory().getFloat32(scratch + offset, true);
      const clampX = (x: number): number => Math.min(Math.max(x, 0), frame.width);
      const clampY = (y: number): number => Math.min(Math.max(y, 0), frame.height);
      const [left, top, right, bottom] = [at(0), at(4), at(8), at(12)];
      const xs = [clampX(frame.x(left, top)), clampX(frame.x(right, bottom))].sort((a, b) => a - b);
      const ys = [clampY(frame.y(left, top)), clampY(frame.y(right, bottom))].sort((a, b) => a - b);
      const lines = toLines(text, [xs[0]!, ys[0]!, xs[1]!, ys[1]!]);
      for (const line of lines) tally.see(line.text.length);
      if (lines.length > 0) fields.push(lines);
    }
    call.FPDFPage_CloseAnnot(annotation);
  }
  return fields;
}
