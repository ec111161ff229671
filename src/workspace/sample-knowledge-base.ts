import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RagstoneError } from '../contracts/error.ts';
import type { KnowledgeBaseSummary } from '../contracts/http.ts';
import type { Workspace } from './workspace.ts';

export const sampleKnowledgeBaseName = 'Ragstone guide 入门';

const sampleFolder = fileURLToPath(new URL('../../assets/sample', import.meta.url));

/** Makes the sample knowledge base (a short guide to Ragstone in two languages) and queues its documents; `created` is false where it is there. */
export async function createSampleKnowledgeBase(
  workspace: Pick<Workspace, 'createKnowledgeBase' | 'getKnowledgeBase' | 'addDocument'>,
): Promise<{ readonly knowledgeBase: KnowledgeBaseSummary; readonly created: boolean }> {
  try {
    return { knowledgeBase: await workspace.getKnowledgeBase(sampleKnowledgeBaseName), created: false };
  } catch (error) {
    if (!(error instanceof RagstoneError) || error.code !== 'not-found') throw error;
  }
  const knowledgeBase = await workspace.createKnowledgeBase(sampleKnowledgeBaseName);
  for (const name of (await readdir(sampleFolder)).sort()) {
    await workspace.addDocument({
      knowledgeBase: knowledgeBase.id,
      name,
      origin: { kind: 'upload', path: name },
      content: createReadStream(join(sampleFolder, name)),
    });
  }
  return { knowledgeBase, created: true };
}
