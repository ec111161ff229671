import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageMetrics, measureRanking } from './retrieval-metrics.ts';

describe('measureRanking', () => {
  it('measures as trec_eval does, with linear gain', () => {
    const judgements = new Map([
      ['a', 3],
      ['b', 1],
      ['c', 2],
      ['d', 0],
    ]);
    // dcg = 1 / log2(3) + 3 / log2(4) = 2.13093; ideal = 3 + 2 / log2(3) + 1 / log2(4) = 4.76186
    const metrics = measureRanking(['d', 'b', 'a', 'x'], judgements);
    expect(metrics['ndcg@10']).toBeCloseTo(0.4475, 4);
    expect(metrics['recall@10']).toBeCloseTo(2 / 3, 12);
    expect(metrics['recall@100']).toBeCloseTo(2 / 3, 12);
    expect(metrics['mrr@10']).toBe(0.5);
  });

  it('cuts at ten and at a hundred', () => {
    const others = Array.from({ length: 200 }, (_, index) => `x${index}`);
    const judgements = new Map([['a', 1]]);
    const at = (rank: number): ReturnType<typeof measureRanking> =>
      measureRanking([...others.slice(0, rank - 1), 'a', ...others.slice(rank)], judgements);
    expect(at(1)).toEqual({ 'ndcg@10': 1, 'recall@10': 1, 'recall@100': 1, 'mrr@10': 1 });
    expect(at(10)['mrr@10']).toBe(0.1);
    expect(at(11)).toEqual({ 'ndcg@10': 0, 'recall@10': 0, 'recall@100': 1, 'mrr@10': 0 });
    expect(at(100)['recall@100']).toBe(1);
    expect(at(101)['recall@100']).toBe(0);
  });

  it('invents nothing where nothing is relevant', () => {
    const nothing = { 'ndcg@10': null, 'recall@10': null, 'recall@100': null, 'mrr@10': null };
    expect(measureRanking(['a'], new Map([['a', 0]]))).toEqual(nothing);
    expect(measureRanking(['a'], new Map())).toEqual(nothing);
    expect(averageMetrics([])).toEqual(nothing);
    const one = measureRanking(['a'], new Map([['a', 1]]));
    expect(averageMetrics([one, measureRanking([], new Map())])).toEqual(one);
  });

  it('stays within 0 and 1, and is 1 for the ideal ranking', () => {
    const judged = fc.dictionary(fc.constantFrom(...'abcdefghijklmnop'), fc.nat(3));
    fc.assert(
      fc.property(judged, fc.shuffledSubarray([...'abcdefghijklmnopqrst']), (judgements, ranked) => {
        const map = new Map(Object.entries(judgements));
        const metrics = measureRanking(ranked, map);
        for (const value of Object.values(metrics)) {
          if (value !== null) expect(value >= 0 && value <= 1 + 1e-12).toBe(true);
        }
        const ideal = [...map].sort((one, other) => other[1] - one[1]).map(([id]) => id);
        const best = measureRanking(ideal, map)['ndcg@10'];
        expect(best === null || Math.abs(best - 1) < 1e-12).toBe(true);
      }),
    );
  });
});
