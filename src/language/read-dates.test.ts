import { describe, expect, it } from 'vitest';
import { readDates } from './read-dates.ts';

const dates = (text: string): string[] =>
  readDates(text).map(({ year, month, day }) => [year ?? '?', month ?? '?', day ?? '?'].join('-'));

describe('readDates', () => {
  it.each([
    '2023年5月1日',
    '2023 年 5 月 1 日',
    '二〇二三年五月一日',
    '2023-05-01',
    '2023/5/1',
    '2023.5.1',
    'May 1, 2023',
    'on May 1st 2023.',
    '1 May 2023',
    'the 1st of May, 2023',
  ])('%s', (text) => {
    expect(dates(text)).toEqual(['2023-5-1']);
  });

  it.each([
    ['2023年5月', ['2023-5-?']],
    ['2023年', ['2023-?-?']],
    ['5月1日', ['?-5-1']],
    ['十二月三十一号', ['?-12-31']],
    ['Sept. 2023', ['2023-9-?']],
    ['July 4', ['?-7-4']],
    ['From 3 March to 4 April 2020', ['?-3-3', '2020-4-4']],
    ['2023-13-01', []],
    ['2023年2月30日', []],
    ['2024-02-29, 2023-02-29', ['2024-2-29']],
    ['05/01/2023', []],
    ['192.168.2023.1.1', []],
    ['may 5 people come', ['?-5-5']],
    ['maybe 5', []],
  ])('%s', (text, expected) => {
    expect(dates(text)).toEqual(expected);
  });

  it('gives the span of each', () => {
    expect(readDates('于2023年5月1日开业')[0]).toMatchObject({ start: 1, end: 10 });
  });
});
