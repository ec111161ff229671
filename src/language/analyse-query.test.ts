import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseQuery } from './analyse-query.ts';
import { segmentForIndex } from './segment-for-index.ts';

const weightsOf = (question: string): Record<string, number> =>
  Object.fromEntries(analyseQuery(question).map(({ term, weight }) => [term, weight]));

describe('analyseQuery', () => {
  it('weighs words over pairs over question words', () => {
    const weights = weightsOf('什么是迭代优化提示？');
    expect(weights).toMatchObject({ 迭代: 1, 优化: 1, 提示: 1, 代优: 0.35, 什么: 0.1, 是: 0.1 });
  });

  it('leaves English function words out and lets request words weigh little', () => {
    expect(weightsOf('Please explain how I set the temperature of a chatbot?')).toEqual({
      pleas: 0.1,
      explain: 0.1,
      set: 1,
      temperatur: 1,
      chatbot: 1,
    });
  });

  it('keeps a question that has nothing but such words', () => {
    expect(weightsOf('the who')).toEqual({ the: 1, who: 1 });
    expect(weightsOf('什么')).toEqual({ 什么: 1 });
    expect(weightsOf('怎么办')).toMatchObject({ 怎么办: 1 });
  });

  it('names each term once and weighs an identifier whole and in parts', () => {
    expect(weightsOf('GPT-4o gpt4o')).toEqual({ gpt4o: 1, gpt: 1, '4o': 1 });
    expect(analyseQuery('')).toEqual([]);
    expect(analyseQuery('？！…')).toEqual([]);
  });

  it('gives every question that has an indexable term at least one that is found and one of full use', () => {
    const piece = fc.constantFrom(
      ...'什么是的机器学习',
      ' the ',
      ' who ',
      ' run ',
      'GPT-4o',
      ' please ',
      '？',
      '1,000',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const question = pieces.join('');
        const terms = analyseQuery(question);
        const indexed = segmentForIndex(question);
        expect(new Set(terms.map(({ term }) => term)).size).toBe(terms.length);
        for (const { weight } of terms) {
          expect(weight).toBeGreaterThan(0);
        }
        if (indexed.length === 0) return;
        expect(Math.max(...terms.map(({ weight }) => weight))).toBeGreaterThan(0.1);
        expect(terms.some(({ term }) => indexed.includes(term))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
