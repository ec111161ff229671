import type { Table } from '@lancedb/lancedb';
import type { CallOptions, ChunkFilter, ChunkIndex, IndexedChunk } from '../chunk-index.ts';
import { throwIfCancelled } from '../throw-if-cancelled.ts';
import { type FetchedRow, fetchedColumns, fromRow, splitTerms, toRow, wrongVector } from './chunk-row.ts';
import { filterExpression, isOneOf, quote } from './filter-expression.ts';
import { searchKeywords } from './keyword-search.ts';
import { type LanceDb, lanceCall } from './load-lancedb.ts';
import { createReaderGate } from './reader-gate.ts';
import { countTerms, noTermChange, type TermChange, type TermCounts } from './term-counts.ts';

export interface OpenedTable {
  readonly lance: LanceDb;
  readonly table: Table;
  readonly counts: TermCounts;
  /** Length of the table's vectors; `null` where it has none. */
  readonly dimensions: number | null;
  /** One write at a time over all handles of the table in this process. */
  readonly exclusively: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly now: () => number;
}

/** Old versions stay this long, so that no reader loses the one it holds. */
const keepVersionsMs = 10 * 60_000;
const idsPerQuery = 1000;

/** One table of chunks in LanceDB with its term counts. */
export function createLanceDbChunkIndex(opened: OpenedTable): ChunkIndex {
  const { lance, table, counts, dimensions, exclusively } = opened;
  const gate = createReaderGate();
  const call = async <Result>(
    what: string,
    options: CallOptions | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    throwIfCancelled(options?.signal);
    const result = await gate.read(() => lanceCall(what, work));
    throwIfCancelled(options?.signal);
    return result;
  };
  /** A write that was begun is carried to its end, whatever the signal says. */
  const write = (what: string, options: CallOptions | undefined, work: () => Promise<void>): Promise<void> =>
    exclusively(async () => {
      throwIfCancelled(options?.signal);
      await lanceCall(what, work);
    });

  return {
    upsert: (rows, options) =>
      write('upsert', options, async () => {
        if (rows.length === 0) return;
        await upsertRows(opened, rows);
        await indexWhenManyAreNot(opened);
      }),
    deleteDocumentVersion: (documentVersion, options) =>
      write('delete version', options, async () => {
        const condition = `document_version = ${quote(documentVersion)}`;
        const change = noTermChange();
        await countRows(table, condition, (terms) => countTerms(change, terms, -1));
        if (change.rows === 0) return;
        await countedWrite(opened, change, () => table.delete(condition));
      }),
    keywordSearch: ({ terms, limit, filter, withRows }, options) =>
      call('keyword search', options, () =>
        // A table with vectors gives its rows by `fetch`: the vector is large.
        searchKeywords(lance, table, {
          terms,
          limit,
          where: filterExpression(filter),
          withRows: withRows === true && dimensions === null,
        }),
      ),
    vectorSearch: (query, options) => call('vector search', options, () => searchVectors(table, dimensions, query)),
    termStatistics: (terms, options) =>
      call('term statistics', options, async () => {
        const { rows, length } = counts.totals();
        return {
          count: rows,
          meanLength: rows === 0 ? 0 : length / rows,
          documentFrequency: counts.frequencies(terms),
        };
      }),
    fetch: (chunkIds, options) =>
      call('fetch', options, async () => {
        const found = new Map<string, IndexedChunk>();
        const columns = dimensions === null ? [...fetchedColumns] : [...fetchedColumns, 'vector'];
        for (const ids of batches([...new Set(chunkIds)])) {
          const rows: FetchedRow[] = await table.query().where(isOneOf('id', ids)).select(columns).toArray();
          for (const row of rows) found.set(row.id, fromRow(row));
        }
        return chunkIds.flatMap((id) => found.get(id) ?? []);
      }),
    count: (options) => call('count', options, () => table.countRows()),
    documentVersions: (options) =>
      call('list versions', options, async () => {
        const versions = new Map<string, number>();
        for await (const batch of table.query().select(['document_version'])) {
          for (const version of batch.getChild('document_version') ?? []) {
            versions.set(version, (versions.get(version) ?? 0) + 1);
          }
        }
        return versions;
      }),
    compact: (options) =>
      write('compact', options, async () => {
        if (options?.purge === true) await gate.alone(() => writeAnew(opened));
        else await optimise(opened);
        if (await totalsDiffer(opened)) await recountTerms(opened);
      }),
    async close() {
      table.close();
      counts.close();
    },
  };
}

async function upsertRows(opened: OpenedTable, rows: readonly IndexedChunk[]): Promise<void> {
  const { table, dimensions } = opened;
  // LanceDB would insert both rows of an id that comes twice.
  const unique = new Map(rows.map((row) => [row.chunk.id, row]));
  const data = [...unique.values()].map((row) => toRow(row, dimensions));
  const change = noTermChange();
  for (const { terms } of unique.values()) countTerms(change, terms, 1);
  if (opened.counts.totals().rows > 0) {
    for (const ids of batches([...unique.keys()])) {
      await countRows(table, isOneOf('id', ids), (terms) => countTerms(change, terms, -1));
    }
  }
  await countedWrite(opened, change, () =>
    table
      .mergeInsert('id')
      .whenMatchedUpdateAll()
      .whenNotMatchedInsertAll()
      .execute(data as unknown as Record<string, unknown>[]),
  );
}

/** A write to the table, then to the counts; where the counts turn out to be of another version they are made anew. */
async function countedWrite(opened: OpenedTable, change: TermChange, write: () => Promise<unknown>): Promise<void> {
  const { table, counts } = opened;
  const from = await table.version();
  await write();
  if (!counts.apply(change, { from, to: await table.version() })) await recountTerms(opened);
}

/** Counts all terms from the rows; a second of work for some ten thousand rows. */
export async function recountTerms({ table, counts }: Pick<OpenedTable, 'table' | 'counts'>): Promise<void> {
  const all = noTermChange();
  const version = await table.version();
  await countRows(table, null, (terms) => countTerms(all, terms, 1));
  counts.replace(all, version);
}

async function countRows(
  table: Table,
  condition: string | null,
  count: (terms: readonly string[]) => void,
): Promise<void> {
  const query = table.query().select(['terms']);
  for await (const batch of condition === null ? query : query.where(condition)) {
    for (const terms of batch.getChild('terms') ?? []) count(splitTerms(terms));
  }
}

async function totalsDiffer({ table, counts }: OpenedTable): Promise<boolean> {
  let rows = 0;
  let length = 0;
  for await (const batch of table.query().select(['term_count'])) {
    for (const termCount of batch.getChild('term_count') ?? []) {
      rows += 1;
      length += termCount;
    }
  }
  const stored = counts.totals();
  return stored.rows !== rows || stored.length !== length;
}

/**
 * Rows that are not in the search index are found all the same, at 12 ms per
 * thousand and query; bringing the index up to date costs some 60 ms per
 * thousand rows of the whole table. So it waits until half as many rows again
 * are new, and never longer than for 8,000.
 */
export async function indexWhenManyAreNot(opened: OpenedTable): Promise<void> {
  const statistics = await opened.table.indexStats('terms_idx');
  if (statistics === undefined) return;
  const { numIndexedRows, numUnindexedRows } = statistics;
  if (numUnindexedRows >= Math.min(Math.max(2000, numIndexedRows / 2), 8000)) await optimise(opened);
}

/**
 * Rows that are deleted stay in their files until most of a file is deleted.
 * Writing every row anew leaves nothing in the old files, which then go with
 * all versions that know them.
 */
async function writeAnew(opened: OpenedTable): Promise<void> {
  const { table, counts, now } = opened;
  await countedWrite(opened, noTermChange(), async () => {
    await table.update({ where: 'true', valuesSql: { term_count: 'term_count' } });
    await table.optimize({ cleanupOlderThan: new Date(now() + 1000) });
  });
  counts.purge();
}

async function optimise(opened: OpenedTable): Promise<void> {
  const cleanupOlderThan = new Date(opened.now() - keepVersionsMs);
  await countedWrite(opened, noTermChange(), () => opened.table.optimize({ cleanupOlderThan }));
}

async function searchVectors(
  table: Table,
  dimensions: number | null,
  {
    vector,
    limit,
    filter,
  }: { readonly vector: Float32Array; readonly limit: number; readonly filter?: ChunkFilter | undefined },
) {
  if (dimensions === null || limit <= 0) return [];
  if (vector.length !== dimensions) throw wrongVector('the query', vector.length, dimensions);
  const where = ['vector IS NOT NULL', filterExpression(filter)].filter((condition) => condition !== null);
  const rows: { id: string; document_version: string; _distance: number }[] = await table
    .vectorSearch(vector)
    .distanceType('cosine')
    .where(where.join(' AND '))
    .select(['id', 'document_version', '_distance'])
    .limit(limit)
    .toArray();
  return rows.map((row) => ({
    chunkId: row.id,
    documentVersion: row.document_version,
    score: 1 - row._distance,
  }));
}

function batches(ids: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / idsPerQuery) }, (_, batch) =>
    ids.slice(batch * idsPerQuery, (batch + 1) * idsPerQuery),
  );
}
