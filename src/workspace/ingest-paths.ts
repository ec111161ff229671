import { RagstoneError } from '../contracts/error.ts';
import type { IngestedDocument, IngestReport } from '../contracts/http.ts';
import { readLocalFile } from './read-local-file.ts';
import { type FoundFile, walkPaths } from './walk-paths.ts';
import type { IngestRequest, Workspace } from './workspace.ts';

/** Documents that may wait or be worked on at once: enough to keep every parser busy, few enough to bound the disk. */
const maxInFlight = 16;

/** Adds files and folders through any workspace, local or remote, and waits for all of them. */
export async function ingestPaths(
  workspace: Pick<Workspace, 'getKnowledgeBase' | 'createKnowledgeBase' | 'addDocument' | 'waitForJob' | 'cancelJob'>,
  { knowledgeBase, paths, onProgress, signal }: IngestRequest,
  { now = () => performance.now() }: { readonly now?: () => number } = {},
): Promise<IngestReport> {
  const started = now();
  const files: FoundFile[] = [];
  for await (const file of walkPaths(paths)) files.push(file);
  if (files.length === 0) {
    throw new RagstoneError('invalid-input', {
      en: `There is no file to add under ${paths.join(', ')}.`,
      zh: `${paths.join('、')} 下没有可添加的文件。`,
    });
  }
  const base = await findOrCreate(workspace, knowledgeBase);
  const results: IngestedDocument[] = new Array(files.length);
  let next = 0;
  let filesDone = 0;
  let pagesDone = 0;
  const worker = async (): Promise<void> => {
    while (next < files.length) {
      signal?.throwIfAborted();
      const position = next++;
      const file = files[position];
      if (file === undefined) return;
      const result = await addOne(workspace, base, file, signal);
      results[position] = result;
      filesDone += 1;
      pagesDone += result.pages ?? 1;
      onProgress?.({ files: files.length, filesDone, pagesDone, latest: result });
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxInFlight, files.length) }, worker));
  return { documents: results, seconds: (now() - started) / 1000 };
}

async function findOrCreate(
  workspace: Pick<Workspace, 'getKnowledgeBase' | 'createKnowledgeBase'>,
  name: string,
): Promise<string> {
  try {
    return (await workspace.getKnowledgeBase(name)).id;
  } catch (error) {
    if (error instanceof RagstoneError && error.code === 'not-found')
      return (await workspace.createKnowledgeBase(name)).id;
    throw error;
  }
}

async function addOne(
  workspace: Pick<Workspace, 'addDocument' | 'waitForJob' | 'cancelJob'>,
  knowledgeBase: string,
  { path, name, passedOver }: FoundFile,
  signal?: AbortSignal,
): Promise<IngestedDocument> {
  const without = (status: 'failed' | 'skipped', reason: string, reasonZh: string): IngestedDocument => ({
    id: null,
    name,
    path,
    status,
    reason,
    reasonZh,
    coverage: null,
    pages: null,
    chunks: 0,
    seconds: 0,
  });
  if (passedOver !== undefined) return without(passedOver.status, passedOver.en, passedOver.zh);
  try {
    const job = await workspace.addDocument({
      knowledgeBase,
      name,
      origin: { kind: 'path', path },
      content: readLocalFile(path),
      signal,
    });
    try {
      const ended = await workspace.waitForJob(job.id, { signal });
      return ended.result ?? without('failed', `the job ended as ${ended.state}`, '处理任务已结束，但没有结果');
    } catch (error) {
      if (signal?.aborted === true) await workspace.cancelJob(job.id);
      throw error;
    }
  } catch (error) {
    if (signal?.aborted === true) throw error;
    // A file that cannot be read costs only itself; a home or server that is gone costs the rest.
    if (
      error instanceof RagstoneError &&
      !['server-unreachable', 'storage-failed', 'unauthorized'].includes(error.code)
    )
      return without('failed', error.message, error.messageZh);
    throw error;
  }
}
