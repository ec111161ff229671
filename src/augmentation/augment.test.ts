import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoredPassage } from '../contracts/scored-passage.ts';
import { augment } from './augment.ts';

function passage(rank: number, { tokens = 50, contextText = '' } = {}): ScoredPassage {
  const chunk = {
    id: `chunk-${rank}`,
    documentId: 'document',
    documentVersion: 'version',
    ordinal: rank,
    start: 0,
    end: 3,
    text: '一段话',
    context: [],
    contextText,
    tokens,
    located: [],
  };
  return { chunk, documentName: 'a.md', rank, scores: { keyword: { rank, score: 9 / rank } }, matchedTerms: [] };
}

describe('augment', () => {
  it('numbers sources from 1 by rank, whatever order they come in', () => {
    const prompt = augment({ question: '什么是绿茶？', passages: [passage(2), passage(1)], terms: [] });
    expect(prompt.sources.map(({ number, chunk, score }) => [number, chunk.id, score])).toEqual([
      [1, 'chunk-1', 9],
      [2, 'chunk-2', 4.5],
    ]);
    expect(prompt).toMatchObject({ language: 'zh', messages: [], leftOut: [] });
  });

  it('lists what does not fit and goes on with what does', () => {
    const passages = [passage(1, { tokens: 60 }), passage(2, { tokens: 500 }), passage(3, { tokens: 20 })];
    const prompt = augment({ question: 'tea?', passages, terms: [], budget: 100 });
    expect(prompt.sources.map(({ number, chunk }) => [number, chunk.id])).toEqual([
      [1, 'chunk-1'],
      [2, 'chunk-3'],
    ]);
    expect(prompt.leftOut).toEqual(['chunk-2']);
  });

  it('counts the headings of a passage, too', () => {
    const passages = [passage(1, { tokens: 40, contextText: 'A very long chain of headings. '.repeat(40) })];
    expect(augment({ question: 'tea?', passages, terms: [], budget: 100 }).leftOut).toEqual(['chunk-1']);
  });

  it('takes nothing into a budget of 0', () => {
    expect(augment({ question: 'tea?', passages: [passage(1)], terms: [], budget: 0 })).toMatchObject({
      sources: [],
      leftOut: ['chunk-1'],
    });
  });

  it('loses and doubles no passage and keeps within the budget', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ tokens: fc.nat(2_000), contextText: fc.constantFrom('', '一 二 三', 'A heading') })),
        fc.integer({ min: 100, max: 5_000 }),
        (specimens, budget) => {
          const passages = specimens.map((specimen, index) => passage(index + 1, specimen));
          const { sources, leftOut, budget: used } = augment({ question: 'q', passages, terms: [], budget });
          const ids = [...sources.map(({ chunk }) => chunk.id), ...leftOut].sort();
          expect(ids).toEqual(passages.map(({ chunk }) => chunk.id).sort());
          expect(used.usedTokens).toBeLessThanOrEqual(budget);
          expect(sources.map(({ number }) => number)).toEqual(sources.map((_, index) => index + 1));
        },
      ),
    );
  });
});
