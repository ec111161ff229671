import { z } from 'zod';
import { type IngestJob, ingestedDocumentSchema } from '../contracts/http.ts';
import { type Origin, originSchema } from '../contracts/source-document.ts';
import type { Job } from '../storage/job-queue.ts';

export const ingestJobKind = 'ingest';

/** What an ingest job needs to go on after a crash. */
export const ingestPayloadSchema = z.object({
  name: z.string(),
  origin: originSchema,
  mediaType: z.string().optional(),
  sha256: z.string(),
  byteLength: z.int(),
  /** Read it again although nothing has changed: its rows or its artefact were lost. */
  again: z.boolean().optional(),
});
export type IngestPayload = z.infer<typeof ingestPayloadSchema>;

/** Two documents at one place must not be worked on at once: the later would lose to the slower. */
export function placeKey(knowledgeBaseId: string, origin: Origin): string {
  return `${knowledgeBaseId}\n${origin.kind}\n${origin.path}`;
}

function reasonOf({ error, state }: Job): { readonly reason: string; readonly reasonZh: string } {
  if (error !== null) return { reason: error.message, reasonZh: error.messageZh };
  return state === 'cancelled' ? { reason: 'cancelled', reasonZh: '已取消' } : { reason: 'failed', reasonZh: '失败' };
}

/** A job of the queue as faces show it. */
export function describeJob(job: Job): IngestJob {
  const payload = ingestPayloadSchema.parse(job.payload);
  const result = ingestedDocumentSchema.nullable().parse(job.result);
  const failed = job.state === 'failed' || job.state === 'cancelled';
  return {
    id: job.id,
    knowledgeBaseId: job.knowledgeBaseId,
    name: payload.name,
    state: job.state,
    stage: job.progress?.stage ?? null,
    done: job.progress?.done ?? 0,
    total: job.progress?.total ?? 3,
    result:
      result ??
      (failed
        ? {
            id: null,
            name: payload.name,
            path: payload.origin.path,
            status: 'failed',
            ...reasonOf(job),
            coverage: null,
            pages: null,
            chunks: 0,
            seconds: 0,
          }
        : null),
    createdAt: job.createdAt,
  };
}
