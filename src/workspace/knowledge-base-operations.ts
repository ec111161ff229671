import { RagstoneError } from '../contracts/error.ts';
import { type KnowledgeBaseSummary, knowledgeBaseNameSchema } from '../contracts/http.ts';
import type { KnowledgeBase } from '../storage/catalog.ts';
import { indexVersion } from './index-version.ts';
import type { IngestRunner } from './ingest-runner.ts';
import { knowledgeBaseNotFound } from './not-found.ts';
import type { Workspace } from './workspace.ts';
import type { WorkspacePorts } from './workspace-ports.ts';

type Operations = Pick<
  Workspace,
  'createKnowledgeBase' | 'listKnowledgeBases' | 'getKnowledgeBase' | 'deleteKnowledgeBase'
>;

export async function requireKnowledgeBase(
  { catalog }: Pick<WorkspacePorts, 'catalog'>,
  nameOrId: string,
): Promise<KnowledgeBase> {
  const found = await catalog.findKnowledgeBase(nameOrId);
  if (found === null) throw knowledgeBaseNotFound(nameOrId);
  return found;
}

export function knowledgeBaseOperations(ports: WorkspacePorts, runner: IngestRunner): Operations {
  const { catalog, jobs, tables, purger, newId, now } = ports;
  const summarise = async (id: string): Promise<KnowledgeBaseSummary> => {
    const found = (await catalog.listKnowledgeBases()).find((candidate) => candidate.id === id);
    if (found === undefined) throw knowledgeBaseNotFound(id);
    const { name, createdAt, documents, chunks } = found;
    return { id, name, createdAt, documents, chunks };
  };
  return {
    async createKnowledgeBase(given) {
      const name = knowledgeBaseNameSchema.safeParse(given);
      if (!name.success) throw unusableName(given);
      const created = await catalog.createKnowledgeBase({
        id: newId(),
        name: name.data,
        createdAt: now(),
        servedIndexVersion: indexVersion,
      });
      return summarise(created.id);
    },
    async listKnowledgeBases() {
      return (await catalog.listKnowledgeBases()).map(({ id, name, createdAt, documents, chunks }) => ({
        id,
        name,
        createdAt,
        documents,
        chunks,
      }));
    },
    getKnowledgeBase: async (nameOrId) => summarise((await requireKnowledgeBase(ports, nameOrId)).id),
    async deleteKnowledgeBase(nameOrId) {
      const knowledgeBase = await requireKnowledgeBase(ports, nameOrId);
      for (const job of await jobs.list({ knowledgeBaseId: knowledgeBase.id, states: ['queued', 'running'] })) {
        await jobs.cancel(job.id);
        await runner.abort(job.id);
      }
      const { blobs } = await catalog.deleteKnowledgeBase(knowledgeBase.id);
      await tables.drop(knowledgeBase);
      await purger.deleteBlobs(blobs);
    },
  };
}

function unusableName(given: string): RagstoneError {
  return new RagstoneError('invalid-input', {
    en: `"${given.slice(0, 120)}" cannot be the name of a knowledge base: use 1 to 100 characters without slashes and control characters.`,
    zh: `“${given.slice(0, 120)}”不能作为知识库名称：请使用 1 到 100 个字符，不含斜杠和控制字符。`,
  });
}
