import { openSqliteFile, type SqliteConnection, sqliteFailure } from '../sqlite-driver.ts';

/** What changes in the counts: rows and terms that came minus those that went. */
export interface TermChange {
  rows: number;
  length: number;
  readonly frequencies: Map<string, number>;
}

export interface TermCounts {
  /** The table version that the counts describe; `null` before the first. */
  version(): number | null;
  /** Rows, and terms of all rows. */
  totals(): { readonly rows: number; readonly length: number };
  frequencies(terms: readonly string[]): ReadonlyMap<string, number>;
  /** Adds a change in one transaction; `false`, and nothing done, where the counts do not describe version `from`. */
  apply(change: TermChange, versions: { readonly from: number; readonly to: number }): boolean;
  /** Puts new counts in place of all. */
  replace(counts: TermChange, version: number): void;
  /** Empties the write-ahead log, which still holds what was deleted. */
  purge(): void;
  close(): void;
}

export function noTermChange(): TermChange {
  return { rows: 0, length: 0, frequencies: new Map() };
}

/** Counts one row's terms in (`sign` 1) or out (−1). */
export function countTerms(change: TermChange, terms: readonly string[], sign: 1 | -1): void {
  change.rows += sign;
  change.length += sign * terms.length;
  for (const term of new Set(terms)) change.frequencies.set(term, (change.frequencies.get(term) ?? 0) + sign);
}

/**
 * Document frequencies of a LanceDB table, which gives none, in a SQLite file
 * beside it. The file remembers which table version it describes: after a
 * crash between the two writes they differ, and the counts are made anew.
 */
export async function openTermCounts(file: string): Promise<TermCounts> {
  const connection = await openSqliteFile(file, { synchronous: 'normal' });
  try {
    connection.exec(`
      CREATE TABLE IF NOT EXISTS term (term TEXT PRIMARY KEY, frequency INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS total (
        one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER, row_count INTEGER NOT NULL, length INTEGER NOT NULL
      ) STRICT;
      INSERT OR IGNORE INTO total VALUES (1, NULL, 0, 0);`);
    return termCountsOver(connection);
  } catch (error) {
    connection.close();
    throw sqliteFailure('open term counts', error);
  }
}

function termCountsOver(connection: SqliteConnection): TermCounts {
  const readTotal = connection.prepare('SELECT version, row_count AS rows, length FROM total');
  const writeTotal = connection.prepare('UPDATE total SET version = ?, row_count = ?, length = ?');
  const readTerm = connection.prepare('SELECT frequency FROM term WHERE term = ?');
  const addToTerm = connection.prepare(
    'INSERT INTO term VALUES (?, ?) ON CONFLICT (term) DO UPDATE SET frequency = frequency + excluded.frequency',
  );
  const dropUnused = connection.prepare('DELETE FROM term WHERE term = ? AND frequency <= 0');

  const total = () => readTotal.get() as { version: number | null; rows: number; length: number };
  const transact = <Result>(what: string, work: () => Result): Result => {
    try {
      connection.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        connection.exec('COMMIT');
        return result;
      } catch (error) {
        connection.exec('ROLLBACK');
        throw error;
      }
    } catch (error) {
      throw sqliteFailure(what, error);
    }
  };
  const addAll = ({ frequencies }: TermChange): void => {
    // In the order of the key: neighbouring pages are written together.
    for (const term of [...frequencies.keys()].sort()) {
      const by = frequencies.get(term) ?? 0;
      if (by !== 0) addToTerm.run(term, by);
      if (by < 0) dropUnused.run(term);
    }
  };

  return {
    version: () => total().version,
    totals: () => total(),
    frequencies(terms) {
      const found = terms.map((term) => {
        const row = readTerm.get(term) as { frequency: number } | undefined;
        return [term, row?.frequency ?? 0] as const;
      });
      return new Map(found);
    },
    apply: (change, { from, to }) =>
      transact('change term counts', () => {
        const { version, rows, length } = total();
        if (version !== from) return false;
        addAll(change);
        writeTotal.run(to, rows + change.rows, length + change.length);
        return true;
      }),
    replace: (counts, version) =>
      transact('replace term counts', () => {
        connection.exec('DELETE FROM term');
        addAll(counts);
        writeTotal.run(version, counts.rows, counts.length);
      }),
    purge: () => connection.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
    close: () => connection.close(),
  };
}
