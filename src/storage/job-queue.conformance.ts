import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobQueue } from './job-queue.ts';

export interface JobQueueHarness {
  readonly queue: JobQueue;
  /** A second queue over the same data. */
  readonly another: () => Promise<JobQueue>;
  readonly dispose: () => Promise<void>;
}

/** A clock that a test moves by hand. */
export interface Clock {
  time: number;
}

const error = { code: 'parser-crashed', message: 'it broke', messageZh: '它坏了' };

/** What every job queue must do. Registers its tests with vitest. */
export function jobQueueConformance(make: (clock: Clock) => Promise<JobQueueHarness>): void {
  let clock: Clock;
  let harness: JobQueueHarness;
  let queue: JobQueue;
  beforeEach(async () => {
    clock = { time: 1_700_000_000_000 };
    harness = await make(clock);
    queue = harness.queue;
  });
  afterEach(() => harness.dispose());

  const add = (id: string, more: { kind?: string; knowledgeBaseId?: string; maxAttempts?: number } = {}) =>
    queue.add({ id, kind: 'ingest', knowledgeBaseId: 'kb', payload: { 文件: id, list: [1, null] }, ...more });
  const lease = (worker = 'w1', leaseMs = 1000) => queue.lease({ worker, leaseMs });

  it('keeps what was added, refuses an id twice, answers null for an unknown one', async () => {
    const added = await add('a', { maxAttempts: 5 });
    expect(added).toEqual({
      id: 'a',
      kind: 'ingest',
      knowledgeBaseId: 'kb',
      payload: { 文件: 'a', list: [1, null] },
      state: 'queued',
      attempts: 0,
      maxAttempts: 5,
      progress: null,
      result: null,
      error: null,
      createdAt: clock.time,
      updatedAt: clock.time,
    });
    expect(await queue.get('a')).toEqual(added);
    await expect(add('a')).rejects.toMatchObject({ code: 'already-exists' });
    expect(await queue.get('b')).toBeNull();
  });

  describe('lease', () => {
    it('gives the oldest first, of the kinds asked for, each to one worker', async () => {
      await add('a', { kind: 'other' });
      await add('b');
      await add('c');
      expect((await queue.lease({ worker: 'w1', leaseMs: 1000, kinds: ['ingest'] }))?.id).toBe('b');
      expect(await lease('w2')).toMatchObject({ id: 'a', state: 'running', attempts: 1 });
      expect((await lease('w2'))?.id).toBe('c');
      expect(await lease('w2')).toBeNull();
      expect(await queue.lease({ worker: 'w', leaseMs: 1000, kinds: [] })).toBeNull();
    });

    it('gives each job once to workers that ask at the same time through two queues', async () => {
      const other = await harness.another();
      for (let id = 0; id < 10; id += 1) await add(`${id}`);
      const leased = await Promise.all(
        Array.from({ length: 14 }, (_, turn) =>
          (turn % 2 === 0 ? queue : other).lease({ worker: `${turn}`, leaseMs: 1000 }),
        ),
      );
      const ids = leased.flatMap((job) => job?.id ?? []);
      expect(ids).toHaveLength(10);
      expect(new Set(ids).size).toBe(10);
    });

    it('that ran out goes to another worker, costs an attempt, and the first can do nothing more', async () => {
      await add('a');
      await lease('dead');
      clock.time += 999;
      expect(await lease('w2')).toBeNull();
      clock.time += 1;
      const late = { jobId: 'a', worker: 'dead' };
      expect(await queue.heartbeat({ ...late, leaseMs: 1000 })).toBe(false);
      expect(await lease('w2')).toMatchObject({ id: 'a', attempts: 2 });
      expect(await queue.heartbeat({ ...late, leaseMs: 1000 })).toBe(false);
      expect(await queue.progress({ ...late, progress: { stage: 'parse', done: 1, total: 2 } })).toBe(false);
      expect(await queue.complete({ ...late, result: 1 })).toBe(false);
      expect(await queue.fail({ ...late, error })).toBe(false);
      expect(await queue.get('a')).toMatchObject({ state: 'running', progress: null, result: null, error: null });
      expect(await queue.complete({ jobId: 'a', worker: 'w2', result: { ok: true } })).toBe(true);
      expect(await queue.get('a')).toMatchObject({ state: 'done', result: { ok: true } });
    });

    it('is made longer by a heartbeat', async () => {
      await add('a');
      await lease('w1');
      clock.time += 900;
      expect(await queue.heartbeat({ jobId: 'a', worker: 'w1', leaseMs: 1000 })).toBe(true);
      clock.time += 900;
      expect(await lease('w2')).toBeNull();
    });

    it('that ran out with the last attempt fails the job, with a reason', async () => {
      await add('a', { maxAttempts: 1 });
      await lease('dead');
      clock.time += 1000;
      expect(await lease('w2')).toBeNull();
      const job = await queue.get('a');
      expect(job).toMatchObject({ state: 'failed', attempts: 1 });
      expect(job?.error?.message).toMatch(/no attempt is left/);
      expect(job?.error?.messageZh).toMatch(/请重新添加/);
    });
  });

  it('records progress of the holder only', async () => {
    await add('a');
    const progress = { stage: 'parse', done: 3, total: 10 };
    expect(await queue.progress({ jobId: 'a', worker: 'w1', progress })).toBe(false);
    await lease('w1');
    expect(await queue.progress({ jobId: 'a', worker: 'w1', progress })).toBe(true);
    expect((await queue.get('a'))?.progress).toEqual(progress);
  });

  describe('fail', () => {
    it('queues again after the time given while attempts are left, then fails', async () => {
      await add('a', { maxAttempts: 2 });
      await lease('w1');
      expect(await queue.fail({ jobId: 'a', worker: 'w1', error, retryInMs: 500 })).toBe(true);
      expect(await queue.get('a')).toMatchObject({ state: 'queued', error, attempts: 1 });
      clock.time += 499;
      expect(await lease('w1')).toBeNull();
      clock.time += 1;
      expect(await lease('w1')).toMatchObject({ id: 'a', attempts: 2 });
      expect(await queue.fail({ jobId: 'a', worker: 'w1', error, retryInMs: 0 })).toBe(true);
      expect(await queue.get('a')).toMatchObject({ state: 'failed', error });
      expect(await lease('w1')).toBeNull();
    });

    it('without a retry fails at once; a retry in 0 ms is a retry', async () => {
      await add('a');
      await add('b');
      await lease('w1');
      await lease('w1');
      await queue.fail({ jobId: 'a', worker: 'w1', error });
      await queue.fail({ jobId: 'b', worker: 'w1', error, retryInMs: 0 });
      expect(await queue.get('a')).toMatchObject({ state: 'failed' });
      expect((await lease('w1'))?.id).toBe('b');
    });
  });

  it('cancels what waits or runs, and nothing that has ended', async () => {
    for (const id of ['waits', 'runs', 'ended']) await add(id);
    expect(await queue.cancel('waits')).toBe(true);
    expect((await lease('w1'))?.id).toBe('runs');
    expect((await lease('w1'))?.id).toBe('ended');
    await queue.complete({ jobId: 'ended', worker: 'w1', result: null });
    expect(await queue.cancel('runs')).toBe(true);
    expect(await queue.complete({ jobId: 'runs', worker: 'w1', result: null })).toBe(false);
    expect(await queue.cancel('ended')).toBe(false);
    expect(await queue.cancel('unknown')).toBe(false);
    const states = (await queue.list()).map(({ id, state }) => [id, state]);
    expect(states).toEqual([
      ['ended', 'done'],
      ['runs', 'cancelled'],
      ['waits', 'cancelled'],
    ]);
  });

  it('releases the leases of one worker, or of all, with or without the cost of the attempt', async () => {
    for (const id of ['a', 'b', 'c']) await add(id);
    await lease('w1');
    await lease('w2');
    await lease('w2');
    expect(await queue.release({ worker: 'w1', refund: true })).toBe(1);
    expect(await queue.get('a')).toMatchObject({ state: 'queued', attempts: 0 });
    expect(await queue.get('b')).toMatchObject({ state: 'running' });
    expect(await queue.release({ refund: false })).toBe(2);
    expect(await queue.get('b')).toMatchObject({ state: 'queued', attempts: 1 });
    expect(await lease('w3')).toMatchObject({ id: 'a', attempts: 1 });
    expect(await queue.complete({ jobId: 'a', worker: 'w1', result: null })).toBe(false);
  });

  it('lists newest first, by knowledge base, states and number', async () => {
    await add('a');
    await add('b', { knowledgeBaseId: 'other' });
    await add('c');
    await lease('w1');
    const list = async (filter: Parameters<JobQueue['list']>[0]) => (await queue.list(filter)).map(({ id }) => id);
    expect(await list({})).toEqual(['c', 'b', 'a']);
    expect(await list({ knowledgeBaseId: 'kb' })).toEqual(['c', 'a']);
    expect(await list({ states: ['queued'] })).toEqual(['c', 'b']);
    expect(await list({ states: [] })).toEqual([]);
    expect(await list({ limit: 1 })).toEqual(['c']);
    expect(await list({ knowledgeBaseId: 'kb', states: ['running'], limit: 9 })).toEqual(['a']);
  });

  it('forgets jobs that ended before a time, and none that waits or runs', async () => {
    for (const id of ['ended', 'runs', 'waits']) await add(id);
    await lease('w1');
    await queue.complete({ jobId: 'ended', worker: 'w1', result: null });
    await lease('w1');
    expect(await queue.removeEnded({ before: 0 })).toBe(0);
    expect(await queue.removeEnded({ before: Number.MAX_SAFE_INTEGER })).toBe(1);
    expect((await queue.list()).map(({ id }) => id)).toEqual(['waits', 'runs']);
  });

  it('rejects with `cancelled` where the signal has fired', async () => {
    await expect(queue.get('a', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });
}
