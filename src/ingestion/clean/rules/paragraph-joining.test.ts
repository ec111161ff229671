import { describe, expect, it } from 'vitest';
import { checkCleanDocument } from '../clean-document.conformance.ts';
import { cleanDocument } from '../clean-document.ts';
import { type PagedLine, pagedDocument } from '../paged-document.conformance.ts';

type Line = string | PagedLine;

function joined(
  left: readonly Line[],
  right: readonly Line[],
  { page = 2, top }: { page?: number; top?: number } = {},
) {
  const parsed = pagedDocument([
    { page: 1, lines: left },
    { page, lines: right, ...(top === undefined ? {} : { top }) },
  ]);
  const clean = cleanDocument(parsed);
  checkCleanDocument(parsed, clean);
  return clean.text;
}

const english = 'A paragraph that was begun on the first page and is carried';
const chinese = '这一段文字在第一页开始，但是因为这一页已经写满了，所以它只好在下一页继续写下去，直到句子';

describe('paragraph-joining, overleaf', () => {
  it('joins a sentence that goes on, in English by a space and in Chinese by nothing', () => {
    expect(joined([english], ['over to the second.'])).toBe(`${english} over to the second.`);
    expect(joined([chinese], ['结束为止。'])).toBe(`${chinese}结束为止。`);
    expect(joined([`${chinese}，`], ['也就是结束为止。'])).toBe(`${chinese}，也就是结束为止。`);
  });

  it('leaves apart what looks alike', () => {
    const apart: [string, string][] = [
      [`${english}.`, 'over to the second.'],
      [english, 'Over to the second.'],
      ['Short title', 'over to the second.'],
      [`${chinese}。`, '结束为止。'],
      ['第二章　概述', '本章介绍方法。'],
      [english, '2'],
      [`${chinese}：`, '第一种。'],
    ];
    for (const [left, right] of apart) expect(joined([left], [right])).toContain('\n\n');
    expect(joined([english], ['over to the fourth.'], { page: 4 })).toContain('\n\n');
  });
});

describe('paragraph-joining, on one page', () => {
  const full = { text: '其中第一项是由原始空间经过映射得到的高维空间中的', right: 540 };

  it('joins a line that filled its column with the one right below it', () => {
    expect(joined([full], ['特征向量，以此类推。'], { page: 1 })).toBe(`${full.text}特征向量，以此类推。`);
    expect(joined([{ text: '因此我们只需要求出其中的参数x', right: 540 }], ['和它的范围。'], { page: 1 })).toBe(
      '因此我们只需要求出其中的参数x 和它的范围。',
    );
    expect(joined([{ text: 'which is the reason for the', right: 540 }], ['second term.'], { page: 1 })).toBe(
      'which is the reason for the second term.',
    );
  });

  it('goes on with a list item, too', () => {
    const parsed = pagedDocument([
      { page: 1, kind: 'list-item', lines: [{ text: '（1）数据样本扰动中提到了稳定的学习器，例', right: 540 }] },
      { page: 1, lines: ['如线性学习器。'] },
    ]);
    expect(cleanDocument(parsed).text).toBe('（1）数据样本扰动中提到了稳定的学习器，例如线性学习器。');
  });

  it('leaves apart an indent, a gap, a short line, the end of a sentence, a list, a formula', () => {
    const next = '特征向量，以此类推。';
    const wide = { text: '这是同一页上的另外一行文字，写得很满。', right: 540 };
    expect(joined([full], [{ text: next, left: 74 }], { page: 1 })).toContain('\n\n');
    expect(joined([full], [next], { page: 1, top: 90 })).toContain('\n\n');
    expect(joined([wide, { text: '最后一行没有写满', right: 200 }], [next], { page: 1 })).toContain('\n\n');
    expect(joined([{ ...full, text: `${full.text}。` }], [next], { page: 1 })).toContain('\n\n');
    expect(joined([full], ['（1）第一种情形'], { page: 1 })).toContain('\n\n');
    expect(joined([full], ['= 2 + 3'], { page: 1 })).toContain('\n\n');
    expect(joined([{ text: 'x = 1 + 2', right: 540 }], [next], { page: 1 })).toContain('\n\n');
  });
});
