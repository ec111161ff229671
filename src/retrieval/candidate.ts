import type { StageScore } from '../contracts/scored-passage.ts';
import type { IndexedChunk } from '../storage/chunk-index.ts';

/** A chunk that some stage has found, best first in its list; not yet known to be alive. */
export interface Candidate {
  readonly chunkId: string;
  readonly documentVersion: string;
  /** Where the stage's search gave it along. */
  readonly row?: IndexedChunk | undefined;
  /** By stage, for example `keyword`. */
  readonly scores: Readonly<Record<string, StageScore>>;
}
