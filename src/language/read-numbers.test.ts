import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHanNumber } from './read-han-number.ts';
import { readNumbers } from './read-numbers.ts';

const values = (text: string): number[] => readNumbers(text).map(({ value }) => value);

/** Writes a number as people do: 一千零二十, 三万, 十五. */
function writeHan(value: number): string {
  const numerals = '零一二三四五六七八九';
  const below = (part: number, leading: boolean): string => {
    let text = '';
    let gap = false;
    for (const [unit, sign] of [
      [1_000, '千'],
      [100, '百'],
      [10, '十'],
      [1, ''],
    ] as const) {
      const digit = Math.floor(part / unit) % 10;
      if (digit === 0) gap = text !== '' || !leading || gap;
      else {
        text +=
          (gap ? '零' : '') + (digit === 1 && unit === 10 && text === '' && leading ? '' : numerals[digit]) + sign;
        gap = false;
      }
    }
    return text;
  };
  if (value >= 10_000) {
    const rest = value % 10_000;
    return `${writeHan(Math.floor(value / 10_000))}万${rest === 0 ? '' : below(rest, rest >= 1_000).replace(/^零*/, rest < 1_000 ? '零' : '')}`;
  }
  return below(value, true);
}

describe('readHanNumber', () => {
  it.each([
    ['一千二百三十四', 1234],
    ['十', 10],
    ['十五', 15],
    ['二十', 20],
    ['一百零五', 105],
    ['一百五', 150],
    ['一百一十', 110],
    ['三万五', 35_000],
    ['三万零五', 30_005],
    ['两千', 2_000],
    ['三万亿', 3e12],
    ['一亿二千万', 120_000_000],
    ['二〇二三', 2023],
    ['零', 0],
    ['万一', null],
    ['千万', null],
    ['一百千', null],
    ['一二百', null],
    ['', null],
    ['中', null],
  ])('%s', (text, value) => {
    expect(readHanNumber(text)).toBe(value);
  });

  it('reads back every number that is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (value) => {
        expect(readHanNumber(writeHan(value))).toBe(value);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('readNumbers', () => {
  it('takes the ways to write a number as equal', () => {
    for (const text of ['1,234', '1234', '１２３４', '１，２３４', '一千二百三十四', '1.234k', '1.234 thousand']) {
      expect(values(text)).toEqual([1234]);
    }
    for (const text of ['3.5万', '35k', '35,000', '三万五千']) expect(values(text)).toEqual([35_000]);
  });

  it('reads percentages, signs, ordinals and spans', () => {
    expect(readNumbers('涨了5%')).toEqual([{ start: 2, end: 4, value: 5, percent: true }]);
    expect(readNumbers('百分之五点二')).toEqual([{ start: 0, end: 6, value: 5.2, percent: true }]);
    expect(values('-3.5 °C, 第三章, 三个人, 12 million')).toEqual([-3.5, 3, 3, 12_000_000]);
  });

  it('leaves identifiers, versions and adverbs alone', () => {
    expect(values('GPT-4o, v1.2.3, 1.2.3, 12.34.56, A4, 万一, 千万别, 十分好, 统一, 一个, 三四个')).toEqual([]);
  });

  it('never throws, and its spans are in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123.,%-一二十百千万亿点分之第个k a０．，') }), (text) => {
        let at = 0;
        for (const { start, end, value } of readNumbers(text)) {
          expect(start >= at && end > start && Number.isFinite(value)).toBe(true);
          at = end;
        }
      }),
    );
  });
});
