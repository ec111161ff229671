import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { maxPassages } from '../contracts/http.ts';
import type { BeirDocument } from '../evaluation/beir-dataset.ts';
import { beirDocumentText } from '../evaluation/beir-document-text.ts';
import {
  type EvaluationProgress,
  evaluateRetrieval,
  type RetrievalScorecard,
} from '../evaluation/evaluate-retrieval.ts';
import { formatTrecRun } from '../evaluation/format-trec-run.ts';
import { readBeir } from '../evaluation/read-beir.ts';
import { type LocalWorkspace, openWorkspace } from './open-workspace.ts';

/** Documents sent ahead of those that are worked on. */
const maxInFlight = 64;
const knowledgeBase = 'beir';

/**
 * Indexes a folder in BEIR layout into a temporary home, through the same
 * pipeline as any document, asks its queries and measures the rankings.
 */
export async function evaluateBeir({
  folder,
  split,
  runFile,
  onProgress,
  signal,
}: {
  readonly folder: string;
  readonly split: string;
  /** Where the rankings are written as a TREC run. */
  readonly runFile?: string | undefined;
  readonly onProgress?: ((progress: EvaluationProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}): Promise<RetrievalScorecard> {
  const dataset = await readBeir({ folder, split });
  const home = await mkdtemp(join(tmpdir(), 'ragstone-beir-'));
  const workspace = await openWorkspace({ home });
  const run = runFile === undefined ? null : createWriteStream(runFile, 'utf8');
  try {
    await workspace.createKnowledgeBase(knowledgeBase);
    const names = new Map<string, string>();
    return await evaluateRetrieval(
      dataset,
      {
        index: (documents) => indexAll(workspace, documents, names, onProgress, signal),
        async search(query, k) {
          const { passages } = await workspace.search({ knowledgeBase, query, k: Math.min(k, maxPassages), signal });
          return passages.map(({ document, scores }) => ({
            documentId: names.get(document.id) ?? document.name,
            score: scores.keyword?.score ?? 0,
          }));
        },
      },
      {
        signal,
        onProgress: onProgress ?? (() => {}),
        onRanking: (queryId, ranked) => void run?.write(formatTrecRun(queryId, ranked, 'ragstone')),
      },
    );
  } finally {
    if (run !== null) {
      run.end();
      await finished(run);
    }
    await workspace.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function indexAll(
  workspace: LocalWorkspace,
  documents: readonly BeirDocument[],
  names: Map<string, string>,
  onProgress: ((progress: EvaluationProgress) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<{ passages: number }> {
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (next < documents.length) {
      const document = documents[next++];
      if (document === undefined) return;
      const name = `${next}.txt`;
      const text = beirDocumentText(document);
      if (text.trim() !== '') {
        const job = await workspace.addDocument({
          knowledgeBase,
          name,
          origin: { kind: 'upload', path: name },
          mediaType: 'text/plain',
          content: Readable.from([Buffer.from(text)]),
          signal,
        });
        const { result } = await workspace.waitForJob(job.id, { signal });
        if (result?.id != null) names.set(result.id, document.id);
      }
      done += 1;
      onProgress?.({ stage: 'index', done, total: documents.length });
    }
  };
  await Promise.all(Array.from({ length: maxInFlight }, worker));
  await workspace.idle();
  return { passages: (await workspace.getKnowledgeBase(knowledgeBase)).chunks };
}
