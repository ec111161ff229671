import { describe, expect, it } from 'vitest';
import { checkCleanDocument } from '../clean-document.conformance.ts';
import { cleanDocument } from '../clean-document.ts';
import { type PagedLine, pagedDocument } from '../paged-document.conformance.ts';

/** A page with a line over all its width, and the block in question. */
function cleanBlock(lines: readonly (string | PagedLine)[]): string {
  const parsed = pagedDocument([
    { page: 1, lines: [{ text: 'A line as wide as the page lets it be.', right: 545 }] },
    { page: 1, lines },
  ]);
  const clean = cleanDocument(parsed);
  checkCleanDocument(parsed, clean);
  return clean.text.slice(clean.blocks[1]!.start);
}

const keepsLines = (lines: readonly (string | PagedLine)[]): void => {
  expect(cleanBlock(lines)).toBe(lines.map((line) => (typeof line === 'string' ? line : line.text)).join('\n'));
};

describe('line ends of PDF blocks', () => {
  it('stay in addresses, slips and signatures', () => {
    keepsLines([{ text: '4567 Innovation Blvd', right: 170 }, 'San Francisco, CA 94103']);
    keepsLines(['Thank you for shopping!', { text: 'www.example.com', right: 140 }]);
    keepsLines(['床前明月光，', '疑是地上霜。']);
  });

  it('stay before and between fields', () => {
    keepsLines(['Billing Type: Net 30', 'Contact: Michael Chen']);
    keepsLines(['主编：王一、李二', '编委：张三、赵四、钱五', '封面设计：孙六']);
    keepsLines([{ text: 'Report ID: SPARSE-2024-INV-1234', right: 545 }, 'Warehouse: Distribution Center East']);
  });

  it('stay between rows of figures', () => {
    keepsLines([
      { text: 'Ln Screen Start End Movie Title Showtime Days Rate Total', right: 540 },
      { text: '1 SCR-1 12/20/24 12/25/24 Holiday Spectacular 7:00 PM Daily $250 $3,000', right: 545 },
    ]);
    keepsLines(['2021 14 35 70%', '2022 15 41 73%']);
  });

  it('stay where the next word had room on the line', () => {
    keepsLines([
      { text: '版权声明', right: 98 },
      { text: '本作品采用知识共享许可协议进行许可，转载请注明出处。', right: 400 },
    ]);
    keepsLines([
      { text: 'The result of all this was not what they had hoped for', right: 300 },
      { text: 'Nobody had expected such a thing to come out of it at all', right: 540 },
    ]);
  });

  it('go where a line was full, also before figures, names and colons', () => {
    const join = (left: string, right: string): string =>
      cleanBlock([{ text: left, right: 540 }, { text: right, right: 530 }, 'end.']);
    expect(join('In the year that followed the company sold its', 'Headquarters in 2019, 2020 and 2021 to pay')).toBe(
      'In the year that followed the company sold its Headquarters in 2019, 2020 and 2021 to pay end.',
    );
    expect(join('也就是依次设为样本的预测值，接下来需要把分类', '阈值设为0.77, 0.62, 0.58, 0.47，然后')).toBe(
      '也就是依次设为样本的预测值，接下来需要把分类阈值设为0.77, 0.62, 0.58, 0.47，然后 end.',
    );
    expect(join('There is one more thing to be said about this', 'Method: it is slow and nobody likes that')).toBe(
      'There is one more thing to be said about this Method: it is slow and nobody likes that end.',
    );
  });

  it('go where a word was broken or a formula parts the line', () => {
    expect(
      cleanBlock([
        { text: 'It was a nar-', right: 128 },
        { text: 'row escape for all of us there', right: 400 },
      ]),
    ).toBe('It was a narrow escape for all of us there');
    expect(
      cleanBlock([
        { text: '上面这个式子的右边等于所有各项的和，也就是说', right: 540 },
        { text: '∑', left: 80, right: 90 },
        { text: '值相等，所以结论成立，证明完毕，后面不再重复说明。', right: 540 },
      ]),
    ).not.toContain('\n值');
  });
});

describe('hyphens at line ends', () => {
  const broken: [string, string, string][] = [
    ['exam-', 'ple of it', 'example of it'],
    ['chat-', 'optimized models', 'chat-optimized models'],
    ['a data-', 'driven way', 'a data-driven way'],
    ['people un-', 'aware of it', 'people unaware of it'],
    ['a self-', 'contained part', 'a self-contained part'],
    ['GPT-', '4 model', 'GPT-4 model'],
  ];
  for (const [left, right, whole] of broken) {
    it(`${left}⏎${right}`, () => expect(cleanBlock([{ text: left, right: 540 }, right])).toBe(whole));
  }

  it('follow what the document itself writes within a line', () => {
    const parsed = pagedDocument([
      { page: 1, lines: ['The side-effect of a re-entry.'] },
      { page: 1, lines: [{ text: 'That side-', right: 540 }, 'effect was seen after the re-'] },
    ]);
    expect(cleanDocument(parsed).text).toContain('That side-effect');
  });
});
