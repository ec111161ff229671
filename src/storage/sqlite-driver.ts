import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RagstoneError } from '../contracts/error.ts';

/** What a column or a parameter holds. */
export type SqlValue = string | number | bigint | null | Uint8Array;

/** The part of a prepared statement of `node:sqlite` that is used. */
export interface SqliteStatement {
  /** One object per row, keyed by column. */
  all(...parameters: readonly SqlValue[]): unknown[];
  get(...parameters: readonly SqlValue[]): unknown;
  run(...parameters: readonly SqlValue[]): {
    readonly changes: number | bigint;
    readonly lastInsertRowid: number | bigint;
  };
  iterate(...parameters: readonly SqlValue[]): IterableIterator<unknown>;
  columns(): readonly unknown[];
}

/** The part of the `node:sqlite` API that Ragstone uses; calls are synchronous. */
export interface SqliteConnection {
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}

/**
 * Opens one SQLite file in WAL mode. The only file that knows which driver is
 * in use: `@photostructure/sqlite` has the API of `node:sqlite`, needs no
 * compiler and runs on Node 20.
 *
 * `full` flushes the log at every commit, so that what was acknowledged
 * survives a power loss; `normal` may lose the last commits then, never at a
 * mere crash of the process.
 */
export async function openSqliteFile(
  file: string,
  { synchronous, readOnly = false }: { readonly synchronous: 'full' | 'normal'; readonly readOnly?: boolean },
): Promise<SqliteConnection> {
  const { DatabaseSync } = await loadDriver();
  let connection: SqliteConnection | undefined;
  try {
    if (!readOnly) await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    connection = new DatabaseSync(file, { readOnly }) as SqliteConnection;
    connection.exec('PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON;');
    // What is deleted is overwritten: a page that is free still holds its text otherwise.
    if (!readOnly) {
      connection.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA secure_delete = ON;`);
    }
    return connection;
  } catch (error) {
    connection?.close();
    throw sqliteFailure(`open ${file}`, error);
  }
}

/** The driver itself; `unsupported-platform` where it has no binary. */
export async function loadDriver(): Promise<typeof import('@photostructure/sqlite')> {
  try {
    return await import('@photostructure/sqlite');
  } catch (error) {
    throw new RagstoneError('unsupported-platform', {
      en: `The database engine (SQLite) has no binary for ${process.platform}-${process.arch}. Run Ragstone on Linux, macOS or Windows, x64 or arm64.`,
      zh: `数据库引擎（SQLite）没有适用于 ${process.platform}-${process.arch} 的程序。请在 x64 或 arm64 的 Linux、macOS 或 Windows 上运行 Ragstone。`,
      cause: error,
    });
  }
}

/** Says what SQLite could not do; `what` is internal and goes into the details only. */
export function sqliteFailure(what: string, cause: unknown): RagstoneError {
  if (cause instanceof RagstoneError) return cause;
  const reason = cause instanceof Error ? cause.message : '';
  if (/malformed|not a database/i.test(reason)) {
    return new RagstoneError('storage-failed', {
      en: 'The database file is damaged. Restore it from a backup, or move the data folder away and add the documents again.',
      zh: '数据库文件已损坏。请从备份恢复，或移走数据目录后重新添加文档。',
      details: { what },
      cause,
    });
  }
  return new RagstoneError('storage-failed', {
    en: 'The database could not read or write. Check free space and rights of the data folder, then try again.',
    zh: '数据库读写失败。请检查数据目录的剩余空间和权限后重试。',
    details: { what },
    cause,
  });
}
