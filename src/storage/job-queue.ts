import type { CallOptions } from './chunk-index.ts';

/** `queued`: also while it waits for its next attempt. The last three are ends. */
export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** The stage in work, and `done` of `total` steps of the job, as its worker counts them. */
export interface JobProgress {
  /** `parse`, `index`, … */
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** `code` of a `RagstoneError` and what it says, in English and in Chinese. */
export interface JobError {
  readonly code: string;
  readonly message: string;
  readonly messageZh: string;
}

/** A piece of work that survives a crash. Times are milliseconds since the epoch. */
export interface Job<Payload = unknown, Result = unknown> {
  readonly id: string;
  readonly kind: string;
  readonly knowledgeBaseId: string;
  readonly payload: Payload;
  readonly state: JobState;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly progress: JobProgress | null;
  readonly result: Result | null;
  /** Why the last attempt failed. */
  readonly error: JobError | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/**
 * Jobs with leases: a worker that dies loses its lease when it runs out, and
 * another goes on. A leased job costs an attempt; when the last is used up the
 * job fails. `heartbeat`, `progress`, `complete` and `fail` by a worker that no
 * longer holds the lease change nothing and answer `false`.
 */
export interface JobQueue {
  add(
    job: {
      readonly id: string;
      readonly kind: string;
      readonly knowledgeBaseId: string;
      readonly payload: unknown;
      readonly maxAttempts?: number;
    },
    options?: CallOptions,
  ): Promise<Job>;
  /** The oldest job that may run now (queued, or running with a lease that ran out), or `null`. */
  lease(
    request: { readonly worker: string; readonly leaseMs: number; readonly kinds?: readonly string[] },
    options?: CallOptions,
  ): Promise<Job | null>;
  heartbeat(
    request: { readonly jobId: string; readonly worker: string; readonly leaseMs: number },
    options?: CallOptions,
  ): Promise<boolean>;
  progress(
    request: { readonly jobId: string; readonly worker: string; readonly progress: JobProgress },
    options?: CallOptions,
  ): Promise<boolean>;
  complete(
    request: { readonly jobId: string; readonly worker: string; readonly result: unknown },
    options?: CallOptions,
  ): Promise<boolean>;
  /** With `retryInMs` and attempts left the job is queued again after that time, else it has failed. */
  fail(
    request: {
      readonly jobId: string;
      readonly worker: string;
      readonly error: JobError;
      readonly retryInMs?: number | undefined;
    },
    options?: CallOptions,
  ): Promise<boolean>;
  cancel(jobId: string, options?: CallOptions): Promise<boolean>;
  /** Gives all leases of a worker that is known to be dead back at once, without the cost of an attempt where `refund` is true. */
  release(
    request: { readonly worker?: string | undefined; readonly refund: boolean },
    options?: CallOptions,
  ): Promise<number>;
  get(jobId: string, options?: CallOptions): Promise<Job | null>;
  /** Newest first. */
  list(
    filter?: { readonly knowledgeBaseId?: string; readonly states?: readonly JobState[]; readonly limit?: number },
    options?: CallOptions,
  ): Promise<readonly Job[]>;
  /** Forgets jobs that ended before the given time; says how many. */
  removeEnded(request: { readonly before: number }, options?: CallOptions): Promise<number>;
}
