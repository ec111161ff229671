import { expect, it } from 'vitest';
import { formatOrdinal } from './format-ordinal.ts';

it.each([
  [1, 'decimal', '1'],
  [27, 'lowerLetter', 'aa'],
  [3, 'upperLetter', 'C'],
  [1994, 'upperRoman', 'MCMXCIV'],
  [7, 'decimalZero', '07'],
  [12, 'decimalEnclosedCircle', '⑫'],
  [10, 'chineseCounting', '十'],
  [15, 'chineseCountingThousand', '十五'],
  [20, 'chineseCounting', '二十'],
  [105, 'chineseCountingThousand', '一百〇五'],
  [110, 'chineseCountingThousand', '一百一十'],
  [12, 'chineseLegalSimplified', '壹拾贰'],
  [3, 'ideographTraditional', '丙'],
  [0, 'lowerRoman', '0'],
  [5, 'somethingNew', '5'],
])('writes %i as %s', (value, format, expected) => {
  expect(formatOrdinal(value, format)).toBe(expected);
});
