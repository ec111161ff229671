import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createFileSystemBlobStore } from '../storage/file-system/file-system-blob-store.ts';
import { openSqliteDatabase } from '../storage/sqlite/open-database.ts';
import { createSqliteCatalog } from '../storage/sqlite/sqlite-catalog.ts';
import { createSqliteJobQueue } from '../storage/sqlite/sqlite-job-queue.ts';
import { ingestJobKind } from './ingest-job.ts';
import { createPurger } from './purger.ts';

async function stores() {
  const folder = await mkdtemp(join(tmpdir(), 'ragstone-purger-'));
  const database = await openSqliteDatabase(join(folder, 'catalog.sqlite'));
  const now = () => 1;
  const blobs = createFileSystemBlobStore({ folder: join(folder, 'blobs'), now });
  const jobs = createSqliteJobQueue({ database, now });
  const purger = createPurger({ blobs, jobs, catalog: createSqliteCatalog({ database }) });
  onTestFinished(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });
  const put = async (text: string) => (await blobs.put([Buffer.from(text)])).sha256;
  return { blobs, jobs, purger, put };
}

it('keeps a blob that an upload on its way holds, however often, until the last lets go', async () => {
  const { blobs, purger, put } = await stores();
  const held = await put('held');
  purger.hold(held);
  purger.hold(held);
  purger.release(held);
  await purger.deleteBlobs([held]);
  expect(await blobs.has(held)).toBe(true);
  purger.release(held);
  await purger.deleteBlobs([held]);
  expect(await blobs.has(held)).toBe(false);
});

it('keeps a blob that a waiting job needs, and deletes what nobody needs', async () => {
  const { blobs, jobs, purger, put } = await stores();
  const [queued, free] = [await put('queued'), await put('free')];
  const payload = { name: 'a.txt', origin: { kind: 'upload', path: 'a.txt' }, sha256: queued, byteLength: 6 };
  await jobs.add({ id: 'job', kind: ingestJobKind, knowledgeBaseId: 'kb', payload });
  await purger.deleteBlobs([queued, free]);
  expect([await blobs.has(queued), await blobs.has(free)]).toEqual([true, false]);
  expect([...(await purger.held())]).toEqual([queued]);
  await jobs.cancel('job');
  await purger.deleteBlobs([queued]);
  expect(await blobs.has(queued)).toBe(false);
});
