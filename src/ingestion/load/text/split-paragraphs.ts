import type { Span } from '../../../contracts/span.ts';
import type { LineIndex } from '../line-index.ts';

/** A stretch of whole lines, or of a long line, without the white space behind it. */
export interface TextPart extends Span {
  /** Headings: 1 to 4. */
  readonly headingLevel?: number;
}

/** Longer paragraphs are split at line ends or sentence ends, so that no block is megabytes. */
export const longestBlock = 4000;

/**
 * Paragraphs of plain text in `[start, end)`, in order: lines between blank
 * lines; a line that begins with two ideographic spaces begins a new one, as
 * in Chinese print. What lies between parts is white space.
 */
export function* splitParagraphs(text: string, lines: LineIndex, { start, end }: Span): Generator<TextPart> {
  let paragraph = null as Span | null;
  for (let line = lines.lineAt(start); lines.startOf(line) < end; line += 1) {
    const lineStart = Math.max(start, lines.startOf(line));
    const lineEnd = trimmedEnd(text, lineStart, Math.min(end, lines.startOf(line + 1)));
    const content = text.slice(lineStart, Math.min(lineEnd, lineStart + 80));
    const alone = content === '' || isChapterLine(content, lineEnd - lineStart);
    if (paragraph !== null && (alone || content.startsWith('\u3000\u3000'))) {
      yield* finishParagraph(text, lines, paragraph);
      paragraph = null;
    }
    if (alone) {
      if (content !== '') yield { start: lineStart, end: lineEnd, headingLevel: 1 };
    } else {
      paragraph = { start: paragraph?.start ?? lineStart, end: lineEnd };
    }
  }
  if (paragraph !== null) yield* finishParagraph(text, lines, paragraph);
}

/** `第一章`, `第3回 标题`: a heading also without blank lines around it, as in novels. */
function isChapterLine(content: string, length: number): boolean {
  return (
    length <= 40 &&
    /^\s*第[一二三四五六七八九十百千零〇两\d]{1,7}[章回卷](?:[\s:：].*)?$/.test(content) &&
    !/[。，；,;]$/.test(content)
  );
}

const numbered = /^(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=[\p{Lu}\p{Lo}])/u;
const worded =
  /^(?:第[一二三四五六七八九十百千零〇两\d]{1,7}([部篇编节讲章])|(?:chapter|part|appendix|section)\s+(?:\d+|[ivxlc]+|[a-z])\b)/iu;

/** Level of a short line that stands alone between blank lines and is numbered as headings are. */
function headingLevel(line: string): number | undefined {
  const content = line.trim();
  if (content.length > 60 || /[。！？；，,;:：]$|[.!?]$/.test(content)) return undefined;
  const number = numbered.exec(content)?.[1];
  if (number !== undefined) return number.split('.').length;
  const word = worded.exec(content);
  if (word === null) return undefined;
  return word[1] === '节' || /^section/i.test(content) ? 2 : 1;
}

function* finishParagraph(text: string, lines: LineIndex, paragraph: Span): Generator<TextPart> {
  const oneLine = lines.startOf(lines.lineAt(paragraph.start) + 1) >= paragraph.end;
  const level =
    oneLine && paragraph.end - paragraph.start <= 80
      ? headingLevel(text.slice(paragraph.start, paragraph.end))
      : undefined;
  if (level !== undefined) yield { ...paragraph, headingLevel: level };
  else yield* splitLong(text, lines, paragraph);
}

/** Pieces of about equal length, each at most `longestBlock`. */
function* splitLong(text: string, lines: LineIndex, { start, end }: Span): Generator<TextPart> {
  let position = start;
  while (position < end) {
    const rest = end - position;
    const size = Math.ceil(rest / Math.ceil(rest / longestBlock));
    const cut = rest <= longestBlock ? end : findCut(text, lines, position, size);
    const stop = trimmedEnd(text, position, cut);
    if (stop > position) yield { start: position, end: stop };
    position = cut;
  }
}

/** The last line end, else sentence end, else space in the second half of the stretch, else a character boundary. */
function findCut(text: string, lines: LineIndex, start: number, size: number): number {
  const limit = start + size;
  const lineStart = lines.startOf(lines.lineAt(limit));
  if (lineStart > start + size / 2) return lineStart;
  const half = start + (size >> 1);
  const window = text.slice(half, limit);
  const sentence = lastMatchEnd(window, /[。！？…!?][”’」』）)"']*|\.["')]*\s/g) || lastMatchEnd(window, /\s/g);
  return sentence > 0 ? half + sentence : characterBoundary(text, limit, half);
}

function lastMatchEnd(window: string, pattern: RegExp): number {
  let found = 0;
  for (const match of window.matchAll(pattern)) found = match.index + match[0].length;
  return found;
}

/** Steps back over what belongs to the character before: low surrogates, marks, joiners, variation selectors. */
function characterBoundary(text: string, from: number, least: number): number {
  for (let cut = from; cut > least; cut -= 1) {
    const inside = /^(?:[\udc00-\udfff]|\p{M}|\u200d)/u.test(text.slice(cut, cut + 2)) || text[cut - 1] === '\u200d';
    if (!inside && !/[\ud800-\udbff]/.test(text[cut - 1]!)) return cut;
  }
  return /[\udc00-\udfff]/.test(text[from]!) ? from - 1 : from;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let stop = end;
  while (stop > start && /\s/.test(text[stop - 1]!)) stop -= 1;
  return stop;
}
