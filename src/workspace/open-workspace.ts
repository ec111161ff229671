import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createParserPool, defaultParserLimits } from '../ingestion/process/parser-pool.ts';
import { createFileSystemBlobStore } from '../storage/file-system/file-system-blob-store.ts';
import { createLanceDbChunkIndexStore } from '../storage/lancedb/lancedb-chunk-index-store.ts';
import { openSqliteDatabase } from '../storage/sqlite/open-database.ts';
import { createSqliteCatalog } from '../storage/sqlite/sqlite-catalog.ts';
import { createSqliteJobQueue } from '../storage/sqlite/sqlite-job-queue.ts';
import { examine } from './doctor.ts';
import { documentOperations } from './document-operations.ts';
import { type HomeLock, lockHome } from './home-lock.ts';
import { indexVersion } from './index-version.ts';
import { ingestOperations, ingestWith } from './ingest-operations.ts';
import { createKeyedMutex } from './keyed-mutex.ts';
import { knowledgeBaseOperations } from './knowledge-base-operations.ts';
import { processAgain } from './process-again.ts';
import { createPurger } from './purger.ts';
import { questionOperations } from './question-operations.ts';
import { readSettings, resolveHome, type Settings } from './settings.ts';
import { createTables } from './tables.ts';
import type { Workspace } from './workspace.ts';
import type { WorkspacePorts } from './workspace-ports.ts';

/** A workspace in this process, and what only its owner may do. */
export interface LocalWorkspace extends Workspace {
  readonly home: string;
  readonly settings: Settings;
  /** Tells the command line that this process serves the home. */
  announce: HomeLock['announce'];
  /** Resolves when no document waits or is worked on. */
  idle(): Promise<void>;
  /** Highest resident memory seen in any parser process, bytes. */
  peakParserMemory(): number;
}

/**
 * Opens a home for this process alone (`home-in-use` where another has it) and
 * takes up the work that was left. The composition root: the only place that
 * reads settings and picks adapters.
 */
export async function openWorkspace({
  home: givenHome,
  onUnexpected = () => {},
  now = () => Date.now(),
}: {
  /** Folder of all data; by default `RAGSTONE_HOME` or `~/.ragstone`. */
  readonly home?: string | undefined;
  /** Told of internal errors that no caller waits for. */
  readonly onUnexpected?: ((error: unknown) => void) | undefined;
  readonly now?: (() => number) | undefined;
} = {}): Promise<LocalWorkspace> {
  const home = resolveHome(givenHome);
  const lock = await lockHome(home);
  try {
    const settings = await readSettings(home);
    const ports = await openPorts(home, settings, { now, onUnexpected });
    return await compose(home, settings, lock, ports);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** A week: long enough to look up what became of an upload. */
const keepEndedJobsMs = 7 * 24 * 3600 * 1000;

type OpenPorts = WorkspacePorts & { readonly closeDatabase: () => Promise<void> };

async function openPorts(
  home: string,
  settings: Settings,
  { now, onUnexpected }: Pick<WorkspacePorts, 'now' | 'onUnexpected'>,
): Promise<OpenPorts> {
  // Artefacts on their way from a parser: what a crash left here is worth nothing.
  const folder = join(home, 'in-progress');
  await rm(folder, { recursive: true, force: true });
  // Likewise uploads that a crash cut off: the home is locked, so nobody writes them any more.
  await rm(join(home, 'blobs', 'incoming'), { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const database = await openSqliteDatabase(join(home, 'catalog.sqlite'));
  const catalog = createSqliteCatalog({ database });
  const jobs = createSqliteJobQueue({ database, now });
  const blobs = createFileSystemBlobStore({ folder: join(home, 'blobs'), now });
  const chunkIndexes = createLanceDbChunkIndexStore({ folder: join(home, 'index'), now });
  return {
    settings,
    catalog,
    jobs,
    blobs,
    chunkIndexes,
    now,
    onUnexpected,
    tables: createTables(chunkIndexes, indexVersion),
    parsers: createParserPool({
      size: settings.parser.processes,
      folder,
      limits: {
        ...defaultParserLimits,
        heapMegabytes: Math.ceil(settings.parser.memoryMegabytes / 2),
        residentMegabytes: settings.parser.memoryMegabytes,
        deadlineMs: settings.parser.deadlineSeconds * 1000,
      },
    }),
    purger: createPurger({ blobs, catalog, jobs }),
    places: createKeyedMutex(),
    newId: randomUUID,
    closeDatabase: () => database.close(),
  };
}

async function compose(home: string, settings: Settings, lock: HomeLock, ports: OpenPorts): Promise<LocalWorkspace> {
  const { operations, runner } = ingestOperations(ports);
  // The home is locked, so whoever held a job is dead; that was not the document's fault.
  const left = await ports.jobs.release({ refund: true });
  await ports.jobs.removeEnded({ before: ports.now() - keepEndedJobsMs });
  const workspace = {
    ...knowledgeBaseOperations(ports, runner),
    ...documentOperations(ports, runner),
    ...questionOperations(ports),
    ...operations,
  };
  const examined = { ...ports, processAgain: (version: string) => processAgain(ports, version) };
  const doctor: Workspace['doctor'] = async (options) => {
    const report = await examine(examined, options);
    // What is read again is there when the doctor has ended.
    if (options?.repair === true) await runner.idle();
    return report;
  };
  if (left > 0) await examine(examined, { repair: true });
  runner.wake();
  return {
    ...workspace,
    home,
    settings,
    ingest: ingestWith(workspace),
    doctor,
    announce: lock.announce,
    idle: runner.idle,
    peakParserMemory: ports.parsers.peakMemory,
    async close() {
      await runner.close();
      await ports.parsers.close();
      // A command that adds documents ends before the queue's idle moment: the next search should not pay for it.
      await ports.tables.compact();
      await ports.tables.close();
      await ports.closeDatabase();
      await lock.release();
    },
  };
}
