import { RagstoneError } from '../contracts/error.ts';
import type { IngestedDocument } from '../contracts/http.ts';
import type { Job, JobQueue } from '../storage/job-queue.ts';
import { describeFailure, documentFault } from './document-fault.ts';
import { type IngestPayload, ingestJobKind, ingestPayloadSchema, placeKey } from './ingest-job.ts';
import type { KeyedMutex } from './keyed-mutex.ts';

export interface IngestRunner {
  /** Something was added: look at the queue. */
  wake(): void;
  /** Stops the work on a job, if it runs here, and resolves when it has stopped. */
  abort(jobId: string): Promise<void>;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  /** Lets no new work begin, stops what runs, and gives it back to the queue. */
  close(): Promise<void>;
}

export interface IngestRunnerPorts {
  readonly jobs: JobQueue;
  /** Name under which jobs are leased. */
  readonly worker: string;
  readonly places: KeyedMutex;
  /** Documents in work at once: more than there are parsers, so that index writes are shared. */
  readonly concurrency: number;
  readonly now: () => number;
  readonly work: (
    job: Job,
    payload: IngestPayload,
    context: { readonly signal: AbortSignal; readonly onStage: (stage: string, done: number) => void },
  ) => Promise<IngestedDocument>;
  /** Records a document that cannot be read, so that it is seen. */
  readonly recordFailure: (job: Job, payload: IngestPayload, error: RagstoneError) => Promise<IngestedDocument>;
  readonly onEnded: (job: Job) => Promise<void>;
  /** Called when the queue has run empty. */
  readonly onIdle: () => Promise<void>;
  readonly onUnexpected: (error: unknown) => void;
}

const leaseMs = 30_000;
const heartbeatMs = 10_000;
const retryInMs = 1000;

/** Takes ingest jobs from the queue and works on several at once; a job lost in a crash is leased again. */
export function createIngestRunner(ports: IngestRunnerPorts): IngestRunner {
  const { jobs, worker, concurrency, onIdle, onUnexpected } = ports;
  const running = new Map<string, { readonly controller: AbortController; readonly ended: Promise<void> }>();
  let closed = false;
  let looking = false;
  let lookAgain = false;
  let idleWaiters: (() => void)[] = [];
  let retryTimer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    try {
      do {
        lookAgain = false;
        while (!closed && running.size < concurrency) {
          const job = await jobs.lease({ worker, leaseMs, kinds: [ingestJobKind] });
          if (job === null) break;
          begin(job);
        }
      } while (lookAgain && !closed);
    } catch (error) {
      onUnexpected(error);
      retryTimer = setTimeout(wake, retryInMs);
    } finally {
      looking = false;
    }
    if (running.size === 0 && !closed) await settleIdle();
  };
  const wake = (): void => {
    if (!closed) current = Promise.all([current, look()]).then(() => undefined);
  };
  const settleIdle = async (): Promise<void> => {
    const [waitingRetry] = await jobs.list({ states: ['queued', 'running'], limit: 1 });
    if (waitingRetry !== undefined) {
      clearTimeout(retryTimer);
      retryTimer = setTimeout(wake, retryInMs);
      return;
    }
    await onIdle().catch(onUnexpected);
    for (const resolve of idleWaiters.splice(0)) resolve();
  };
  const begin = (job: Job): void => {
    const controller = new AbortController();
    const heartbeat = setInterval(
      () => void jobs.heartbeat({ jobId: job.id, worker, leaseMs }).catch(onUnexpected),
      heartbeatMs,
    );
    const ended = runJob(ports, worker, job, controller.signal, () => closed)
      .catch(onUnexpected)
      .then(() => ports.onEnded(job))
      .catch(onUnexpected)
      .finally(() => {
        clearInterval(heartbeat);
        running.delete(job.id);
        wake();
      });
    running.set(job.id, { controller, ended });
  };

  return {
    wake,
    async abort(jobId) {
      const run = running.get(jobId);
      run?.controller.abort();
      await run?.ended;
    },
    async idle() {
      const waiting = new Promise<void>((resolve) => idleWaiters.push(resolve));
      wake();
      await waiting;
    },
    async close() {
      closed = true;
      clearTimeout(retryTimer);
      for (const { controller } of running.values()) controller.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
      await current;
      await jobs.release({ worker, refund: true });
      for (const resolve of idleWaiters.splice(0)) resolve();
      idleWaiters = [];
    },
  };
}

async function runJob(
  { jobs, places, now, work, recordFailure, onUnexpected }: IngestRunnerPorts,
  worker: string,
  job: Job,
  signal: AbortSignal,
  isClosed: () => boolean,
): Promise<void> {
  const payload = ingestPayloadSchema.parse(job.payload);
  const started = now();
  const seconds = (): number => (now() - started) / 1000;
  const onStage = (stage: string, done: number): void =>
    void jobs.progress({ jobId: job.id, worker, progress: { stage, done, total: 3 } }).catch(onUnexpected);
  await places.run(placeKey(job.knowledgeBaseId, payload.origin), async () => {
    try {
      const result = await work(job, payload, { signal, onStage });
      await jobs.complete({ jobId: job.id, worker, result: { ...result, seconds: seconds() } });
    } catch (error) {
      // The server is going down: the job is given back, not failed.
      if (isClosed() || signal.aborted) return;
      const fault = documentFault(error);
      // The knowledge base has gone meanwhile: trying again cannot help.
      if (error instanceof RagstoneError && error.code === 'not-found') {
        await jobs.fail({ jobId: job.id, worker, error: describeFailure(error) });
        return;
      }
      if (fault === null) {
        onUnexpected(error);
        await jobs.fail({ jobId: job.id, worker, error: describeFailure(error), retryInMs });
        return;
      }
      // Time and memory run out again at the next try; a parser may have been ended from outside.
      if (fault.code === 'parser-crashed' && job.attempts < job.maxAttempts) {
        await jobs.fail({ jobId: job.id, worker, error: describeFailure(fault), retryInMs });
        return;
      }
      const result = await recordFailure(job, payload, fault);
      await jobs.complete({ jobId: job.id, worker, result: { ...result, seconds: seconds() } });
    }
  });
}
