import { expect, it } from 'vitest';
import { cutUnits } from './cut-units.ts';
import { groundedPromptSpecimen } from './grounded-prompt-specimen.conformance.ts';
import { separatorBetween } from './join-units.ts';

it.each([
  ['绿茶是茶。水温以八十度为宜。', ''],
  ['It was built in 1774. It weighs 320 kilograms.', ' '],
  ['It moved in 1979.[18] It grew in 1980.[19]', ' '],
  ['- 打开窗户\n- 关闭总阀\n', '\n'],
  ['Steps are short.\n\nOpen the window.', '\n'],
])('joins the sentences of %j by %j', (text, separator) => {
  const units = groundedPromptSpecimen('问', [{ text }]).sources.flatMap(cutUnits);
  expect(units).toHaveLength(2);
  expect(separatorBetween(units[0], units[1]!)).toBe(separator);
  expect(separatorBetween(undefined, units[0]!)).toBe('');
});

it('begins a new line for another source', () => {
  const [one, other] = groundedPromptSpecimen('问', [{ text: '绿茶。' }, { text: '红茶。' }]).sources.flatMap(cutUnits);
  expect(separatorBetween(one, other!)).toBe('\n');
});
