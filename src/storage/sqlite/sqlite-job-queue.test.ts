import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { jobQueueConformance } from '../job-queue.conformance.ts';
import { openSqliteDatabase } from './open-database.ts';
import { createSqliteJobQueue } from './sqlite-job-queue.ts';

describe('job queue in SQLite', () => {
  jobQueueConformance(async (clock) => {
    const folder = await mkdtemp(join(tmpdir(), 'ragstone-queue-'));
    const opened: (() => Promise<void>)[] = [];
    const open = async () => {
      const database = await openSqliteDatabase(join(folder, 'catalog.sqlite'));
      opened.push(database.close);
      return createSqliteJobQueue({ database, now: () => clock.time });
    };
    return {
      queue: await open(),
      another: open,
      async dispose() {
        for (const close of opened) await close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  });
});
