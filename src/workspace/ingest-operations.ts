import { EventEmitter, once } from 'node:events';
import { RagstoneError } from '../contracts/error.ts';
import type { IngestedDocument } from '../contracts/http.ts';
import { ingest } from '../ingestion/ingest.ts';
import type { IndexWriter } from '../ingestion/store/index-writer.ts';
import type { Unreferenced } from '../storage/catalog.ts';
import type { Job } from '../storage/job-queue.ts';
import { describeJob, type IngestPayload, ingestJobKind, ingestPayloadSchema } from './ingest-job.ts';
import { ingestPaths } from './ingest-paths.ts';
import { createIngestRunner, type IngestRunner } from './ingest-runner.ts';
import { requireKnowledgeBase } from './knowledge-base-operations.ts';
import { jobNotFound } from './not-found.ts';
import { recordFailure } from './record-failure.ts';
import type { Workspace } from './workspace.ts';
import type { WorkspacePorts } from './workspace-ports.ts';

type Operations = Pick<Workspace, 'addDocument' | 'getJob' | 'listJobs' | 'cancelJob' | 'waitForJob'>;

/** Documents in work per parser process, so that several wait for one index write together. */
const documentsPerParser = 16;
/** Often enough to notice an end that another process caused. */
const lookEveryMs = 1000;

export function ingestOperations(ports: WorkspacePorts): {
  readonly operations: Operations;
  readonly runner: IngestRunner;
} {
  const { jobs, blobs, tables, purger, newId } = ports;
  const ended = new EventEmitter({ captureRejections: false }).setMaxListeners(0);
  const runner = createIngestRunner({
    jobs,
    worker: newId(),
    places: ports.places,
    concurrency: ports.settings.parser.processes * documentsPerParser,
    now: ports.now,
    work: (job, payload, context) => workOn(ports, job, payload, context),
    recordFailure: (job, payload, error) => recordFailure(ports, job.knowledgeBaseId, payload, error),
    onEnded: async (job) => {
      ended.emit(job.id);
      // What was skipped or unchanged needs no bytes of its own.
      await purger.deleteBlobs([ingestPayloadSchema.parse(job.payload).sha256]);
    },
    onIdle: () => tables.compact(),
    onUnexpected: ports.onUnexpected,
  });
  const requireJob = async (id: string): Promise<Job> => {
    const job = await jobs.get(id);
    if (job === null) throw jobNotFound(id);
    return job;
  };

  const operations: Operations = {
    async addDocument({ knowledgeBase, name, origin, mediaType, content, signal }) {
      const { id: knowledgeBaseId } = await requireKnowledgeBase(ports, knowledgeBase);
      const { sha256, byteLength } = await blobs.put(content, { maxBytes: ports.settings.maxDocumentBytes, signal });
      purger.hold(sha256);
      try {
        if (!(await blobs.has(sha256))) throw deletedMeanwhile(name);
        // A slow upload may end after its knowledge base: nobody would ever work on it.
        await requireKnowledgeBase(ports, knowledgeBaseId);
        const payload: IngestPayload = {
          name,
          origin,
          sha256,
          byteLength,
          ...(mediaType === undefined ? {} : { mediaType }),
        };
        const job = await jobs.add({ id: newId(), kind: ingestJobKind, knowledgeBaseId, payload });
        runner.wake();
        purger.release(sha256);
        return describeJob(job);
      } catch (error) {
        purger.release(sha256);
        await purger.deleteBlobs([sha256]);
        throw error;
      }
    },
    getJob: async (id) => describeJob(await requireJob(id)),
    async listJobs({ knowledgeBase, limit = 200 } = {}) {
      const id = knowledgeBase === undefined ? undefined : (await requireKnowledgeBase(ports, knowledgeBase)).id;
      return (await jobs.list({ limit, ...(id === undefined ? {} : { knowledgeBaseId: id }) })).map(describeJob);
    },
    async cancelJob(id) {
      const job = await requireJob(id);
      await jobs.cancel(id);
      await runner.abort(id);
      await purger.deleteBlobs([ingestPayloadSchema.parse(job.payload).sha256]);
    },
    async waitForJob(id, { signal } = {}) {
      for (;;) {
        signal?.throwIfAborted();
        const waiting = AbortSignal.any([AbortSignal.timeout(lookEveryMs), ...(signal === undefined ? [] : [signal])]);
        const change = once(ended, id, { signal: waiting }).catch((error: unknown) => {
          if (!waiting.aborted) throw error;
        });
        const job = await requireJob(id);
        if (job.state !== 'queued' && job.state !== 'running') return describeJob(job);
        await change;
      }
    },
  };
  return { operations, runner };
}

/** `ingest` over the operations of any workspace. */
export function ingestWith(
  workspace: Operations & Pick<Workspace, 'getKnowledgeBase' | 'createKnowledgeBase'>,
): Workspace['ingest'] {
  return (request) => ingestPaths(workspace, request);
}

async function workOn(
  ports: WorkspacePorts,
  job: Job,
  payload: IngestPayload,
  { signal, onStage }: { readonly signal: AbortSignal; readonly onStage: (stage: string, done: number) => void },
): Promise<IngestedDocument> {
  const { catalog, blobs, parsers, tables, purger, now, onUnexpected } = ports;
  const knowledgeBase = await requireKnowledgeBase(ports, job.knowledgeBaseId);
  const { writer } = await tables.open(knowledgeBase);
  const stages = ['parse', 'index', 'commit'];
  const source = { ...payload, file: await blobs.localFile(payload.sha256) };
  const outcome = await ingest(source, knowledgeBase, {
    catalog,
    blobs,
    parsers,
    writer,
    now,
    signal,
    again: payload.again,
    onStage: (stage) => onStage(stage, stages.indexOf(stage)),
    purge: async ({ documentVersions, blobs: dead }) => {
      await writer.deleteDocumentVersions(documentVersions);
      await purger.deleteBlobs(dead);
    },
    attempt: async (written, work) => {
      for (const sha256 of written.blobs) purger.hold(sha256);
      let release = (): void => {
        for (const sha256 of written.blobs) purger.release(sha256);
        release = () => {};
      };
      try {
        return await work();
      } catch (error) {
        release();
        await takeBack(ports, knowledgeBase.id, writer, written).catch(onUnexpected);
        throw error;
      } finally {
        release();
      }
    },
  });
  const {
    name,
    origin: { path },
  } = payload;
  if (outcome.status === 'unchanged') {
    const document = await catalog.findDocument(outcome.documentId);
    const ledger = document?.current.ledger;
    return {
      id: outcome.documentId,
      name,
      path,
      status: 'unchanged',
      reason: null,
      reasonZh: null,
      coverage: ledger?.coverage ?? null,
      pages: ledger?.pages ?? null,
      chunks: ledger?.chunks ?? 0,
      seconds: 0,
    };
  }
  const { ledger } = outcome.processed;
  return {
    id: outcome.documentId,
    name,
    path,
    status: ledger.status,
    reason: ledger.reason,
    reasonZh: ledger.reasonZh,
    coverage: ledger.coverage,
    pages: ledger.pages ?? null,
    chunks: ledger.chunks,
    seconds: 0,
  };
}

/** Deletes what a failed attempt wrote, unless the attempt failed only after its version had come alive. */
async function takeBack(
  { catalog, purger }: WorkspacePorts,
  knowledgeBaseId: string,
  writer: IndexWriter,
  { documentVersions, blobs }: Unreferenced,
): Promise<void> {
  const dead: string[] = [];
  for (const version of documentVersions) if ((await catalog.findVersion(version)) === null) dead.push(version);
  // With a knowledge base its whole table goes.
  if ((await catalog.findKnowledgeBase(knowledgeBaseId)) !== null) await writer.deleteDocumentVersions(dead);
  await purger.deleteBlobs(blobs);
}

function deletedMeanwhile(name: string): RagstoneError {
  return new RagstoneError('storage-failed', {
    en: `${name} was deleted by another request while it was being added. Add it again.`,
    zh: `${name} 在添加过程中被另一个请求删除。请重新添加。`,
  });
}
