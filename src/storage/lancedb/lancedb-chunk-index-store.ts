import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection, Table } from '@lancedb/lancedb';
import type { ChunkIndexStore } from '../chunk-index.ts';
import { throwIfCancelled } from '../throw-if-cancelled.ts';
import { chunkTableSchema } from './chunk-row.ts';
import { createLanceDbChunkIndex, indexWhenManyAreNot, recountTerms } from './lancedb-chunk-index.ts';
import { type LanceDb, lanceCall, loadLanceDb } from './load-lancedb.ts';
import { fromTableName, toTableName } from './table-name.ts';
import { openTermCounts } from './term-counts.ts';

/** Tables in `folder`, each with its term counts in a SQLite file beside it. */
export function createLanceDbChunkIndexStore({
  folder,
  now,
  load = loadLanceDb,
}: {
  readonly folder: string;
  /** Milliseconds since the epoch, for the age of old table versions. */
  readonly now: () => number;
  readonly load?: (() => Promise<LanceDb>) | undefined;
}): ChunkIndexStore {
  let connected: Promise<{ lance: LanceDb; connection: Connection }> | undefined;
  const connect = () => {
    connected ??= openConnection(folder, load);
    connected.catch(() => {
      connected = undefined;
    });
    return connected;
  };
  const locks = new Map<string, ReturnType<typeof createQueue>>();
  const lockOf = (name: string) => {
    const lock = locks.get(name) ?? createQueue();
    locks.set(name, lock);
    return lock;
  };
  const termsFile = (name: string): string => join(folder, `${name}.terms.sqlite`);
  const removeTerms = async (name: string): Promise<void> => {
    for (const suffix of ['', '-wal', '-shm']) await rm(`${termsFile(name)}${suffix}`, { force: true });
  };

  return {
    capabilities: { keywordSearch: true, vectorSearch: true, maxBatchSize: 2000 },
    async open(name, { signal, dimensions } = {}) {
      throwIfCancelled(signal);
      const tableName = toTableName(name);
      const exclusively = lockOf(tableName);
      const { lance, connection } = await connect();
      return exclusively(() =>
        lanceCall('open table', async () => {
          const isThere = (await allTables(connection)).includes(tableName);
          // Counts that outlived their table describe versions of another one.
          if (!isThere) await removeTerms(tableName);
          const table = isThere
            ? await connection.openTable(tableName)
            : await connection.createEmptyTable(tableName, chunkTableSchema(dimensions));
          await ensureIndexes(lance, table);
          const counts = await openTermCounts(termsFile(tableName));
          if (counts.version() !== (await table.version())) await recountTerms({ table, counts });
          const vectorField = (await table.schema()).fields.find((field) => field.name === 'vector');
          const dimensionsThere = vectorField === undefined ? null : Number(vectorField.type.listSize);
          const opened = { lance, table, counts, dimensions: dimensionsThere, exclusively, now };
          // A process that was killed may have left many rows out of the search index.
          await indexWhenManyAreNot(opened);
          return createLanceDbChunkIndex(opened);
        }),
      );
    },
    async drop(name, options) {
      throwIfCancelled(options?.signal);
      const tableName = toTableName(name);
      const { connection } = await connect();
      await lockOf(tableName)(() =>
        lanceCall('drop table', async () => {
          await removeTerms(tableName);
          if ((await allTables(connection)).includes(tableName)) await connection.dropTable(tableName);
        }),
      );
    },
    async list(options) {
      throwIfCancelled(options?.signal);
      const { connection } = await connect();
      const names = await lanceCall('list tables', () => allTables(connection));
      return names.flatMap((name) => fromTableName(name) ?? []);
    },
    async close() {
      const open = connected;
      connected = undefined;
      (await open)?.connection.close();
    },
  };
}

async function openConnection(folder: string, load: () => Promise<LanceDb>) {
  const lance = await load();
  return lanceCall('connect', async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // 0: every read looks for the newest version, so that no handle shows what another has deleted (0.1 ms).
    return { lance, connection: await lance.connect(folder, { readConsistencyInterval: 0 }) };
  });
}

async function allTables(connection: Connection): Promise<readonly string[]> {
  const limit = 1000;
  const names: string[] = [];
  for (;;) {
    const startAfter = names.at(-1);
    const page = await connection.tableNames({ limit, ...(startAfter === undefined ? {} : { startAfter }) });
    names.push(...page);
    if (page.length < limit) return names;
  }
}

/** Makes the indexes of a new table, or those that a crash left unmade. */
async function ensureIndexes(lance: LanceDb, table: Table): Promise<void> {
  const made = new Set((await table.listIndices()).flatMap(({ columns }) => columns));
  if (!made.has('terms')) {
    await table.createIndex('terms', {
      // Our own segmentation decides: one token per white space, nothing folded, stemmed or dropped.
      config: lance.Index.fts({
        withPosition: false,
        baseTokenizer: 'whitespace',
        lowercase: false,
        stem: false,
        removeStopWords: false,
        asciiFolding: false,
        maxTokenLength: 4096,
      }),
    });
  }
  for (const column of ['id', 'document_version']) {
    if (!made.has(column)) await table.createIndex(column, { config: lance.Index.btree() });
  }
}

/** Runs what it is given one after the other; a failure does not stop those that wait. */
function createQueue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result.catch(() => undefined);
    return result;
  };
}
