import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCleanDocument } from './clean-document.conformance.ts';
import { cleanDocument } from './clean-document.ts';
import { documentOf, randomDocument } from './random-document.conformance.ts';
import { cleaningRules } from './rules.ts';

const clean = (text: string, format = 'text'): string => cleanDocument(documentOf(format, [{ text }])).text;

describe('cleanDocument', () => {
  it('accounts for every character of any document, with any rules', () => {
    const names = cleaningRules.map((rule) => rule.name);
    fc.assert(
      fc.property(randomDocument, fc.subarray(names), (parsed, disabledRules) => {
        checkCleanDocument(parsed, cleanDocument(parsed, { disabledRules }));
      }),
      { numRuns: 400 },
    );
  });

  it('refuses to disable a rule that does not exist', () => {
    expect(() => cleanDocument(documentOf('text', []), { disabledRules: ['no-such'] })).toThrow(/no-such/);
  });

  it('joins blocks by blank lines and list items by line ends', () => {
    const parts = [{ text: 'a' }, { kind: 'list-item', text: 'b' }, { kind: 'list-item', text: 'c' }] as const;
    expect(cleanDocument(documentOf('markdown', parts)).text).toBe('a\n\nb\nc');
  });

  it('takes out running heads and boilerplate and says so', () => {
    const parsed = documentOf('pdf', [
      { kind: 'running-head', text: '12' },
      { text: 'Text.' },
      { text: 'Menu', boilerplate: true },
    ]);
    const { text, rules } = cleanDocument(parsed);
    expect(text).toBe('Text.');
    expect(rules.find(({ rule }) => rule === 'running-head')).toMatchObject({ removed: 2, samples: ['[12]'] });
    expect(rules.find(({ rule }) => rule === 'boilerplate')?.removed).toBe(4);
    expect(cleanDocument(parsed, { disabledRules: ['running-head'] }).text).toBe('12\n\nText.');
  });

  it('cleans in a time that is linear in the text', { timeout: 60_000 }, () => {
    const lines =
      'The ﬁrst line of a paragraph that was set in print and goes on to the next-\n这是一行中文文字，它继续到下一行去，因为一行放不下它的全部内容而\n';
    const manyBlocks = (size: number) =>
      documentOf(
        'pdf',
        Array.from({ length: size }, () => ({ text: lines.repeat(20) })),
      );
    const oneBlock = (size: number) => documentOf('pdf', [{ text: lines.repeat(20 * size) }]);
    const hyphens = (size: number) => documentOf('pdf', [{ text: `一\n${'a-b '.repeat(700 * size)}` }]);
    const blanks = (size: number) => documentOf('text', [{ text: `x${' \u00a0\n.'.repeat(700 * size)}` }]);
    const letters = (size: number) => documentOf('pdf', [{ text: `一\n${'中'.repeat(2_800 * size)}` }]);
    const fastest = (parsed: ReturnType<typeof documentOf>): number =>
      Math.min(
        ...Array.from({ length: 3 }, () => {
          // CPU, not the clock on the wall: the machine may be busy.
          const start = process.cpuUsage();
          cleanDocument(parsed);
          const { user, system } = process.cpuUsage(start);
          return (user + system) / 1_000;
        }),
      );
    for (const shape of [manyBlocks, oneBlock, hyphens, blanks, letters]) {
      const [small, large] = [shape(24), shape(192)];
      cleanDocument(small);
      // Eight times the text: quadratic would be 64 times the time, and collecting garbage takes its share; below a few milliseconds a measure says nothing.
      expect(fastest(large), shape.name).toBeLessThan(24 * Math.max(fastest(small), 4));
    }
  });
});

describe('characters that must survive', () => {
  for (const text of [
    '他想了一下......然后走了',
    '他想了一下……然后走了',
    'Well ... maybe ....... yes',
    'naïve ¿Qué',
    'x²',
    'H₂O',
    '①',
    '…',
    '，',
    '½ ™ ℃ ㎡',
    '∑ ∫ ≤ ∂x 𝑥 ⊕',
    '12',
    '你好，世界。',
    '（一）',
    '5 × 4 − 3',
    '👨‍👩‍👧',
    'می\u200cخواهم',
  ]) {
    it(`keeps ${text}`, () => {
      for (const format of ['text', 'pdf', 'html']) expect(clean(text, format)).toBe(text);
    });
  }

  it('keeps a lone number line and text before the first heading', () => {
    const parsed = documentOf('pdf', [
      { text: 'Preface' },
      { kind: 'heading', text: 'One' },
      { text: '42' },
      { text: 'end' },
    ]);
    expect(cleanDocument(parsed).text).toBe('Preface\n\nOne\n\n42\n\nend');
  });
});

describe('rules', () => {
  const cases: readonly [name: string, before: string, after: string, format?: string][] = [
    ['ligatures', 'eﬃcient ﬁle', 'efficient file'],
    ['composition', 'cafe\u0301 \u212b', 'café Å'],
    ['Hangul', '\u1100\u1161\u11a8', '각'],
    ['radicals and compatibility ideographs', '⼈⼯智能 \uf900 ⻓', '人工智能 豈 长'],
    ['full-width letters and digits', 'ＧＰＴ－４，３．１４', 'GPT－4，3.14'],
    ['Arabic presentation forms', '\ufee3\ufeae\ufea3\ufe92\ufe8e', 'مرحبا'],
    ['zero width and bidirectional controls', 'a\u200bb\ufeffc\u202ed', 'abcd'],
    ['hidden tag characters', 'hi\u{e0069}\u{e0067}', 'hi'],
    ['soft hyphens', 'ex\u00adam\u00ad\nple', 'example'],
    ['white space', '\u3000\u3000第一段  有\u00a0\u00a0空  ', '第一段 有 空'],
    ['spaced Chinese', '标题：中 文 字 符 A', '标题：中文字符 A'],
    ['dot leaders', 'Intro .......... 5', 'Intro ... 5'],
    ['spaced dot leaders', '1.1 引言 . . . . . . . . . . . 1', '1.1 引言 . . . 1'],
    ['line ends', 'a\r\nb\fc', 'a\nb\nc'],
    ['half of a surrogate pair', 'a\ud83db', 'a\ufffdb'],
    [
      'Chinese lines',
      '这是一行用来说明换行规则的中文文字，它在这里就\n结束了换行但是句子并没有结束，后面还有很多很多\n内容。',
      '这是一行用来说明换行规则的中文文字，它在这里就结束了换行但是句子并没有结束，后面还有很多很多内容。',
      'pdf',
    ],
    [
      'broken words',
      'This paragraph was set in narrow columns and has an exam-\nple of a broken word, a GPT-\n4 model and a state-of-the-\nart result that nobody expected to see in this place\nof the page.',
      'This paragraph was set in narrow columns and has an example of a broken word, a GPT-4 model and a state-of-the-art result that nobody expected to see in this place of the page.',
      'pdf',
    ],
    ['verse', 'Two roads diverged\nin a yellow wood,\nAnd sorry', 'Two roads diverged\nin a yellow wood,\nAnd sorry'],
    ['transcripts', '大家好\n我是王奇\n今天来给大家带来一个入门指南', '大家好\n我是王奇\n今天来给大家带来一个入门指南'],
    ['source line ends of HTML', 'one\n      two', 'one two', 'html'],
  ];
  for (const [name, before, after, format] of cases) {
    it(`${name}: ${JSON.stringify(before.slice(0, 40))}`, () => {
      expect(clean(before, format)).toBe(after);
    });
  }

  it('rewrites no more than one cluster at a time', () => {
    const { segments } = cleanDocument(documentOf('text', [{ text: 'the eﬃcient ﬁle' }]));
    const rewritten = segments.filter(({ kind }) => kind === 'rewritten');
    expect(rewritten.map(({ originStart, originEnd }) => originEnd - originStart)).toEqual([1, 1]);
  });

  it('leaves code alone but for what cannot be seen', () => {
    const text = 'if (a)  {\n\tb = "ﬁ";\n}';
    expect(cleanDocument(documentOf('markdown', [{ kind: 'code', text }])).text).toBe(text);
  });

  it('flags wrong decoding and lost characters without a change', () => {
    for (const text of ['ä¸­æ–‡', 'ï¿½', '锟斤拷', 'å…¬å¸', 'lost \ufffd here']) {
      const { text: after, rules } = cleanDocument(documentOf('text', [{ text }]));
      expect(
        rules.some((rule) => rule.flagged !== undefined),
        text,
      ).toBe(true);
      expect(after.replaceAll('\u00ad', '')).toBe(text.replaceAll('\u00ad', ''));
    }
    for (const text of ['naïve ¿Qué', 'été…» âge', '中文 Ünïcödé', 'São Paulo, Ångström']) {
      expect(
        cleanDocument(documentOf('text', [{ text }])).rules.every((rule) => rule.flagged === undefined),
        text,
      ).toBe(true);
    }
  });

  it('keeps the cells of a table apart', () => {
    const parsed = documentOf('html', [{ kind: 'table', text: 'Name \tAge\n  Li  Lei\t 5\n\t' }]);
    const { text, blocks } = cleanDocument(parsed);
    expect(text).toBe('Name\tAge\nLi Lei\t5\n\t');
    expect(
      blocks[0]?.rows?.map(({ header, cells }) => [header, ...cells.map(({ start, end }) => text.slice(start, end))]),
    ).toEqual([
      [true, 'Name', 'Age'],
      [false, 'Li Lei', '5'],
      [false, '', ''],
    ]);
  });
});
