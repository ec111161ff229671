import type { z } from 'zod';
import { augment } from '../augmentation/augment.ts';
import { RagstoneError } from '../contracts/error.ts';
import { explainIssues } from '../contracts/explain-issues.ts';
import { askRequestSchema, type SearchRequest, searchRequestSchema } from '../contracts/http.ts';
import { toPassage } from '../contracts/to-passage.ts';
import { generate } from '../generation/generate.ts';
import { type Retrieved, retrieve } from '../retrieval/retrieve.ts';
import { requireKnowledgeBase } from './knowledge-base-operations.ts';
import type { Workspace } from './workspace.ts';
import type { WorkspacePorts } from './workspace-ports.ts';

type Operations = Pick<Workspace, 'search' | 'ask'>;

const defaultPassages = 10;

export function questionOperations(ports: WorkspacePorts): Operations {
  const { catalog, tables, newId, now } = ports;

  const find = async (request: {
    readonly knowledgeBase: string;
    readonly query: string;
    readonly k: number | undefined;
    readonly filter: SearchRequest['filter'];
    readonly signal: AbortSignal | undefined;
  }): Promise<Retrieved> => {
    const knowledgeBase = await requireKnowledgeBase(ports, request.knowledgeBase);
    const { chunkIndex } = await tables.open(knowledgeBase);
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
