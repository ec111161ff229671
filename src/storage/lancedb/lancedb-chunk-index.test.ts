import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chunkIndexConformance } from '../chunk-index.conformance.ts';
import { agreesWith, specimen } from '../chunk-index-model.conformance.ts';
import { openSqliteFile } from '../sqlite-driver.ts';
import { createLanceDbChunkIndexStore } from './lancedb-chunk-index-store.ts';
import { loadLanceDb } from './load-lancedb.ts';

const makeFolder = () => mkdtemp(join(tmpdir(), 'ragstone-lancedb-'));

describe('chunk index in LanceDB', () => {
  chunkIndexConformance(async () => {
    const folder = await makeFolder();
    return {
      store: createLanceDbChunkIndexStore({ folder, now: Date.now }),
      another: async () => createLanceDbChunkIndexStore({ folder, now: Date.now }),
      dispose: () => rm(folder, { recursive: true, force: true }),
    };
  });
});

describe('term counts beside the table', () => {
  const name = { knowledgeBaseId: 'kb', indexVersion: 'v' };
  const rows = [specimen({ id: 'a', terms: ['x', 'x', '数'] }), specimen({ id: 'b', terms: ['x'] })];

  const withTampered = async (sql: string, check: (folder: string) => Promise<void>) => {
    const folder = await makeFolder();
    const store = createLanceDbChunkIndexStore({ folder, now: Date.now });
    const table = await store.open(name);
    await table.upsert(rows);
    await table.close();
    await store.close();
    const file = (await readdir(folder)).find((entry) => entry.endsWith('.terms.sqlite'));
    const connection = await openSqliteFile(join(folder, file ?? ''), { synchronous: 'normal' });
    connection.exec(sql);
    connection.close();
    await check(folder);
    await rm(folder, { recursive: true, force: true });
  };

  it('are made anew at open when a crash left them behind the table', () =>
    withTampered('UPDATE term SET frequency = 9; UPDATE total SET version = version - 1', async (folder) => {
      const store = createLanceDbChunkIndexStore({ folder, now: Date.now });
      const table = await store.open(name);
      await agreesWith(table, rows);
      await table.close();
      await store.close();
    }));

  it('are made anew by compact when totals differ', () =>
    withTampered('UPDATE term SET frequency = 9; UPDATE total SET length = 5', async (folder) => {
      const store = createLanceDbChunkIndexStore({ folder, now: Date.now });
      const table = await store.open(name);
      await table.compact();
      await agreesWith(table, rows);
      await table.close();
      await store.close();
    }));
});

describe('a machine that LanceDB has no binary for', () => {
  it('is told so in both languages', async () => {
    const missing = () => Promise.reject(new Error("Cannot find module '@lancedb/lancedb-darwin-x64'"));
    await expect(loadLanceDb(missing, 'darwin-x64')).rejects.toMatchObject({
      code: 'unsupported-platform',
      message: expect.stringContaining('Macs with Intel'),
      messageZh: expect.stringContaining('Intel 处理器的 Mac'),
    });
  });
});
