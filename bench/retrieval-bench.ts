import { join } from 'node:path';
import { evaluateBeir } from '../src/workspace/evaluate-beir.ts';
import type { Bench } from './bench.ts';

const sets = [
  { folder: 'cmrc2018', least: 0.98 },
  { folder: 'cranfield', least: 0.385 },
] as const;

export const retrievalBench: Bench = {
  name: 'retrieval',
  description:
    'Ranking of documents by their best chunk, the same defaults on both collections, through the pipeline that any document goes: cmrc2018 (Chinese), cranfield (English).',
  async run({ quick, data }) {
    const rows: (string | number | null)[][] = [];
    const checks: { what: string; holds: boolean; always: boolean }[] = [];
    for (const { folder, least } of quick ? sets.slice(1) : sets) {
      const { metrics, queries, passages, indexSeconds, queryMilliseconds } = await evaluateBeir({
        folder: join(data, folder),
        split: 'test',
      });
      const ndcg = metrics['ndcg@10'] ?? 0;
      rows.push([
        folder,
        queries,
        passages,
        ...Object.values(metrics).map((value) => value?.toFixed(4) ?? null),
        indexSeconds.toFixed(1),
        queryMilliseconds.p50?.toFixed(1) ?? null,
        queryMilliseconds.p95?.toFixed(1) ?? null,
      ]);
      checks.push({
        what: `nDCG@10 on ${folder} is at least ${least} (${ndcg.toFixed(4)})`,
        holds: ndcg >= least,
        always: true,
      });
    }
    return {
      columns: [
        'collection',
        'queries',
        'passages',
        'nDCG@10',
        'Recall@10',
        'Recall@100',
        'MRR@10',
        'index s',
        'query p50 ms',
        'query p95 ms',
      ],
      rows,
      checks,
    };
  },
};
