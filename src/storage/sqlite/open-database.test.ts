import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile } from '../sqlite-driver.ts';
import { migrate, openSqliteDatabase } from './open-database.ts';
import { createSqliteCatalog } from './sqlite-catalog.ts';
import { createSqliteJobQueue } from './sqlite-job-queue.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ragstone-database-'));
  file = join(folder, 'catalog.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('schema', () => {
  it('written by a newer program is refused, and the file stays as it was', async () => {
    await (await openSqliteDatabase(file)).close();
    const connection = await openSqliteFile(file, { synchronous: 'full' });
    connection.exec('PRAGMA user_version = 99');
    connection.close();
    await expect(openSqliteDatabase(file)).rejects.toMatchObject({
      code: 'storage-failed',
      message: expect.stringContaining('newer Ragstone'),
      messageZh: expect.stringContaining('更新版本'),
    });
  });

  it('steps run once each, in order, and a step that fails leaves no trace', async () => {
    const connection = await openSqliteFile(file, { synchronous: 'full' });
    migrate(connection, ['CREATE TABLE one (x)']);
    const broken = ['CREATE TABLE one (x)', 'CREATE TABLE two (x)', 'CREATE TABLE two (x)'];
    expect(() => migrate(connection, broken)).toThrow();
    migrate(connection, broken.slice(0, 2));
    migrate(connection, broken.slice(0, 2));
    const tables = connection.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`).all();
    expect(tables).toEqual([{ name: 'one' }, { name: 'two' }]);
    connection.close();
  });

  it('a file that is no database is named damaged', async () => {
    await writeFile(file, 'not a database, but long enough to be looked at '.repeat(50));
    await expect(openSqliteDatabase(file)).rejects.toMatchObject({
      code: 'storage-failed',
      message: expect.stringContaining('damaged'),
    });
  });
});

describe('a writer that is killed at any moment', () => {
  it('loses nothing acknowledged, and half of nothing is there', { timeout: 60_000 }, async () => {
    let next = 0;
    for (const killAfterMs of [0, 3, 11, 27, 60]) {
      const acknowledged = await writeAndKill(next, killAfterMs);
      expect(acknowledged).toBeGreaterThanOrEqual(next);
      next = acknowledged + 2;
      await checkConsistent(acknowledged);
    }
  });

  /** Starts the writer, lets it write for a time after its first acknowledgement, kills it; the last number it acknowledged. */
  function writeAndKill(first: number, killAfterMs: number): Promise<number> {
    const script = fileURLToPath(new URL('./crash-writer.conformance.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, file, `${first}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    return new Promise((resolve, reject) => {
      child.stdout.on('data', (piece: Buffer) => {
        if (output === '') setTimeout(() => child.kill('SIGKILL'), killAfterMs);
        output += piece.toString();
      });
      child.on('error', reject);
      child.on('close', () => resolve(Number(output.slice(0, output.lastIndexOf('\n')).split('\n').at(-1))));
    });
  }

  async function checkConsistent(acknowledged: number): Promise<void> {
    const database = await openSqliteDatabase(file);
    expect(database.reader.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    expect(database.reader.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    const catalog = createSqliteCatalog({ database });
    const queue = createSqliteJobQueue({ database, now: () => 1 });
    expect(await queue.get(`j${acknowledged}`)).toMatchObject({ state: 'queued', payload: { count: acknowledged } });
    const documentId = `d${acknowledged % 7}`;
    // One more may have been committed and not acknowledged, never of the same document.
    expect((await catalog.findDocument(documentId))?.current.id).toBe(`v${acknowledged}`);
    const documents = await catalog.listDocuments('kb');
    expect([...(await catalog.listAliveVersions('kb')).keys()].sort()).toEqual(
      documents.map(({ current }) => current.id).sort(),
    );
    await database.close();
  }
});
