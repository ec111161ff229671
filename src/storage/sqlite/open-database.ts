import { setTimeout as delay } from 'node:timers/promises';
import { Kysely, type SqliteDatabase as KyselyDatabase, SqliteDialect, type Transaction } from 'kysely';
import { RagstoneError } from '../../contracts/error.ts';
import { openSqliteFile, type SqliteConnection, type SqlValue, sqliteFailure } from '../sqlite-driver.ts';
import { throwIfCancelled } from '../throw-if-cancelled.ts';
import { type CatalogTables, migrations } from './schema.ts';

/** The open catalog file: catalog and job queue share one. */
export interface SqliteDatabase {
  /**
   * Runs the work as one transaction that takes the write lock at its
   * beginning; whatever it throws rolls back. A transaction that is not
   * `durable` is not flushed to the disk by itself: a power loss (not a crash
   * of the process) may take it back together with all that came after it.
   */
  write<Result>(
    what: string,
    signal: AbortSignal | undefined,
    work: (transaction: Transaction<CatalogTables>) => Promise<Result>,
    options?: { readonly durable?: boolean },
  ): Promise<Result>;
  /** Runs queries that change nothing. */
  read<Result>(
    what: string,
    signal: AbortSignal | undefined,
    work: (queries: Kysely<CatalogTables>) => Promise<Result>,
  ): Promise<Result>;
  /** A connection of its own for prepared statements on hot paths; sees committed state only. */
  readonly reader: SqliteConnection;
  close(): Promise<void>;
}

/**
 * Opens or makes the catalog file and brings its schema up to date. Commits
 * are flushed to the disk (`full`): a few milliseconds, and nothing that was
 * acknowledged is lost even when the power fails. Rejects with
 * `storage-failed` where a newer Ragstone wrote the file.
 */
export async function openSqliteDatabase(
  file: string,
  { synchronous = 'full' }: { readonly synchronous?: 'full' | 'normal' } = {},
): Promise<SqliteDatabase> {
  const writer = await openSqliteFile(file, { synchronous });
  try {
    migrate(writer, migrations);
    // Calls are synchronous: a long wait for another connection's lock would stop the event loop, so `guard` waits.
    writer.exec('PRAGMA busy_timeout = 10');
    const reader = await openSqliteFile(file, { synchronous, readOnly: true });
    let flushing = synchronous;
    const flushWith = (wanted: 'full' | 'normal'): void => {
      if (wanted !== flushing) writer.exec(`PRAGMA synchronous = ${wanted}`);
      flushing = wanted;
    };
    const kysely = new Kysely<CatalogTables>({ dialect: new SqliteDialect({ database: forKysely(writer) }) });
    return {
      reader,
      write: (what, signal, work, { durable = true } = {}) =>
        guard(what, signal, () =>
          // Nobody else has the connection meanwhile, so the setting is this transaction's.
          kysely.connection().execute((connection) => {
            flushWith(durable ? synchronous : 'normal');
            return connection.transaction().execute(work);
          }),
        ),
      read: (what, signal, work) => guard(what, signal, () => work(kysely)),
      async close() {
        reader.close();
        await kysely.destroy();
      },
    };
  } catch (error) {
    writer.close();
    throw sqliteFailure(`open ${file}`, error);
  }
}

async function guard<Result>(
  what: string,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    throwIfCancelled(signal);
    try {
      return await work();
    } catch (error) {
      // The write lock is taken at the beginning or not at all, so nothing of the work has been done.
      if (!isBusy(error) || tries >= maxTries) throw sqliteFailure(what, error);
      await delay(10);
    }
  }
}

/** Ten seconds at 10 ms of SQLite's own waiting and 10 of ours. */
const maxTries = 500;

function isBusy(error: unknown): boolean {
  const sqliteBusy = 5;
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === sqliteBusy;
}

/** Runs what is missing, each step in a transaction with its version number (`PRAGMA user_version`). */
export function migrate(connection: SqliteConnection, steps: readonly string[]): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const [row] = connection.prepare('PRAGMA user_version').all() as { user_version: number }[];
    const version = row?.user_version ?? 0;
    if (version > steps.length) throw newerSchema(version, steps.length);
    for (const step of steps.slice(version)) connection.exec(step);
    if (version < steps.length) connection.exec(`PRAGMA user_version = ${steps.length}`);
    connection.exec('COMMIT');
  } catch (error) {
    connection.exec('ROLLBACK');
    throw error;
  }
}

function newerSchema(found: number, known: number): RagstoneError {
  return new RagstoneError('storage-failed', {
    en: `The data folder was written by a newer Ragstone (schema ${found}, this one knows ${known}). Install the newer version, or use another data folder with --home.`,
    zh: `该数据目录由更新版本的 Ragstone 写入（结构版本 ${found}，当前程序支持 ${known}）。请安装新版本，或用 --home 指定其他数据目录。`,
    details: { found, known },
  });
}

type KyselyStatement = ReturnType<KyselyDatabase['prepare']>;
const maxPrepared = 200;

/** kysely's view of a connection with the `node:sqlite` API. */
function forKysely(connection: SqliteConnection): KyselyDatabase {
  const convert = (parameters: readonly unknown[]): SqlValue[] =>
    parameters.map((value) =>
      typeof value === 'boolean' ? Number(value) : value === undefined ? null : (value as SqlValue),
    );
  const prepare = (sql: string): KyselyStatement => {
    // A deferred transaction that reads first cannot wait for the write lock later: it fails at once.
    const statement = connection.prepare(sql === 'begin' ? 'begin immediate' : sql);
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...convert(parameters)),
      run: (parameters) => statement.run(...convert(parameters)),
      iterate: (parameters) => statement.iterate(...convert(parameters)),
    };
  };
  // Preparing costs more than running; texts with lists of any length must not fill the memory.
  const prepared = new Map<string, KyselyStatement>();
  return {
    close: () => connection.close(),
    prepare(sql) {
      const known = prepared.get(sql);
      if (known !== undefined) return known;
      const statement = prepare(sql);
      if (prepared.size < maxPrepared) prepared.set(sql, statement);
      return statement;
    },
  };
}
