import { Readable } from 'node:stream';
import type { z } from 'zod';
import { type AnswerPart, answerPartSchema } from '../contracts/answer-part.ts';
import { type ErrorCode, errorCatalogue, RagstoneError } from '../contracts/error.ts';
import {
  documentDetailSchema,
  documentListSchema,
  documentViewSchema,
  jobListSchema,
  jobSchema,
  knowledgeBaseListSchema,
  knowledgeBaseSchema,
  problemSchema,
  searchResultSchema,
} from '../contracts/http.ts';
import { ingestPaths } from '../workspace/ingest-paths.ts';
import type { DoctorReport, Workspace } from '../workspace/workspace.ts';
import { readServerSentEvents } from './read-server-sent-events.ts';

const pollMs = 150;

/** A workspace that a running server has open: every call goes to it over HTTP. */
export function createRemoteWorkspace({
  address,
  token,
  fetch = globalThis.fetch,
}: {
  readonly address: string;
  readonly token: string;
  readonly fetch?: typeof globalThis.fetch;
}): Workspace {
  const request = async (path: string, init: RequestInit & { readonly duplex?: 'half' } = {}): Promise<Response> => {
    const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(`${address}${path}`, { ...init, headers }).catch((cause: unknown) => {
      if (init.signal?.aborted === true) throw cause;
      throw unreachable(address, cause);
    });
    if (!response.ok) throw await readProblem(response);
    return response;
  };
  const get = async <Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> =>
    schema.parse(await (await request(path)).json());
  const post = async (path: string, body: unknown, init: RequestInit = {}): Promise<Response> =>
    request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      ...init,
      headers: { 'content-type': 'application/json', ...(init.headers as Record<string, string>) },
    });
  const remove = async (path: string): Promise<void> => void (await request(path, { method: 'DELETE' }));
  const name = encodeURIComponent;

  const workspace: Workspace = {
    createKnowledgeBase: async (given) =>
      knowledgeBaseSchema.parse(await (await post('/api/knowledge-bases', { name: given })).json()),
    listKnowledgeBases: async () => (await get('/api/knowledge-bases', knowledgeBaseListSchema)).knowledgeBases,
    getKnowledgeBase: (nameOrId) => get(`/api/knowledge-bases/${name(nameOrId)}`, knowledgeBaseSchema),
    deleteKnowledgeBase: (nameOrId) => remove(`/api/knowledge-bases/${name(nameOrId)}`),
    async addDocument({ knowledgeBase, name: fileName, origin, mediaType, content, signal }) {
      // fetch hides why a body broke off; a file that cannot be read is not a server that does not answer.
      let broken: unknown;
      const pieces = async function* (): AsyncGenerator<Uint8Array> {
        try {
          yield* content;
        } catch (error) {
          broken = error;
          throw error;
        }
      };
      const response = await request(
        `/api/knowledge-bases/${name(knowledgeBase)}/documents?path=${name(origin.kind === 'path' ? fileName : origin.path)}`,
        {
          method: 'POST',
          headers: {
            'content-type': mediaType ?? 'application/octet-stream',
            ...(origin.kind === 'path' ? { 'x-ragstone-origin-path': name(origin.path) } : {}),
          },
          body: Readable.toWeb(Readable.from(pieces())) as ReadableStream<Uint8Array>,
          duplex: 'half',
          ...(signal === undefined ? {} : { signal }),
        },
      ).catch((error: unknown) => {
        throw broken ?? error;
      });
      return jobSchema.parse(await response.json());
    },
    getJob: (id) => get(`/api/jobs/${name(id)}`, jobSchema),
    async listJobs({ knowledgeBase, limit } = {}) {
      const query = new URLSearchParams();
      if (knowledgeBase !== undefined) query.set('knowledgeBase', knowledgeBase);
      if (limit !== undefined) query.set('limit', String(limit));
      return (await get(`/api/jobs?${query}`, jobListSchema)).jobs;
    },
    cancelJob: (id) => remove(`/api/jobs/${name(id)}`),
    async waitForJob(id, { signal } = {}) {
      for (;;) {
        signal?.throwIfAborted();
        const job = await workspace.getJob(id);
        if (job.state !== 'queued' && job.state !== 'running') return job;
        await new Promise((resolve) => setTimeout(resolve, pollMs));
      }
    },
    ingest: (options) => ingestPaths(workspace, options),
    listDocuments: async (knowledgeBase) =>
      (await get(`/api/knowledge-bases/${name(knowledgeBase)}/documents`, documentListSchema)).documents,
    getDocument: (id) => get(`/api/documents/${name(id)}`, documentDetailSchema),
    deleteDocument: (id) => remove(`/api/documents/${name(id)}`),
    viewDocument: (id, version) => get(`/api/documents/${name(id)}/versions/${name(version)}/view`, documentViewSchema),
    async readOriginal(id, version) {
      const document = await workspace.getDocument(id);
      return {
        name: document.name,
        format: document.format ?? 'unknown',
        byteLength: document.bytes,
        async read({ start, end }) {
          const headers = { range: `bytes=${start}-${end - 1}` };
          const { body } = await request(`/api/documents/${name(id)}/versions/${name(version)}/original`, { headers });
          return body === null ? Readable.from([]) : (body as unknown as AsyncIterable<Uint8Array>);
        },
      };
    },
    async search({ knowledgeBase, signal, ...body }) {
      const response = await post(
        `/api/knowledge-bases/${name(knowledgeBase)}/search`,
        body,
        signal === undefined ? {} : { signal },
      );
      return searchResultSchema.parse(await response.json());
    },
    async ask({ knowledgeBase, signal, ...body }) {
      const response = await post(`/api/knowledge-bases/${name(knowledgeBase)}/ask`, body, {
        headers: { accept: 'text/event-stream' },
        ...(signal === undefined ? {} : { signal }),
      });
      return readParts(response, address);
    },
    async doctor({ repair = false } = {}) {
      const response = repair ? await request('/api/doctor/repair', { method: 'POST' }) : await request('/api/doctor');
      return (await response.json()) as DoctorReport;
    },
    close: async () => {},
  };
  return workspace;
}

async function* readParts(response: Response, address: string): AsyncGenerator<AnswerPart> {
  if (response.body === null) throw unreachable(address);
  for await (const data of readServerSentEvents(response.body as unknown as AsyncIterable<Uint8Array>)) {
    yield answerPartSchema.parse(JSON.parse(data));
  }
}

async function readProblem(response: Response): Promise<RagstoneError> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) {
    return new RagstoneError('internal', {
      en: `The server answered ${response.status} in a form that this version does not know. Update both to the same version.`,
      zh: `服务返回了 ${response.status}，格式无法识别。请将两端更新到相同版本。`,
    });
  }
  const code = (parsed.data.code in errorCatalogue ? parsed.data.code : 'internal') as ErrorCode;
  return new RagstoneError(code, { en: parsed.data.detail, zh: parsed.data.detailZh, details: parsed.data.details });
}

function unreachable(address: string, cause?: unknown): RagstoneError {
  return new RagstoneError('server-unreachable', {
    en: `The server at ${address} does not answer. Start it again with: ragstone serve`,
    zh: `位于 ${address} 的服务没有响应。请用 ragstone serve 重新启动`,
    cause,
  });
}
