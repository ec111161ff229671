import type { ParserPool } from '../ingestion/process/parser-pool.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { ChunkIndexStore } from '../storage/chunk-index.ts';
import type { JobQueue } from '../storage/job-queue.ts';
import type { KeyedMutex } from './keyed-mutex.ts';
import type { Purger } from './purger.ts';
import type { Settings } from './settings.ts';
import type { Tables } from './tables.ts';

/** What the operations of a workspace share: ports, never adapters. */
export interface WorkspacePorts {
  readonly settings: Settings;
  readonly catalog: Catalog;
  readonly jobs: JobQueue;
  readonly blobs: BlobStore;
  readonly chunkIndexes: ChunkIndexStore;
  readonly tables: Tables;
  readonly parsers: ParserPool;
  readonly purger: Purger;
  /** One at a time per place of a document. */
  readonly places: KeyedMutex;
  readonly now: () => number;
  readonly newId: () => string;
  /** For the operator's eyes: what went wrong inside. */
  readonly onUnexpected: (error: unknown) => void;
}
