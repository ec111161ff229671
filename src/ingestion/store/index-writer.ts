import { RagstoneError } from '../../contracts/error.ts';
import type { ChunkIndex, IndexedChunk } from '../../storage/chunk-index.ts';

/** All writing to one table goes through one of these, in order, batched across documents. */
export interface IndexWriter {
  /** Resolves when the rows are stored. */
  upsert(rows: readonly IndexedChunk[]): Promise<void>;
  /** With `purge` the next compaction takes their text out of the store's files too. */
  deleteDocumentVersions(documentVersions: readonly string[], options?: { readonly purge?: boolean }): Promise<void>;
  /** Resolves when everything asked for so far is done and the table is compact. */
  compact(): Promise<void>;
  /** Finishes what was asked for; the table may be closed then. Later writes are refused. */
  close(): Promise<void>;
}

type Operation =
  | { readonly kind: 'upsert'; readonly rows: readonly IndexedChunk[]; readonly done: Settle }
  | {
      readonly kind: 'delete';
      readonly documentVersions: readonly string[];
      readonly purge: boolean;
      readonly done: Settle;
    }
  | { readonly kind: 'compact'; readonly done: Settle }
  | { readonly kind: 'close'; readonly done: Settle };

interface Settle {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Rows written since the last compaction at which the search index is brought up to date without being asked. */
const compactAfterRows = 20_000;

/**
 * A commit costs the same for one row as for a thousand, so upserts that wait
 * while another write runs are joined into one.
 */
export function createIndexWriter({
  chunkIndex,
  maxBatchSize,
}: {
  readonly chunkIndex: ChunkIndex;
  readonly maxBatchSize: number;
}): IndexWriter {
  const queue: Operation[] = [];
  let running = false;
  let closed = false;
  let purgeWanted = false;
  let rowsSinceCompact = 0;
  let changed = false;

  const takeUpserts = (): readonly (Operation & { kind: 'upsert' })[] => {
    const batch: (Operation & { kind: 'upsert' })[] = [];
    let rows = 0;
    for (let next = queue[0]; next?.kind === 'upsert'; next = queue[0]) {
      if (batch.length > 0 && rows + next.rows.length > maxBatchSize) break;
      rows += next.rows.length;
      batch.push(next);
      queue.shift();
    }
    return batch;
  };

  const write = async (rows: readonly IndexedChunk[]): Promise<void> => {
    for (let start = 0; start < rows.length; start += maxBatchSize) {
      await chunkIndex.upsert(rows.slice(start, start + maxBatchSize));
    }
    rowsSinceCompact += rows.length;
    if (rowsSinceCompact >= compactAfterRows) await compactNow();
  };
  const compactNow = async (): Promise<void> => {
    if (!changed) return;
    await chunkIndex.compact({ purge: purgeWanted });
    changed = false;
    purgeWanted = false;
    rowsSinceCompact = 0;
  };

  const step = async (): Promise<void> => {
    const upserts = takeUpserts();
    if (upserts.length > 0 || queue[0]?.kind === 'delete') changed = true;
    if (upserts.length > 0) {
      return settle(upserts, () => write(upserts.flatMap(({ rows }) => rows)));
    }
    const next = queue.shift();
    if (next?.kind === 'compact') return settle([next], compactNow);
    if (next?.kind === 'close') return next.done.resolve();
    if (next?.kind === 'delete') {
      return settle([next], async () => {
        for (const version of next.documentVersions) await chunkIndex.deleteDocumentVersion(version);
        purgeWanted ||= next.purge;
      });
    }
  };

  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    // A turn of the event loop lets documents that finish together be written together.
    await new Promise((resolve) => setImmediate(resolve));
    while (queue.length > 0) await step();
    running = false;
  };

  const enqueue = (make: (done: Settle) => Operation): Promise<void> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(tableClosed());
      queue.push(make({ resolve, reject }));
      void run();
    });

  return {
    upsert: (rows) => (rows.length === 0 ? Promise.resolve() : enqueue((done) => ({ kind: 'upsert', rows, done }))),
    deleteDocumentVersions(documentVersions, { purge = false } = {}) {
      if (documentVersions.length === 0) return Promise.resolve();
      return enqueue((done) => ({ kind: 'delete', documentVersions, purge, done }));
    },
    compact: () => (closed ? Promise.resolve() : enqueue((done) => ({ kind: 'compact', done }))),
    close() {
      if (closed) return Promise.resolve();
      const finished = enqueue((done) => ({ kind: 'close', done }));
      closed = true;
      return finished;
    },
  };
}

async function settle(operations: readonly { readonly done: Settle }[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
    for (const { done } of operations) done.resolve();
  } catch (error) {
    for (const { done } of operations) done.reject(error);
  }
}

function tableClosed(): RagstoneError {
  return new RagstoneError('cancelled', {
    en: 'The knowledge base was closed or deleted while a document was being stored. Add the document again.',
    zh: '文档存储过程中知识库已关闭或被删除。请重新添加该文档。',
  });
}
