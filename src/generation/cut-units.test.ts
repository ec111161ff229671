import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutUnits } from './cut-units.ts';
import { groundedPromptSpecimen } from './grounded-prompt-specimen.conformance.ts';

const unitsOf = (text: string) => groundedPromptSpecimen('问', [{ text }]).sources.flatMap(cutUnits);
const textsOf = (text: string) => unitsOf(text).map((unit) => unit.text);

describe('cutUnits', () => {
  it('cuts sentences in both languages and leaves list marks and stray punctuation out', () => {
    expect(textsOf('绿茶是茶。水温以八十度为宜。')).toEqual(['绿茶是茶。', '水温以八十度为宜。']);
    expect(textsOf('It was built in 1774. Dr. Smith wound it.')).toEqual([
      'It was built in 1774.',
      'Dr. Smith wound it.',
    ]);
    expect(textsOf('- 打开窗户\n- 关闭总阀\n')).toEqual(['打开窗户', '关闭总阀']);
    expect(textsOf('1. Open the window.\n2) Close the valve.')).toEqual(['Open the window.', 'Close the valve.']);
    expect(textsOf('（1）先看题目。\n，然后作答。')).toEqual(['先看题目。', '然后作答。']);
  });

  it('keeps numbers that belong to the sentence', () => {
    expect(textsOf('3.5 million people live there.')).toEqual(['3.5 million people live there.']);
    expect(textsOf('1957年大桥通车。')).toEqual(['1957年大桥通车。']);
  });

  it('takes each line of unpunctuated speech for itself', () => {
    const speech =
      '强化学习的交互过程可以通过这张图来表示\n强化学习由智能体和环境两部分组成\n它的目的呢\n就是尽可能多地获取奖励\n强化学习的应用非常广泛';
    expect(textsOf(speech)).toEqual([
      '强化学习的交互过程可以通过这张图来表示',
      '强化学习由智能体和环境两部分组成',
      '它的目的呢',
      '就是尽可能多地获取奖励',
      '强化学习的应用非常广泛',
    ]);
  });

  it('does not cut wrapped prose at its line ends', () => {
    const wrapped =
      'The tower clock was built by a carpenter who had never seen\na clock of that size before, and it has been running ever since.';
    expect(textsOf(wrapped)).toEqual([wrapped]);
  });

  it('cuts a program at its line ends', () => {
    expect(
      textsOf("messages = [\n{'role':'user', 'content':'Hi'}]\nresponse = ask(messages, temperature=1)"),
    ).toContain('response = ask(messages, temperature=1)');
  });

  it('gives slices of the text, in order, that do not overlap and begin with no white space', () => {
    const piece = fc.constantFrom(
      '绿茶。',
      ' - ',
      '1. ',
      '\n',
      '，',
      'The clock is old. ',
      '（2）',
      '"a"',
      '\\',
      'x = f(1)\n',
      '𠮷',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const [index, unit] of unitsOf(text).entries()) {
          expect(unit.ordinal).toBe(index);
          expect(unit.start).toBeGreaterThanOrEqual(last);
          expect(text.slice(unit.start, unit.end)).toBe(unit.text);
          expect(unit.text).toBe(unit.text.trim());
          expect(unit.text).toMatch(/[\p{L}\p{N}]/u);
          last = unit.end;
        }
      }),
    );
  });
});
