import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyseQuery } from '../../src/language/analyse-query.ts';
import { segmentForIndex } from '../../src/language/segment-for-index.ts';
import { retrieve } from '../../src/retrieval/retrieve.ts';
import type { Bench } from '../bench.ts';
import { installPeers } from '../install-peers.ts';
import { type IndexedPassages, indexPassages } from './index-passages.ts';
import { bareLanceDb, fullTextSearch, haystackBm25, langchainBm25, type Peer } from './peers.ts';
import { randomPassages, randomQuestions } from './random-passages.ts';

const knowledgeBaseId = 'bench';
const k = 10;
const seed = 20_251_125;

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** Milliseconds of each query for each system, turn by turn, so that a busy moment of the machine hits all alike; after a warm-up. */
async function timeInTurns(
  queries: readonly string[],
  systems: readonly ((query: string) => Promise<unknown>)[],
): Promise<number[][]> {
  const milliseconds = systems.map((): number[] => []);
  for (const [number, query] of [...queries.slice(0, 40), ...queries].entries()) {
    for (const [position, ask] of systems.entries()) {
      const started = performance.now();
      await ask(query);
      if (number >= 40) milliseconds[position]?.push(performance.now() - started);
    }
  }
  return milliseconds;
}

export const searchBench: Bench = {
  name: 'search',
  description:
    'Passages recombined by seed from sentences of cmrc2018 and cranfield, questions of both, 10 results. Ragstone is the whole of `retrieve`: segmentation, weighted keyword search, statistics, join with the catalog, rows. Bare LanceDB is one MatchQuery with the same terms and ids only; SQLite FTS5 searches the same terms; LangChain.js BM25Retriever and, where Python has it, haystack search the raw text with their defaults.',
  async run({ quick, data, note }) {
    installPeers(note);
    const rows: (string | number | null)[][] = [];
    const checks: { what: string; holds: boolean; always: boolean }[] = [];
    for (const count of quick ? [1000] : [1000, 10_000, 50_000]) {
      const folder = await mkdtemp(join(tmpdir(), 'ragstone-bench-'));
      const passages = [...randomPassages(data, count, seed)];
      const started = performance.now();
      const indexed: IndexedPassages = await indexPassages(passages, { folder, knowledgeBaseId });
      const perSecond = count / ((performance.now() - started) / 1000);
      try {
        const questions = randomQuestions(data, 100, seed);
        const terms = new Map(questions.map((question) => [question, analyseQuery(question).map(({ term }) => term)]));
        const segmented = passages.map((text) => segmentForIndex(text));
        const ask =
          ({ search }: Peer) =>
          (question: string) =>
            search(question, terms.get(question) ?? []);
        const indexes = [await bareLanceDb(indexed.tableFolder, k), await fullTextSearch(segmented, k)];
        const [whole = [], ...fast] = await timeInTurns(questions, [
          (query) => retrieve({ knowledgeBaseId, query, k }, indexed),
          ...indexes.map(ask),
        ]);
        // What scans every passage empties the processor's caches: it has its turn afterwards.
        const scanning = [
          ...(count <= 10_000 ? [await langchainBm25(passages, k)] : []),
          ...(quick ? [] : [(await haystackBm25(passages, k)) ?? []].flat()),
        ];
        const slow: number[][] = [];
        for (const peer of scanning) slow.push(...(await timeInTurns(questions, [ask(peer)])));
        const peers: Peer[] = [...indexes, ...scanning];
        const others = [...fast, ...slow];
        const mine = quantile(whole, 0.5);
        rows.push([
          count,
          'Ragstone retrieve',
          perSecond.toFixed(0),
          mine.toFixed(2),
          quantile(whole, 0.95).toFixed(2),
        ]);
        for (const [position, { name, close }] of peers.entries()) {
          const milliseconds = others[position] ?? [];
          rows.push([
            count,
            name,
            null,
            quantile(milliseconds, 0.5).toFixed(2),
            quantile(milliseconds, 0.95).toFixed(2),
          ]);
          await close();
        }
        const limit = 1.5 * quantile(others[0] ?? [], 0.5) + 2;
        checks.push({
          what: `at ${count} passages retrieve (p50 ${mine.toFixed(2)} ms) is at most 1.5 times the bare query plus 2 ms (${limit.toFixed(2)} ms)`,
          holds: mine <= limit,
          always: false,
        });
      } finally {
        await indexed.close();
        await rm(folder, { recursive: true, force: true });
      }
    }
    return { columns: ['passages', 'system', 'indexed passages/s', 'query p50 ms', 'query p95 ms'], rows, checks };
  },
};
