import { describe, expect, it } from 'vitest';
import type { BeirDataset } from './beir-dataset.ts';
import { evaluateRetrieval } from './evaluate-retrieval.ts';
import type { FoundPassage } from './rank-documents.ts';

const dataset: BeirDataset = {
  documents: [
    { id: 'a', title: '', text: 'red apple' },
    { id: 'b', title: '', text: 'green pear' },
    { id: 'c', title: '', text: 'red car' },
  ],
  queries: [
    { id: 'q1', text: 'pear' },
    { id: 'q2', text: 'red' },
    { id: 'q3', text: 'green' },
  ],
  judgements: new Map([
    ['q1', new Map([['b', 1]])],
    ['q2', new Map([['a', 1]])],
    ['q3', new Map([['b', 0]])],
  ]),
  judgedButMissing: 0,
};

/** Finds documents by a word, passage by passage, `copies` passages for each document. */
function wordSearch(copies: number) {
  const passages: { id: string; text: string }[] = [];
  return {
    index: async (documents: BeirDataset['documents']) => {
      for (const document of documents) for (let copy = 0; copy < copies; copy += 1) passages.push(document);
      return { passages: passages.length };
    },
    search: async (query: string, k: number): Promise<FoundPassage[]> =>
      passages
        .filter(({ text }) => text.split(' ').includes(query))
        .slice(0, k)
        .map(({ id }) => ({ documentId: id, score: 1 })),
  };
}

describe('evaluateRetrieval', () => {
  it('indexes, asks and measures', async () => {
    const rankings: [string, string[]][] = [];
    let clock = 0;
    const scorecard = await evaluateRetrieval(dataset, wordSearch(1), {
      onRanking: (query, ranked) => void rankings.push([query, ranked.map(({ documentId }) => documentId)]),
      now: () => {
        clock += 500;
        return clock;
      },
    });
    expect(rankings).toEqual([
      ['q1', ['b']],
      ['q2', ['c', 'a']],
      ['q3', ['b']],
    ]);
    expect(scorecard.metrics['mrr@10']).toBe(0.75);
    expect(scorecard.metrics['ndcg@10']).toBeCloseTo((1 + 1 / Math.log2(3)) / 2, 12);
    expect(scorecard).toMatchObject({
      queries: 2,
      queriesWithoutRelevant: 1,
      documents: 3,
      passages: 3,
      indexSeconds: 0.5,
      queryMilliseconds: { p50: 500, p95: 500 },
    });
  });

  it('looks deeper where the passages of one document fill the list', async () => {
    const many = await evaluateRetrieval(dataset, wordSearch(150));
    const one = await evaluateRetrieval(dataset, wordSearch(1));
    expect(many.metrics).toEqual(one.metrics);
    expect(many.passages).toBe(450);
  });

  it('asks no deeper than the search can go', async () => {
    const asked: number[] = [];
    const { index, search } = wordSearch(150);
    const recording = (query: string, k: number): Promise<FoundPassage[]> => {
      asked.push(k);
      return search(query, k);
    };
    await evaluateRetrieval(dataset, { index, search: recording, mostPassages: 200 });
    expect(Math.max(...asked)).toBe(200);
  });

  it('counts an empty query as one that finds nothing, without asking it', async () => {
    const { index, search } = wordSearch(1);
    const refusing = (query: string, k: number): Promise<FoundPassage[]> => {
      expect(query.trim()).not.toBe('');
      return search(query, k);
    };
    const queries = [
      { id: 'q1', text: 'pear' },
      { id: 'q2', text: ' ' },
    ];
    const scorecard = await evaluateRetrieval({ ...dataset, queries }, { index, search: refusing });
    expect(scorecard).toMatchObject({ queries: 2, metrics: { 'mrr@10': 0.5 } });
  });

  it('ends when its signal fires and measures nothing without queries', async () => {
    await expect(evaluateRetrieval(dataset, wordSearch(1), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    const empty = await evaluateRetrieval({ ...dataset, queries: [] }, wordSearch(1));
    expect(empty).toMatchObject({ queries: 0, metrics: { 'ndcg@10': null }, queryMilliseconds: { p50: null } });
  });
});
