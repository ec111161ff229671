import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentForIndex } from './segment-for-index.ts';

const has = (text: string, ...terms: string[]): void => {
  expect(segmentForIndex(text)).toEqual(expect.arrayContaining(terms));
};

describe('segmentForIndex', () => {
  it('gives dictionary words, the shorter words in them, and pairs of characters', () => {
    expect(segmentForIndex('中国科学院')).toEqual([
      ...['中国', '科学', '学院', '科学院', '中国科学院'],
      ...['中国', '国科', '科学', '学院'],
    ]);
  });

  it('finds a lone character, a supplementary one and a rare name', () => {
    expect(segmentForIndex('的')).toEqual(['的']);
    expect(segmentForIndex('𠮷')).toEqual(['𠮷']);
    has('作家老𠮷野', '老𠮷', '𠮷野');
  });

  it.each([
    ['GPT-4o', ['gpt4o', 'gpt', '4o']],
    ['gpt4o', ['gpt4o', 'gpt', '4o']],
    ['DQN', ['dqn']],
    ['v1.2.3', ['v1.2.3', '1.2.3']],
    ['3.14', ['3.14']],
    ['1,234,567.5', ['1234567.5']],
    ['C++ C# .NET', ['c++', 'c', 'c#', 'c', '.net', 'net']],
    ['user@mail.example.org', ['user@mail.example.org', 'user', 'mail', 'exampl', 'org']],
    ['snake_case', ['snakecas', 'snake', 'case']],
    ['snakeCase', ['snakecas', 'snake', 'case']],
    ['2023-05-01', ['2023-05-01', '2023', '5', '1']],
    ['utf8 UTF-8', ['utf8', 'utf', '8', 'utf8', 'utf', '8']],
    ['Ｐｙｔｈｏｎ３', ['python3', 'python', '3']],
    ['naïve CAFÉ Straße', ['naiv', 'cafe', 'strass']],
    ['running runs', ['run', 'run']],
    ['Ελλάδα', ['ελλαδα']],
    ['カタカナ', ['カタ', 'タカ', 'カナ']],
    ['안녕하세요', ['안녕', '녕하', '하세', '세요']],
    ['книги', ['книг']],
  ])('%s', (text, terms) => {
    expect(segmentForIndex(text)).toEqual(terms);
  });

  it('leaves function words out, but not where they are names or all there is', () => {
    expect(segmentForIndex('The cat is on the mat')).toEqual(['cat', 'mat']);
    expect(segmentForIndex('to be or not to be')).toHaveLength(6);
    has('The band The Who played', 'who');
    has('请联系 IT 部门', 'it');
    expect(segmentForIndex("It's Smith's book and I don't want it")).toEqual(['smith', 'book', 'want']);
    expect(segmentForIndex('vaccines for hepatitis A')).toContain('a');
    expect(segmentForIndex("L'avion est dans le ciel et les oiseaux sont sur la terre")).toContain('avion');
    expect(segmentForIndex('ask IT about it')).toEqual(['ask', 'it']);
  });

  it('indexes other languages under their own stem and under the common one', () => {
    has('Les maisons sont dans la rue et les chevaux sont dans le pré', 'maison', 'cheval');
    expect(segmentForIndex('Die Häuser sind in der Stadt und der Hund ist im Garten')).not.toContain('der');
    // A question of one word shows no language; the common form finds it.
    const indexed = segmentForIndex('Les maisons sont dans la rue et les chevaux sont dans le pré');
    expect(segmentForIndex('maisons').some((term) => indexed.includes(term))).toBe(true);
  });

  it('matches traditional and simplified, full and half width', () => {
    expect(segmentForIndex('機器學習')).toEqual(segmentForIndex('机器学习'));
    expect(segmentForIndex('乾隆皇帝')).toContain('干隆');
    expect(segmentForIndex('ＡＢＣ　１２３')).toEqual(segmentForIndex('ABC 123'));
  });

  it('never throws and never puts white space into a term', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({
        unit: fc.constantFrom(..."中国的一〇aZéß9 \n\t.-_+#@,'’/:&ｶﾀー가ไท\u0301\ud842\udfb7\ud800"),
        maxLength: 60,
      }),
    );
    fc.assert(
      fc.property(text, (value) => {
        for (const term of segmentForIndex(value)) {
          expect(term).not.toBe('');
          expect(/\s/.test(term)).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('shares a term with any two Han characters and any whole word taken from the text', () => {
    const han = fc.string({
      unit: fc.constantFrom(...'中国科学院乾隆機器学习𠮷野的了人工智能老虎'),
      minLength: 2,
      maxLength: 12,
    });
    const word = fc.constantFrom(
      'GPT-4o',
      'running',
      'The',
      'camelCase',
      'C++',
      'naïve',
      '1,234',
      'a_b',
      "don't",
      'v2.0',
    );
    const text = fc.array(fc.oneof(han, word), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), fc.integer({ min: 2, max: 5 }), (pieces, which, offset, length) => {
        const indexed = new Set(segmentForIndex(pieces.join(' ')));
        const piece = pieces[which % pieces.length]!;
        const characters = Array.from(piece);
        const isHan = /\p{Script=Han}/u.test(piece);
        const from = offset % Math.max(1, characters.length - 1);
        const query = isHan ? characters.slice(from, from + length).join('') : piece;
        // A function word alone is kept as a query and need not be indexed.
        if (query === 'The' || query === "don't") return;
        const terms = segmentForIndex(query);
        expect(terms.some((term) => indexed.has(term))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['中', 'a', 'a-', '1,', 'ー', '.A', "'", '中 ', 'aB'])(
    'takes linear time over 100,000 repeats of %j',
    (unit) => {
      const short = time(unit.repeat(10_000));
      const long = time(unit.repeat(100_000));
      expect(long).toBeLessThan(short * 40 + 500);
    },
  );
});

function time(text: string): number {
  const start = performance.now();
  segmentForIndex(text);
  return performance.now() - start;
}
