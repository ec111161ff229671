import { type Selectable, sql } from 'kysely';
import { RagstoneError } from '../../contracts/error.ts';
import type { Job, JobError, JobQueue } from '../job-queue.ts';
import type { Queries } from './catalog-row.ts';
import type { SqliteDatabase } from './open-database.ts';
import type { CatalogTables } from './schema.ts';

type JobRow = Selectable<CatalogTables['jobs']>;

const defaultMaxAttempts = 3;
const noLease = { worker: null, lease_until: null } as const;

/** A job that is worked on twice after a power loss does no harm, so only its arrival is worth a flush. */
const notDurable = { durable: false } as const;

/** The job queue in the catalog's database. */
export function createSqliteJobQueue({
  database: { read, write },
  now,
}: {
  readonly database: SqliteDatabase;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}): JobQueue {
  /** Changes a job that the worker still holds; `false` where it does not. */
  const change = (
    what: string,
    { jobId, worker }: { readonly jobId: string; readonly worker: string },
    signal: AbortSignal | undefined,
    values: (row: JobRow, time: number) => Partial<JobRow>,
  ): Promise<boolean> =>
    write(
      what,
      signal,
      async (transaction) => {
        const time = now();
        const row = await transaction
          .selectFrom('jobs')
          .selectAll()
          .where('id', '=', jobId)
          .where('state', '=', 'running')
          .where('worker', '=', worker)
          .where('lease_until', '>', time)
          .executeTakeFirst();
        if (row === undefined) return false;
        await transaction
          .updateTable('jobs')
          .set({ ...values(row, time), updated_at: time })
          .where('id', '=', jobId)
          .execute();
        return true;
      },
      notDurable,
    );

  return {
    add: ({ id, kind, knowledgeBaseId, payload, maxAttempts = defaultMaxAttempts }, options) =>
      write('add job', options?.signal, async (transaction) => {
        const time = now();
        const row: JobRow = {
          id,
          kind,
          knowledge_base_id: knowledgeBaseId,
          payload: JSON.stringify(payload),
          state: 'queued',
          attempts: 0,
          max_attempts: maxAttempts,
          progress: null,
          result: null,
          error: null,
          ...noLease,
          run_after: time,
          sequence: await nextSequence(transaction),
          created_at: time,
          updated_at: time,
        };
        const added = await transaction
          .insertInto('jobs')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (added.numInsertedOrUpdatedRows === 0n) throw jobExists(id);
        return toJob(row);
      }),
    lease: ({ worker, leaseMs, kinds }, options) =>
      write(
        'lease job',
        options?.signal,
        (transaction) => leaseJob(transaction, { worker, leaseMs, kinds, time: now() }),
        notDurable,
      ),
    heartbeat: (request, options) =>
      change('heartbeat', request, options?.signal, (_row, time) => ({ lease_until: time + request.leaseMs })),
    progress: (request, options) =>
      change('progress', request, options?.signal, () => ({ progress: JSON.stringify(request.progress) })),
    complete: (request, options) =>
      change('complete job', request, options?.signal, () => ({
        ...noLease,
        state: 'done',
        result: JSON.stringify(request.result ?? null),
        error: null,
      })),
    fail: (request, options) =>
      change('fail job', request, options?.signal, (row, time) => {
        const again = request.retryInMs !== undefined && row.attempts < row.max_attempts;
        return {
          ...noLease,
          state: again ? 'queued' : 'failed',
          run_after: time + (request.retryInMs ?? 0),
          error: JSON.stringify(request.error),
        };
      }),
    cancel: (jobId, options) =>
      write('cancel job', options?.signal, async (transaction) => {
        const result = await transaction
          .updateTable('jobs')
          .set({ ...noLease, state: 'cancelled', updated_at: now() })
          .where('id', '=', jobId)
          .where('state', 'in', ['queued', 'running'])
          .executeTakeFirst();
        return result.numUpdatedRows > 0n;
      }),
    release: ({ worker, refund }, options) =>
      write('release jobs', options?.signal, async (transaction) => {
        let update = transaction
          .updateTable('jobs')
          .set({ ...noLease, state: 'queued', run_after: 0, updated_at: now() })
          .where('state', '=', 'running');
        if (refund) update = update.set({ attempts: sql<number>`max(attempts - 1, 0)` });
        if (worker !== undefined) update = update.where('worker', '=', worker);
        return Number((await update.executeTakeFirst()).numUpdatedRows);
      }),
    removeEnded: ({ before }, options) =>
      write('remove ended jobs', options?.signal, async (transaction) => {
        const result = await transaction
          .deleteFrom('jobs')
          .where('state', 'in', ['done', 'failed', 'cancelled'])
          .where('updated_at', '<', before)
          .executeTakeFirst();
        return Number(result.numDeletedRows);
      }),
    get: (jobId, options) =>
      read('get job', options?.signal, async (queries) => {
        const row = await queries.selectFrom('jobs').selectAll().where('id', '=', jobId).executeTakeFirst();
        return row === undefined ? null : toJob(row);
      }),
    list: ({ knowledgeBaseId, states, limit } = {}, options) =>
      read('list jobs', options?.signal, async (queries) => {
        let query = queries.selectFrom('jobs').selectAll().orderBy('sequence', 'desc');
        if (knowledgeBaseId !== undefined) query = query.where('knowledge_base_id', '=', knowledgeBaseId);
        if (states !== undefined) query = query.where('state', 'in', states);
        if (limit !== undefined) query = query.limit(limit);
        return (await query.execute()).map(toJob);
      }),
  };
}

async function leaseJob(
  queries: Queries,
  request: {
    readonly worker: string;
    readonly leaseMs: number;
    readonly kinds: readonly string[] | undefined;
    readonly time: number;
  },
): Promise<Job | null> {
  const { worker, leaseMs, kinds, time } = request;
  await failExhausted(queries, time);
  let query = queries
    .selectFrom('jobs')
    .selectAll()
    .where((where) =>
      where.or([
        where.and([where('state', '=', 'queued'), where('run_after', '<=', time)]),
        where.and([where('state', '=', 'running'), where('lease_until', '<=', time)]),
      ]),
    )
    .orderBy('sequence')
    .limit(1);
  if (kinds !== undefined) query = query.where('kind', 'in', kinds);
  const row = await query.executeTakeFirst();
  if (row === undefined) return null;
  const changed = {
    state: 'running' as const,
    worker,
    lease_until: time + leaseMs,
    attempts: row.attempts + 1,
    updated_at: time,
  };
  await queries.updateTable('jobs').set(changed).where('id', '=', row.id).execute();
  return toJob({ ...row, ...changed });
}

/** A worker that died with the last attempt cannot say so itself. */
async function failExhausted(queries: Queries, time: number): Promise<void> {
  const error: JobError = {
    code: 'internal',
    message: 'The worker stopped without a result, and no attempt is left. Add the document again to retry.',
    messageZh: '处理进程未给出结果便停止，且已无剩余重试次数。请重新添加该文档。',
  };
  await queries
    .updateTable('jobs')
    .set({ ...noLease, state: 'failed', error: JSON.stringify(error), updated_at: time })
    .where('state', '=', 'running')
    .where('lease_until', '<=', time)
    .whereRef('attempts', '>=', 'max_attempts')
    .execute();
}

async function nextSequence(queries: Queries): Promise<number> {
  const row = await queries
    .selectFrom('jobs')
    .select(({ fn }) => fn.max<number | null>('sequence').as('last'))
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    knowledgeBaseId: row.knowledge_base_id,
    payload: JSON.parse(row.payload),
    state: row.state,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    progress: row.progress === null ? null : (JSON.parse(row.progress) as Job['progress']),
    result: row.result === null ? null : JSON.parse(row.result),
    error: row.error === null ? null : (JSON.parse(row.error) as Job['error']),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function jobExists(id: string): RagstoneError {
  return new RagstoneError('already-exists', {
    en: `Job ${id} is in the queue already. Wait for it, or add the work under a new id.`,
    zh: `任务 ${id} 已在队列中。请等待其完成，或使用新的编号添加。`,
  });
}
