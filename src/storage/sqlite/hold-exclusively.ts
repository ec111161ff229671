import { loadDriver, type SqliteConnection, sqliteFailure } from '../sqlite-driver.ts';

/**
 * Takes a file for this process alone, or answers `null` where another process
 * has it. The operating system's file lock under SQLite goes with the process,
 * however it dies, so that no stale lock is ever left, unlike a file with a
 * process number in it.
 */
export async function holdExclusively(file: string): Promise<{ release(): void } | null> {
  const { DatabaseSync } = await loadDriver();
  let connection: SqliteConnection | undefined;
  try {
    connection = new DatabaseSync(file) as SqliteConnection;
    const held = connection;
    held.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE;');
    return { release: () => held.close() };
  } catch (error) {
    connection?.close();
    if (/locked|busy/i.test(String(error))) return null;
    throw sqliteFailure(`lock ${file}`, error);
  }
}
