import { versionOf } from '../catalog.conformance.ts';
import { openSqliteDatabase } from './open-database.ts';
import { createSqliteCatalog } from './sqlite-catalog.ts';
import { createSqliteJobQueue } from './sqlite-job-queue.ts';

/**
 * The process that `crash.test.ts` kills: writes documents and jobs without
 * end and prints the number of each that was acknowledged.
 */
async function writeUntilKilled(file: string, first: number): Promise<void> {
  const database = await openSqliteDatabase(file);
  const catalog = createSqliteCatalog({ database });
  const queue = createSqliteJobQueue({ database, now: () => 1 });
  const base = { id: 'kb', name: 'kb', createdAt: 1, servedIndexVersion: 'index-1' };
  if ((await catalog.findKnowledgeBase('kb')) === null) await catalog.createKnowledgeBase(base);
  for (let count = first; ; count += 1) {
    const documentId = `d${count % 7}`;
    await catalog.commitVersion({
      knowledgeBaseId: 'kb',
      documentId,
      name: documentId,
      place: { kind: 'upload', path: documentId },
      version: versionOf(documentId, { id: `v${count}` }),
    });
    await queue.add({ id: `j${count}`, kind: 'ingest', knowledgeBaseId: 'kb', payload: { count } });
    process.stdout.write(`${count}\n`);
  }
}

await writeUntilKilled(process.argv[2] ?? '', Number(process.argv[3]));
