import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from './split-sentences.ts';

const sentences = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end));

/** Each case is a text with `|` where a sentence ends. */
const cases = [
  '今天下雨。|明天呢？|好！',
  '他说：“你好。”|然后走了。',
  '“真的吗？”，他问。|没有人回答。',
  '他说。|"你好。"|她笑了。',
  '（见第三章。）|下一句。',
  '圆周率是3.14。|版本是 v1.2.3。|见 https://example.org/a.b?c=d 。|完。',
  '我想……还是算了。|走吧！！！|真的？！|嗯。',
  'Dr. Smith met Mr. J. R. Jones in the U.S. Senate. |It was 3.14 p.m. and cold. |The end.',
  'He lives in the U.S. |The weather is fine.',
  'See Fig. 2 and Eq. (3), e.g. the first one, i.e. this. |Next.',
  'Smith et al. found it. |Nobody believed them (cf. Sec. 2). |No. 5 did. |No. |That is all.',
  '"Stop." |"Why?" he asked. |"Because!" |Nobody spoke.',
  'It works.[1] |The next one [2, 3]. |Done.',
  'We wait... and wait. |Really... |Yes!',
  '1. Install it. |2. Run it.',
  '1. Install it.\n|2. Run it.\n|3. Done',
  '- one\n|- two\n|- three',
  'the wing was tested . |the results agree . |no effect was found .',
  'i like it. |do you? |yes, e.g. this one.',
  'Use Node.js 20.19 or .NET 8. |Then visit example.com. |Bye.',
  'First paragraph without a stop\n\n|Second paragraph',
  'This line was wrapped by somebody at seventy columns, as lines in mails\nare, and goes on here until it ends. |New.',
  'Title\n|This is the text under the title, which is a good deal longer than it.',
  '姓名\t年龄\n|张三\t30\n|李四\t40',
  '这一行是被硬换行截断的文字，它大约有三十五个汉字那么长，所以应当\n与下一行连在一起，直到句号为止。|下一句。',
  '设备包括：\n|电脑',
  'Really?|真的。|ＡＢＣ！|完',
  '结束.|下一句。',
];

describe('splitSentences', () => {
  it.each(cases)('%j', (marked) => {
    expect(sentences(marked.replaceAll('|', ''))).toEqual(marked.split('|'));
  });

  it('keeps a list number, a decimal and an unknown lower-case abbreviation with what follows', () => {
    expect(sentences('It weighs 1.5 kg approx. five pounds, abbrv. too.')).toHaveLength(1);
  });

  it('splits a long Chinese sentence at its semicolons, a short one not', () => {
    const clause = `${'这是一个很长的分句，它说了许多话'.repeat(8)}；`;
    expect(sentences(`${clause}${clause}完。`)).toEqual([clause, clause, '完。']);
    expect(sentences('一；二；三。')).toEqual(['一；二；三。']);
  });

  it('gives nothing for an empty text and one span for white space', () => {
    expect(splitSentences('')).toEqual([]);
    expect(splitSentences(' \n ')).toEqual([{ start: 0, end: 3 }]);
  });

  it('tiles any text and never cuts a surrogate pair', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(...'。！？；.!?"\'”“）)[1] \n\r\t…:：,，-1aA中😀', 'Dr.', '\r\n', '\n\n', '1. ', '- '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let at = 0;
        for (const { start, end } of splitSentences(text)) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          expect(/[\udc00-\udfff]/.test(text[end] ?? '') && /[\ud800-\udbff]/.test(text[end - 1]!)).toBe(false);
          at = end;
        }
        expect(at).toBe(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['.', '。', ' ', '\n', '"', '[', 'a. ', '. ', '1.', ';', '；', '中', 'A.', '\t\n', '。"', '.\n', "'"])(
    'takes linear time over 200,000 repeats of %j',
    (unit) => {
      const short = time(unit.repeat(20_000));
      const long = time(unit.repeat(200_000));
      // Quadratic work would take 100 times as long; the constant forgives a busy machine.
      expect(long).toBeLessThan(short * 40 + 300);
    },
  );
});

function time(text: string): number {
  const start = performance.now();
  splitSentences(text);
  return performance.now() - start;
}
