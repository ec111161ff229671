import type { Span } from '../contracts/span.ts';
import { readHanNumber } from './read-han-number.ts';

export interface ReadNumber extends Span {
  readonly value: number;
  /** `value` is in percent: 5 for "5%" and for 百分之五. */
  readonly percent: boolean;
}

const han = '零〇一二两三四五六七八九十百千万亿';
const scales: Readonly<Record<string, number>> = {
  百: 1e2,
  千: 1e3,
  万: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  万亿: 1e12,
  k: 1e3,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};
const pattern = new RegExp(
  [
    String.raw`(?<arabic>(?<![\p{Script=Latin}\p{N}.]|\p{Script=Latin}[-_])[-−]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)(?!\.?\d)`,
    String.raw`(?:\s?(?<scale>万亿|千万|百万|亿|万|千|百|(?:thousand|million|billion|trillion|k)(?!\p{L})))?(?<sign>\s?[%％])?`,
    `|(?<parts>百分之)?(?<ordinal>第)?(?<numeral>[${han}]+)(?:点(?<fraction>[零〇一二三四五六七八九]+))?(?=(?<next>.)?)`,
  ].join(''),
  'giu',
);
const measure = /[个年月日号天周人次种页章节条元米倍岁届名项位台本部种类层级步座家艘架辆]/;

/**
 * The numbers of a text with their values, so that 1,234, 1234, １２３４ and
 * 一千二百三十四 are equal, and 3.5万, 35k and 35,000. Digits inside of
 * identifiers and versions are none. A lone Han numeral counts where it is an
 * ordinal or stands before a measure word; 一 only as an ordinal, and 三四
 * ("three or four") not.
 */
export function readNumbers(text: string): ReadNumber[] {
  const numbers: ReadNumber[] = [];
  for (const match of narrowDigits(text).matchAll(pattern)) {
    const { arabic, scale, sign, parts, ordinal, numeral, fraction, next } = match.groups!;
    const start = match.index;
    const end = start + match[0].length;
    if (arabic !== undefined) {
      const base = Number(arabic.replaceAll(',', '').replace('−', '-'));
      const factor = scale === undefined ? 1 : scales[scale.toLowerCase()]!;
      // 0.1 × 3 and the like: fifteen digits are what a double holds.
      numbers.push({ start, end, value: Number((base * factor).toPrecision(15)), percent: sign !== undefined });
    } else {
      const counts = parts !== undefined || ordinal !== undefined || isCertain(numeral!, next);
      const whole = counts ? readHanNumber(numeral!) : null;
      if (whole === null) continue;
      const value = fraction === undefined ? whole : Number(`${whole}.${hanDigits(fraction)}`);
      numbers.push({ start, end, value, percent: parts !== undefined });
    }
  }
  return numbers;
}

function isCertain(numeral: string, next: string | undefined): boolean {
  if (numeral.length === 1) return numeral !== '一' && next !== undefined && measure.test(next);
  return !/^[一二两三四五六七八九]{2}$/.test(numeral);
}

function hanDigits(numerals: string): string {
  return Array.from(numerals, (numeral) => readHanNumber(numeral)).join('');
}

/** Full-width digits, points and commas between them, one for one, so that offsets hold. */
function narrowDigits(text: string): string {
  return text.replace(/[０-９]|(?<=[０-９])[．，](?=[０-９])/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
}
