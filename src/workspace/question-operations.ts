import type { z } from 'zod';
import { augment } from '../augmentation/augment.ts';
import { RagstoneError } from '../contracts/error.ts';
import { explainIssues } from '../contracts/explain-issues.ts';
import { askRequestSchema, type SearchRequest, searchRequestSchema } from '../contracts/http.ts';
import { toPassage } from '../contracts/to-passage.ts';
import { generate } from '../generation/generate.ts';
import { type Retrieved, retrieve } from '../retrieval/retrieve.ts';
import type { KnowledgeBase } from '../storage/catalog.ts';
import type { ChunkIndex } from '../storage/chunk-index.ts';
import { requireKnowledgeBase } from './knowledge-base-operations.ts';
import type { Workspace } from './workspace.ts';
import type { WorkspacePorts } from './workspace-ports.ts';

type Operations = Pick<Workspace, 'search' | 'ask'>;

const defaultPassages = 10;

export function questionOperations(ports: WorkspacePorts): Operations {
  const { catalog, tables, newId, now } = ports;

  /** Knowledge bases whose index was seen to be whole since this process began. */
  const whole = new Set<string>();
  const requireWhole = async ({ id, name }: KnowledgeBase, chunkIndex: ChunkIndex): Promise<void> => {
    if (whole.has(id)) return;
    const expected = (await catalog.listKnowledgeBases()).find((candidate) => candidate.id === id)?.chunks ?? 0;
    const found = await chunkIndex.count();
    // More rows than living chunks is rubbish that never answers; fewer means that something was lost.
    if (found < expected) throw indexIncomplete(name, found, expected);
    whole.add(id);
  };

  const find = async (request: {
    readonly knowledgeBase: string;
    readonly query: string;
    readonly k: number | undefined;
    readonly filter: SearchRequest['filter'];
    readonly signal: AbortSignal | undefined;
  }): Promise<Retrieved> => {
    const knowledgeBase = await requireKnowledgeBase(ports, request.knowledgeBase);
    const { chunkIndex } = await tables.open(knowledgeBase);
    await requireWhole(knowledgeBase, chunkIndex);
    const { query, k = defaultPassages, filter, signal } = request;
    return retrieve({ knowledgeBaseId: knowledgeBase.id, query, k, filter }, { chunkIndex, catalog, signal });
  };

  return {
    async search({ knowledgeBase, signal, ...request }) {
      const { query, k, filter } = check(searchRequestSchema, request);
      const { passages } = await find({ knowledgeBase, query, k, filter, signal });
      return { query, passages: passages.map(toPassage) };
    },
    async ask({ knowledgeBase, signal, ...request }) {
      const { question, k, filter } = check(askRequestSchema, request);
      const { passages, terms } = await find({ knowledgeBase, query: question, k, filter, signal });
      const prompt = augment({ question, passages, terms });
      return generate(prompt, { answerId: newId(), traceId: newId(), now, signal });
    },
  };
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const why = explainIssues(parsed.error);
  throw new RagstoneError('invalid-input', {
    en: `The request cannot be used: ${why.en}. A question has 1 to 4000 characters, k is 1 to 1000.`,
    zh: `请求无效：${why.zh}。问题长度为 1 到 4000 个字符，k 为 1 到 1000。`,
  });
}

function indexIncomplete(name: string, found: number, expected: number): RagstoneError {
  return new RagstoneError('storage-failed', {
    en: `The index of "${name}" holds ${found} of ${expected} chunks, so an answer could miss what your documents say. Mend it with: ragstone doctor --repair`,
    zh: `知识库“${name}”的索引只有 ${expected} 个分块中的 ${found} 个，回答可能遗漏文档内容。请运行 ragstone doctor --repair 修复。`,
    details: { found, expected },
  });
}
