import { RagstoneError } from '../contracts/error.ts';
import type { BeirDataset, BeirDocument } from './beir-dataset.ts';
import { percentile } from './percentile.ts';
import { type FoundPassage, rankDocuments } from './rank-documents.ts';
import { averageMetrics, measureRanking, type RetrievalMetrics } from './retrieval-metrics.ts';

/** The system that is measured. */
export interface EvaluatedSearch {
  /** Indexes the whole corpus and returns the number of passages that came of it. */
  readonly index: (documents: readonly BeirDocument[]) => Promise<{ readonly passages: number }>;
  /** At most `k` passages, best first; fewer where there are no more. */
  readonly search: (query: string, k: number) => Promise<readonly FoundPassage[]>;
  /** The largest `k` that `search` takes, where it has a limit; at least 100. */
  readonly mostPassages?: number | undefined;
}

export interface RetrievalScorecard {
  readonly metrics: RetrievalMetrics;
  /** Queries that were measured. */
  readonly queries: number;
  /** Queries that have no relevant document: measured by nothing, counted in no mean. */
  readonly queriesWithoutRelevant: number;
  readonly documents: number;
  readonly passages: number;
  readonly judgedButMissing: number;
  readonly indexSeconds: number;
  /** Of a search for 100 passages; `null` without queries. */
  readonly queryMilliseconds: { readonly p50: number | null; readonly p95: number | null };
  readonly perQuery: readonly { readonly id: string; readonly metrics: RetrievalMetrics }[];
}

export interface EvaluationProgress {
  readonly stage: 'index' | 'search';
  readonly done: number;
  readonly total: number;
}

const depth = 100;

/**
 * Indexes a judged collection, asks its queries one after the other and
 * measures the ranking of documents by their best passage. `onRanking` gets
 * the ranking of each query, for a run file.
 */
export async function evaluateRetrieval(
  dataset: BeirDataset,
  { index, search, mostPassages = Number.POSITIVE_INFINITY }: EvaluatedSearch,
  {
    onProgress = () => {},
    onRanking = () => {},
    now = () => performance.now(),
    signal,
  }: {
    readonly onProgress?: (progress: EvaluationProgress) => void;
    readonly onRanking?: (queryId: string, ranked: readonly FoundPassage[]) => void | Promise<void>;
    /** A clock in milliseconds. */
    readonly now?: () => number;
    readonly signal?: AbortSignal | undefined;
  } = {},
): Promise<RetrievalScorecard> {
  const { documents, queries, judgements, judgedButMissing } = dataset;
  onProgress({ stage: 'index', done: 0, total: documents.length });
  const indexStart = now();
  const { passages } = await index(documents);
  const indexSeconds = (now() - indexStart) / 1_000;
  const perQuery: { id: string; metrics: RetrievalMetrics }[] = [];
  const milliseconds: number[] = [];
  for (const [done, { id, text }] of queries.entries()) {
    throwIfAborted(signal);
    onProgress({ stage: 'search', done, total: queries.length });
    // Collections do hold empty queries: nothing can be asked, nothing is found, and the query still counts.
    const empty = text.trim() === '';
    const start = now();
    let found = empty ? [] : await search(text, depth);
    if (!empty) milliseconds.push(now() - start);
    let ranked = rankDocuments(found);
    // Several passages of one document may fill the list: look deeper until there are enough documents.
    for (let k = 2 * depth; k <= mostPassages && ranked.length < depth && found.length * 2 >= k; k *= 2) {
      found = await search(text, k);
      ranked = rankDocuments(found);
    }
    ranked = ranked.slice(0, depth);
    await onRanking(id, ranked);
    const order = ranked.map(({ documentId }) => documentId);
    perQuery.push({ id, metrics: measureRanking(order, judgements.get(id)!) });
  }
  onProgress({ stage: 'search', done: queries.length, total: queries.length });
  const measured = perQuery.filter(({ metrics }) => metrics['ndcg@10'] !== null);
  return {
    metrics: averageMetrics(measured.map(({ metrics }) => metrics)),
    queries: measured.length,
    queriesWithoutRelevant: perQuery.length - measured.length,
    documents: documents.length,
    passages,
    judgedButMissing,
    indexSeconds,
    queryMilliseconds: { p50: percentile(milliseconds, 0.5), p95: percentile(milliseconds, 0.95) },
    perQuery,
  };
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new RagstoneError('cancelled', {
    en: 'The evaluation was cancelled. Start it again to get its figures.',
    zh: '评测已取消。如需结果请重新开始。',
    cause: signal.reason,
  });
}
