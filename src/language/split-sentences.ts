import type { Span } from '../contracts/span.ts';
import { isAbbreviation } from './abbreviation.ts';
import { lineEndsSentence } from './line-end.ts';

const fullStops = new Set('。｡！？।۔؟‼⁇⁈⁉');
const latinStops = new Set('.!?．');
const closers = new Set('”’」』）)】》〉］]}｝»›〕〗＂');
/** After these a sentence goes on, whatever stood before them. */
const continuing = new Set('，、；：,;:—–…');
const lineBreaks = new Set('\n\r\u2028\u2029\u0085\f\v');
/** A semicolon ends a Chinese sentence only where it has grown longer than this many units. */
const longSentence = 100;
/** Beyond so many units nothing was wrapped; reading on would decide nothing. */
const longestLine = 400;

/**
 * Splits Chinese and English text into sentences. The spans tile the text:
 * closing quotes and brackets, note marks and white space after a sentence
 * belong to it. Takes time linear in the length of the text.
 */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  const lowerCased = isLowerCased(text);
  let start = 0;
  let index = 0;
  let quotes = 0;
  while (index < text.length) {
    const character = text[index]!;
    let end = -1;
    let resume = index + 1;
    if (lineBreaks.has(character)) {
      const decision = decideLineBreak(text, index);
      resume = decision.resume;
      if (decision.ends) end = resume;
      if (decision.blank) quotes = 0;
    } else if (fullStops.has(character) || latinStops.has(character)) {
      const decision = decideStop(text, start, index, quotes % 2 === 1, lowerCased);
      for (let at = index; at < decision.resume; at += 1) if (text[at] === '"') quotes += 1;
      resume = decision.resume;
      if (decision.ends) end = resume;
    } else if (character === '；' && index - start >= longSentence) {
      end = index + 1;
    } else if (character === '"') {
      quotes += 1;
    }
    if (end >= 0) {
      end = skipSpaces(text, end);
      spans.push({ start, end });
      start = end;
      resume = end;
    }
    index = resume;
  }
  if (start < text.length) {
    const last = spans.at(-1);
    if (last !== undefined && text.slice(start).trim() === '') spans[spans.length - 1] = { ...last, end: text.length };
    else spans.push({ start, end: text.length });
  }
  return spans;
}

/** Blanks within the line; line ends decide for themselves. */
function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text[at]!)) at += 1;
  return at;
}

function isBlank(character: string): boolean {
  return /\s|[\u200b\ufeff]/.test(character);
}

/** A text that has next to no capitals (transcripts, old collections) can't show by a capital where a sentence begins. */
function isLowerCased(text: string): boolean {
  let lower = 0;
  let upper = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 97 && code <= 122) lower += 1;
    else if (code >= 65 && code <= 90) upper += 1;
  }
  return upper * 200 < lower;
}

function decideLineBreak(text: string, at: number): { ends: boolean; blank: boolean; resume: number } {
  let resume = at;
  let breaks = 0;
  let lastBreakEnd = at;
  while (resume < text.length && isBlank(text[resume]!)) {
    const character = text[resume]!;
    const isBreak = lineBreaks.has(character) && !(character === '\n' && text[resume - 1] === '\r');
    if (isBreak) breaks += character === '\f' ? 2 : 1;
    resume += 1;
    if (lineBreaks.has(character)) lastBreakEnd = resume;
  }
  if (breaks > 1 || resume >= text.length) return { ends: true, blank: breaks > 1, resume };
  const lineStart = lineStartBefore(text, at);
  let nextEnd = lastBreakEnd;
  while (nextEnd < text.length && nextEnd < lastBreakEnd + longestLine && !lineBreaks.has(text[nextEnd]!)) nextEnd += 1;
  const line = text.slice(lineStart, at);
  const nextLine = text.slice(lastBreakEnd, nextEnd);
  return { ends: line.trim() === '' || lineEndsSentence({ line, nextLine }), blank: false, resume };
}

/** Where the line begins, which may be before the sentence does. */
function lineStartBefore(text: string, from: number): number {
  const limit = Math.max(0, from - longestLine);
  let at = from;
  while (at > limit && !lineBreaks.has(text[at - 1]!)) at -= 1;
  return at;
}

function decideStop(
  text: string,
  start: number,
  at: number,
  quoteOpen: boolean,
  lowerCased: boolean,
): { ends: boolean; resume: number } {
  let resume = at + 1;
  while (resume < text.length && (fullStops.has(text[resume]!) || latinStops.has(text[resume]!))) resume += 1;
  const stops = text.slice(at, Math.min(resume, at + 8));
  const strong = [...stops].some((stop) => fullStops.has(stop));
  const afterStops = resume;
  resume = skipClosers(text, resume, quoteOpen);
  const closed = resume > afterStops;
  const following = text[resume];
  if (following === undefined) return { ends: true, resume };
  if (continuing.has(following)) return { ends: false, resume };
  if (strong) return { ends: true, resume };
  const onlyDots = !/[!?]/.test(stops);
  if (!isBlank(following)) {
    // "3.14", "example.org", "a?b=c" go on; "结束.下一句" and "Really?真的" don't.
    const beforeHan = /\p{Script=Han}|[“「『《（]/u.test(following);
    const before = text[at - 1] ?? '';
    return { ends: beforeHan && (!onlyDots || /[\p{Script=Han}”）)」』%]/u.test(before)), resume };
  }
  const nextAt = skipSpaces(text, resume);
  if (text.slice(resume, Math.min(nextAt, resume + 64)).includes('\n')) {
    return { ends: !onlyDots || !isListNumber(text, start, at), resume };
  }
  return { ends: endsBeforeSpace({ text, start, at, nextAt, onlyDots, closed, lowerCased, stops }), resume };
}

function endsBeforeSpace({
  text,
  start,
  at,
  nextAt,
  onlyDots,
  closed,
  lowerCased,
  stops,
}: {
  text: string;
  start: number;
  at: number;
  nextAt: number;
  onlyDots: boolean;
  closed: boolean;
  lowerCased: boolean;
  stops: string;
}): boolean {
  const next = /^[\p{L}\p{M}\p{N}']*/u.exec(text.slice(nextAt, nextAt + 24))![0];
  const nextIsLower = /^\p{Ll}/u.test(next);
  if (!onlyDots) return !(nextIsLower && (closed || !lowerCased));
  const before = text[at - 1] ?? ' ';
  // A stop that stands alone (" . ") is how tokenised text ends its sentences.
  if (isBlank(before)) return stops.length === 1 && !isListNumber(text, start, at);
  if (nextIsLower && (!lowerCased || stops.length > 1)) return false;
  if (stops.length > 1) return true;
  if (isListNumber(text, start, at)) return false;
  const word = /[\p{L}.]*$/u.exec(text.slice(Math.max(start, at - 16), at))![0].replace(/^\.+/, '');
  return word === '' || !isAbbreviation({ word, next });
}

/** "1.", "1.2.", "a.", "IV." at the beginning of a line or sentence. */
function isListNumber(text: string, start: number, at: number): boolean {
  const from = Math.max(start, at - 16);
  const before = text.slice(from, at);
  const lineBegin = Math.max(...['\n', '\r', '\u2028'].map((lineBreak) => before.lastIndexOf(lineBreak)));
  if (lineBegin < 0 && from > start) return false;
  return /^[\s#>*\-(（]*(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})$/u.test(
    before.slice(lineBegin + 1),
  );
}

/** Closing quotes, brackets and note marks such as `[3]` and `²` that belong to the sentence before them. */
function skipClosers(text: string, from: number, quoteOpen: boolean): number {
  let at = from;
  let open = quoteOpen;
  while (at < text.length) {
    const character = text[at]!;
    if (closers.has(character) || /[¹²³⁰⁴-⁹*†‡]/.test(character)) {
      at += 1;
    } else if (character === '"' || character === "'") {
      const following = text[at + 1];
      if (!open && following !== undefined && !isBlank(following)) break;
      open = false;
      at += 1;
    } else if (character === '[') {
      const note = /^\[[\d,\s–-]{1,12}\]/.exec(text.slice(at, at + 14));
      if (note === null) break;
      at += note[0].length;
    } else break;
  }
  return at;
}
