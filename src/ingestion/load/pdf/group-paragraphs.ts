import type { BlockKind } from '../../../contracts/parsed-document.ts';
import type { Heading } from './find-headings.ts';
import { beginsWithListMarker } from './list-marker.ts';
import type { Row } from './row.ts';
import type { TextLine } from './text-line.ts';

/** Lines that make one block. */
export interface Paragraph {
  readonly kind: BlockKind;
  readonly level?: number | undefined;
  readonly lines: readonly TextLine[];
}

const captionStart =
  /^\s*(?:(?:fig(?:ure|\.)|table|listing|图|表|圖)\s*[\dA-Z]+(?:[.-]\d+)*(?:\s*[:：.|]|\s+\S)|图\s*[:：])/iu;
const longestCaption = 300;
/** Lines of one paragraph are never further apart, in units of the font size. */
const widestStep = 2.2;
const cjk = /[\u2e80-\u9fff\uac00-\ud7af]/u;
const sentenceEnd = /[。！？.!?:：;；”"]\s*$/u;

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly step: number;
}

function frameOf(rows: readonly Row[]): Frame {
  const lines = rows.map((row) => row.line);
  const steps = lines
    .slice(1)
    .map((line, index) => line.baseline - lines[index]!.baseline)
    .filter((step) => step > 1)
    .sort((a, b) => a - b);
  return {
    left: Math.min(...lines.map((line) => line.box[0])),
    right: Math.max(...lines.map((line) => line.box[2])),
    step: steps[Math.floor(steps.length / 2)] ?? 0,
  };
}

/** Whether a new block begins with `line`, by the space, look and indent of it and its predecessors. */
function breaks(block: readonly TextLine[], line: TextLine, { left, right, step }: Frame): boolean {
  const previous = block.at(-1)!;
  const distance = line.baseline - previous.baseline;
  if (distance > Math.max(1.35 * Math.min(step, widestStep * line.size), 1.3 * line.size) || distance < -line.size)
    return true;
  const both = Math.min(line.text.length, previous.text.length) >= 4;
  if (both && Math.max(line.size / previous.size, previous.size / line.size) > 1.15) return true;
  const short = previous.box[2] < right - 0.25 * (right - left);
  if (both && line.bold !== previous.bold && short) return true;
  const indented = (one: TextLine): boolean => one.box[0] > left + 0.9 * line.size;
  const marked = beginsWithListMarker(block[0]!.text);
  if (marked) return line.box[0] < block[0]!.box[0] - 0.5 * line.size;
  // A hanging indent follows a full line; a new paragraph follows the end of one.
  const ended = previous.box[2] < right - 0.06 * (right - left) || sentenceEnd.test(previous.text);
  if (indented(line) && !indented(previous) && ended) return true;
  if (!indented(line) && block.length >= 2 && block.every(indented)) return true;
  return short && sentenceEnd.test(previous.text);
}

/** A marker begins an item where a line may begin anew; `(2)` in the middle of a sentence does not. */
function beginsItem(block: readonly TextLine[], line: TextLine, { left, right }: Frame): boolean {
  if (!beginsWithListMarker(line.text)) return false;
  const previous = block.at(-1);
  if (previous === undefined || beginsWithListMarker(block[0]!.text) || sentenceEnd.test(previous.text)) return true;
  if (previous.box[2] < right - 0.1 * (right - left)) return true;
  return Math.abs(line.box[0] - previous.box[0]) > 0.9 * line.size;
}

/** Rows of two or more lines of typewriter type: a single one is a word or an address in running text. */
function codeRows(rows: readonly Row[]): Set<Row> {
  const typed = rows.map(({ line }) => line.monospaced && !cjk.test(line.text));
  return new Set(rows.filter((_, index) => typed[index] && (typed[index - 1] || typed[index + 1])));
}

/** Depth of each list item by its indent among the items before it. */
function createDepths(): (x: number, size: number) => number {
  const indents: number[] = [];
  return (x, size) => {
    while (indents.length > 0 && indents.at(-1)! > x + 0.5 * size) indents.pop();
    if (indents.length === 0 || indents.at(-1)! < x - 0.5 * size) indents.push(x);
    return Math.min(indents.length, 6);
  };
}

function isFootnote(lines: readonly TextLine[], bodySize: number, pageHeight: number): boolean {
  const first = lines[0]!;
  return (
    first.size < 0.92 * bodySize &&
    first.box[1] > 0.65 * pageHeight &&
    /^\s*(?:\d{1,2}|[*†‡§①-⑳])\s*[\p{L}“"《]/u.test(first.text) &&
    /\p{L}{4}/u.test(first.text)
  );
}

/** Groups the plain rows of a region, top to bottom, to headings, paragraphs, list items, captions and code. */
export function groupParagraphs({
  rows,
  headings,
  bodySize,
  bodyMonospaced,
  pageHeight,
}: {
  readonly rows: readonly Row[];
  readonly headings: ReadonlyMap<Row, Heading>;
  readonly bodySize: number;
  readonly bodyMonospaced: boolean;
  readonly pageHeight: number;
}): Paragraph[] {
  const frame = frameOf(rows);
  const depthOf = createDepths();
  const typed = bodyMonospaced ? new Set<Row>() : codeRows(rows);
  const paragraphs: Paragraph[] = [];
  let block: TextLine[] = [];
  let heading: Heading | undefined;
  let code = false;
  const close = (): void => {
    if (block.length > 0) paragraphs.push({ lines: block, ...kindOf(block) });
    block = [];
  };
  const kindOf = (lines: readonly TextLine[]): Omit<Paragraph, 'lines'> => {
    if (heading !== undefined) return { kind: 'heading', level: heading.level };
    if (code) return { kind: 'code' };
    const first = lines[0]!;
    if (beginsWithListMarker(first.text)) return { kind: 'list-item', level: depthOf(first.box[0], first.size) };
    const length = lines.reduce((sum, line) => sum + line.text.length, 0);
    if (captionStart.test(first.text) && length <= longestCaption) return { kind: 'caption' };
    return { kind: isFootnote(lines, bodySize, pageHeight) ? 'footnote' : 'paragraph' };
  };
  for (const row of rows) {
    const { line } = row;
    const ownHeading = headings.get(row);
    const ownCode = typed.has(row) && ownHeading === undefined;
    const last = block.at(-1);
    const anew =
      last === undefined ||
      heading?.group !== ownHeading?.group ||
      ownCode !== code ||
      (code ? line.baseline - last.baseline > 2.5 * line.size : false) ||
      (ownHeading === undefined && !code && (beginsItem(block, line, frame) || breaks(block, line, frame)));
    if (anew) close();
    heading = ownHeading;
    code = ownCode;
    block.push(line);
  }
  close();
  return paragraphs;
}
