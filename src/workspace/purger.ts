import type { BlobStore } from '../storage/blob-store.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { JobQueue } from '../storage/job-queue.ts';
import { ingestPayloadSchema } from './ingest-job.ts';

/** Deletes blobs that neither the catalog nor a waiting job nor an upload on its way refers to. */
export interface Purger {
  /** An upload that ends with this blob is about to be queued; the blob stays until `release`. */
  hold(sha256: string): void;
  release(sha256: string): void;
  deleteBlobs(blobs: readonly string[]): Promise<void>;
  /** What the queue and the uploads hold: for the doctor. */
  held(): Promise<ReadonlySet<string>>;
}

export function createPurger({
  blobs,
  catalog,
  jobs,
}: {
  readonly blobs: BlobStore;
  readonly catalog: Catalog;
  readonly jobs: JobQueue;
}): Purger {
  const holds = new Map<string, number>();
  const held = async (): Promise<ReadonlySet<string>> => {
    const waiting = await jobs.list({ states: ['queued', 'running'] });
    return new Set([...holds.keys(), ...waiting.map(({ payload }) => ingestPayloadSchema.parse(payload).sha256)]);
  };
  return {
    hold: (sha256) => void holds.set(sha256, (holds.get(sha256) ?? 0) + 1),
    release(sha256) {
      const count = (holds.get(sha256) ?? 0) - 1;
      if (count > 0) holds.set(sha256, count);
      else holds.delete(sha256);
    },
    async deleteBlobs(candidates) {
      if (candidates.length === 0) return;
      const referenced = await catalog.referencedBlobs(candidates);
      const unreferenced = candidates.filter((sha256) => !referenced.has(sha256));
      if (unreferenced.length === 0) return;
      const needed = await held();
      for (const sha256 of unreferenced) {
        // Asked again at the last moment: an upload of the same bytes may have ended meanwhile.
        if (!needed.has(sha256) && !holds.has(sha256)) await blobs.delete(sha256);
      }
    },
    held,
  };
}
