import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { catalogConformance } from '../catalog.conformance.ts';
import { openSqliteDatabase } from './open-database.ts';
import { createSqliteCatalog } from './sqlite-catalog.ts';

describe('catalog in SQLite', () => {
  catalogConformance(async (clock) => {
    const folder = await mkdtemp(join(tmpdir(), 'ragstone-catalog-'));
    const opened: (() => Promise<void>)[] = [];
    const open = async () => {
      const database = await openSqliteDatabase(join(folder, 'catalog.sqlite'));
      opened.push(database.close);
      return createSqliteCatalog({ database, now: () => clock.time });
    };
    return {
      catalog: await open(),
      another: open,
      async dispose() {
        for (const close of opened) await close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  });
});
