import { useCallback, useEffect, useRef, useState } from 'react';
import type { IngestJob } from '../../contracts/http.ts';
import { apiClient } from '../api-client.ts';
import { ApiError } from '../api-error.ts';
import type { ChosenFile } from './collect-files.ts';

/** A file on its way into a knowledge base: chosen here, or a job that someone else started. */
export interface FileProgress {
  readonly key: string;
  readonly knowledgeBase: string;
  readonly path: string;
  /** `refused`: never became a job. */
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused';
  readonly refusal: ApiError | null;
  readonly job: IngestJob | null;
}

export interface Ingestion {
  readonly files: readonly FileProgress[];
  readonly add: (knowledgeBase: string, files: readonly ChosenFile[]) => void;
  readonly clearFinished: () => void;
}

const pollMs = 400;
const uploadsAtOnce = 3;
/** Jobs beyond the list's limit that are asked for one by one at each poll. */
const singlePolls = 10;

export function isFinished(file: FileProgress): boolean {
  if (file.state === 'refused') return true;
  return file.job !== null && file.job.state !== 'queued' && file.job.state !== 'running';
}

/** Uploads files, three at once, and follows the jobs of a knowledge base while any is at work. */
export function useIngestion({
  knowledgeBase,
  maxUploadBytes,
  onFinished,
}: {
  readonly knowledgeBase: string | null;
  readonly maxUploadBytes: number;
  readonly onFinished: (knowledgeBase: string) => void;
}): Ingestion {
  const [files, setFiles] = useState<readonly FileProgress[]>([]);
  const latest = useRef(files);
  latest.current = files;
  const waiting = useRef<{ key: string; knowledgeBase: string; chosen: ChosenFile }[]>([]);
  const sending = useRef(0);
  const nextKey = useRef(1);

  const change = useCallback((key: string, update: Partial<FileProgress>): void => {
    setFiles((all) => all.map((file) => (file.key === key ? { ...file, ...update } : file)));
  }, []);

  const sendNext = useCallback((): void => {
    while (sending.current < uploadsAtOnce) {
      const next = waiting.current.shift();
      if (next === undefined) return;
      sending.current += 1;
      change(next.key, { state: 'sending' });
      send(next.knowledgeBase, next.chosen, maxUploadBytes)
        .then((job) => change(next.key, { state: 'sent', job }))
        .catch((error: unknown) => {
          const refusal = error instanceof ApiError ? error : new ApiError({ code: 'unreadable', status: 0 });
          change(next.key, { state: 'refused', refusal });
        })
        .finally(() => {
          sending.current -= 1;
          sendNext();
        });
    }
  }, [change, maxUploadBytes]);

  const add = useCallback(
    (target: string, chosen: readonly ChosenFile[]): void => {
      const added = chosen.map((file) => ({ key: `file-${nextKey.current++}`, knowledgeBase: target, chosen: file }));
      waiting.current.push(...added);
      setFiles((all) => [
        ...all,
        ...added.map(({ key, chosen: { path } }) => ({
          key,
          knowledgeBase: target,
          path,
          state: 'waiting' as const,
          refusal: null,
          job: null,
        })),
      ]);
      sendNext();
    },
    [sendNext],
  );

  useJobPolling({ knowledgeBase, latest, setFiles, onFinished, active: files.some((file) => !isFinished(file)) });

  const clearFinished = useCallback(() => setFiles((all) => all.filter((file) => !isFinished(file))), []);
  return { files, add, clearFinished };
}

async function send(knowledgeBase: string, { path, file }: ChosenFile, maxUploadBytes: number): Promise<IngestJob> {
  if (file.size > maxUploadBytes) throw new ApiError({ code: 'page-too-large', status: 0 });
  // A file that is gone or locked fails here, with a reason of its own, and not as a lost connection.
  await file.slice(0, 1).arrayBuffer();
  return apiClient.upload(knowledgeBase, path, file);
}

function useJobPolling({
  knowledgeBase,
  latest,
  setFiles,
  onFinished,
  active,
}: {
  readonly knowledgeBase: string | null;
  readonly latest: { readonly current: readonly FileProgress[] };
  readonly setFiles: (update: (files: readonly FileProgress[]) => readonly FileProgress[]) => void;
  readonly onFinished: (knowledgeBase: string) => void;
  readonly active: boolean;
}): void {
  const finished = useRef(onFinished);
  finished.current = onFinished;
  useEffect(() => {
    if (knowledgeBase === null) return;
    let stopped = false;
    const poll = async (): Promise<void> => {
      const before = latest.current;
      const jobs = await collectJobs(knowledgeBase, before);
      if (stopped) return;
      setFiles((all) => mergeJobs(all, jobs));
      const ended = before.some(
        (file) => !isFinished(file) && jobs.some((job) => job.id === file.job?.id && !isRunning(job)),
      );
      if (ended) finished.current(knowledgeBase);
    };
    const follow = async (): Promise<void> => {
      let first = true;
      do {
        // An unanswered poll is repeated; that the server is gone is said by the connection's own watch.
        await poll().catch(() => undefined);
        // What ended just before the first look is not seen as running any more.
        if (first && !stopped) finished.current(knowledgeBase);
        first = false;
        await new Promise((resolve) => setTimeout(resolve, pollMs));
      } while (!stopped && active);
    };
    follow();
    return () => {
      stopped = true;
    };
  }, [knowledgeBase, active, latest, setFiles]);
}

const isRunning = (job: IngestJob): boolean => job.state === 'queued' || job.state === 'running';

async function collectJobs(knowledgeBase: string, files: readonly FileProgress[]): Promise<IngestJob[]> {
  const jobs = await apiClient.jobs(knowledgeBase);
  const listed = new Set(jobs.map((job) => job.id));
  const missing = files.filter((file) => file.job !== null && !isFinished(file) && !listed.has(file.job.id));
  const single = await Promise.all(missing.slice(0, singlePolls).map((file) => apiClient.job(file.job?.id ?? '')));
  return [...jobs, ...single];
}

/** Jobs that were finished before this page saw them are history and stay out. */
function mergeJobs(files: readonly FileProgress[], jobs: readonly IngestJob[]): readonly FileProgress[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const known = new Set(files.map((file) => file.job?.id));
  const sending = files.some((file) => file.state === 'sending');
  const others = sending ? [] : jobs.filter((job) => !known.has(job.id) && isRunning(job));
  if (files.length === 0 && others.length === 0) return files;
  return [
    ...files.map((file) => ({ ...file, job: byId.get(file.job?.id ?? '') ?? file.job })),
    ...others.map((job) => ({
      key: job.id,
      knowledgeBase: job.knowledgeBaseId,
      path: job.name,
      state: 'sent' as const,
      refusal: null,
      job,
    })),
  ];
}
