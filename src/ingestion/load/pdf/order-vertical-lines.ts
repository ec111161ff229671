import { isCjk } from './is-cjk.ts';
import type { TextLine } from './text-line.ts';

/** Columns of one text stand no further apart than this, in units of the font size. */
const widestStep = 3;

const isColumn = ({ vertical, edges, text }: TextLine): boolean =>
  vertical && edges[0]! < edges.at(-1)! && isCjk(text.codePointAt(0) ?? 0);

function continues(before: TextLine, line: TextLine): boolean {
  const step = before.box[2] - line.box[2];
  const shared = Math.min(before.box[3], line.box[3]) - Math.max(before.box[1], line.box[1]);
  const alike = Math.max(before.size, line.size) < 1.15 * Math.min(before.size, line.size);
  return alike && step > 0.5 * line.size && step < widestStep * line.size && shared > line.size;
}

/**
 * Orders lines that run along the page's height. Vertical Chinese and Japanese
 * is read from right to left, one band of the page after the other, and columns
 * next to each other are one text; rotated lines stand alone, in the order of the file.
 */
export function orderVerticalLines(lines: readonly TextLine[]): TextLine[][] {
  const bands: TextLine[][] = [];
  let bottom = -Infinity;
  for (const line of lines.filter(isColumn).sort((a, b) => a.box[1] - b.box[1])) {
    if (line.box[1] > bottom - 0.5 * line.size) bands.push([]);
    bands.at(-1)!.push(line);
    bottom = Math.max(bottom, line.box[3]);
  }
  const texts: TextLine[][] = [];
  for (const band of bands) {
    let text: TextLine[] | undefined;
    for (const line of band.sort((a, b) => b.box[2] - a.box[2])) {
      if (text !== undefined && continues(text.at(-1)!, line)) {
        text.push(line);
      } else {
        text = [line];
        texts.push(text);
      }
    }
  }
  return [...texts, ...lines.filter((line) => !isColumn(line)).map((line) => [line])];
}
