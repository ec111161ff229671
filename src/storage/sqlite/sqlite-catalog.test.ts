import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { catalogConformance } from '../catalog.conformance.ts';
import { openSqliteDatabase } from './open-database.ts';
import { createSqliteCatalog } from './sqlite-catalog.ts';

describe('catalog in SQLite', () => {
  catalogConformance(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ragstone-catalog-'));
    const database = await openSqliteDatabase(join(folder, 'catalog.sqlite'));
    return {
      catalog: createSqliteCatalog({ database }),
      async dispose() {
        await database.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  });
});
