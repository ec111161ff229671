import type { Span } from '../contracts/span.ts';
import { readHanNumber } from './read-han-number.ts';

/** A calendar date, perhaps without its day, month or year (`null`). Months are 1 to 12. */
export interface ReadDate extends Span {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
}

const hanDigit = '〇零一二三四五六七八九';
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const month =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const day = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;

/** Each with the numbers of its groups for year, month and day; 0 where it has none. */
const patterns: readonly { readonly pattern: RegExp; readonly groups: readonly [number, number, number] }[] = [
  { pattern: /(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d]|[-/.]\d)/gu, groups: [1, 3, 4] },
  {
    pattern: new RegExp(
      String.raw`(?<!\d)(\d{4}|[${hanDigit}]{4})\s?年(?:\s?(\d{1,2}|[${hanDigit}十]{1,3})\s?月(?:份|\s?(\d{1,2}|[${hanDigit}十]{1,3})\s?[日号])?)?`,
      'gu',
    ),
    groups: [1, 2, 3],
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\d年])(?<!年\s)(\d{1,2}|[${hanDigit}十]{1,3})\s?月\s?(\d{1,2}|[${hanDigit}十]{1,3})\s?[日号]`,
      'gu',
    ),
    groups: [0, 1, 2],
  },
  { pattern: new RegExp(String.raw`\b(${month})\.?\s${day},?\s(\d{4})\b`, 'giu'), groups: [3, 1, 2] },
  { pattern: new RegExp(String.raw`\b${day}\s(?:of\s)?(${month})\.?,?\s(\d{4})\b`, 'giu'), groups: [3, 2, 1] },
  { pattern: new RegExp(String.raw`\b(${month})\.?,?\s(\d{4})\b`, 'giu'), groups: [2, 1, 0] },
  { pattern: new RegExp(String.raw`\b(${month})\.?\s${day}\b(?!,?\s\d{4}\b)`, 'giu'), groups: [0, 1, 2] },
  { pattern: new RegExp(String.raw`\b${day}\s(?:of\s)?(${month})\b(?!\.?,?\s\d{4}\b)`, 'giu'), groups: [0, 2, 1] },
];

/**
 * The dates of a text in order, so that 2023年5月1日, 二〇二三年五月一日,
 * 2023-05-01, May 1, 2023 and 1 May 2023 are equal. 05/01/2023 means two
 * things and is not read; what no calendar has (2023-13-01) neither.
 */
export function readDates(text: string): ReadDate[] {
  const dates: ReadDate[] = [];
  for (const { pattern, groups } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const [year, monthNumber, dayNumber] = groups.map((group) => readPart(group === 0 ? undefined : match[group]));
      const found = { start: match.index, end: match.index + match[0].length };
      const date = { ...found, year: year!, month: monthNumber!, day: dayNumber! };
      const taken = dates.some(({ start, end }) => start < date.end && date.start < end);
      if (!taken && isOnCalendar(date)) dates.push(date);
    }
  }
  return dates.sort((one, other) => one.start - other.start);
}

function readPart(part: string | undefined): number | null {
  if (part === undefined) return null;
  if (/^\d/.test(part)) return Number(part);
  const named = months.indexOf(part.slice(0, 3).toLowerCase());
  return named >= 0 ? named + 1 : (readHanNumber(part) ?? Number.NaN);
}

function isOnCalendar({ year, month: monthNumber, day: dayNumber }: ReadDate): boolean {
  if (year !== null && !(year >= 1)) return false;
  if (monthNumber === null) return dayNumber === null;
  if (!(monthNumber >= 1 && monthNumber <= 12)) return false;
  // 2000 was a leap year: without a year, 29 February is possible.
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year ?? 2000, monthNumber, 0);
  return dayNumber === null || (dayNumber >= 1 && dayNumber <= date.getUTCDate());
}
