import type {
  DocumentSummary,
  DocumentView,
  IngestJob,
  KnowledgeBaseSummary,
  Problem,
  ServerInfo,
} from '../contracts/http.ts';
import { ApiError } from './api-error.ts';

/**
 * The page's one door to the server. Types come from the contract; replies are
 * not parsed again here, as page and server are of one package.
 */
export const apiClient = {
  info: (): Promise<ServerInfo> => getJson('/api/info'),
  async knowledgeBases(): Promise<KnowledgeBaseSummary[]> {
    return (await getJson<{ knowledgeBases: KnowledgeBaseSummary[] }>('/api/knowledge-bases')).knowledgeBases;
  },
  createKnowledgeBase: (name: string): Promise<KnowledgeBaseSummary> =>
    getJson('/api/knowledge-bases', postJson({ name })),
  createSample: (): Promise<KnowledgeBaseSummary> => getJson('/api/sample-knowledge-base', { method: 'POST' }),
  async deleteKnowledgeBase(id: string): Promise<void> {
    await request(`/api/knowledge-bases/${encodeURIComponent(id)}`, { method: 'DELETE' });
  },
  async documents(knowledgeBase: string): Promise<DocumentSummary[]> {
    const path = `/api/knowledge-bases/${encodeURIComponent(knowledgeBase)}/documents`;
    return (await getJson<{ documents: DocumentSummary[] }>(path)).documents;
  },
  async deleteDocument(id: string): Promise<void> {
    await request(`/api/documents/${encodeURIComponent(id)}`, { method: 'DELETE' });
  },
  upload: (knowledgeBase: string, path: string, file: File): Promise<IngestJob> =>
    getJson(`/api/knowledge-bases/${encodeURIComponent(knowledgeBase)}/documents?path=${encodeURIComponent(path)}`, {
      method: 'POST',
      headers: { 'content-type': file.type === '' ? 'application/octet-stream' : file.type },
      body: file,
    }),
  async jobs(knowledgeBase: string): Promise<IngestJob[]> {
    const path = `/api/jobs?knowledgeBase=${encodeURIComponent(knowledgeBase)}&limit=200`;
    return (await getJson<{ jobs: IngestJob[] }>(path)).jobs;
  },
  job: (id: string): Promise<IngestJob> => getJson(`/api/jobs/${encodeURIComponent(id)}`),
  async cancelJob(id: string): Promise<void> {
    await request(`/api/jobs/${encodeURIComponent(id)}`, { method: 'DELETE' });
  },
  view: (documentId: string, version: string, signal: AbortSignal): Promise<DocumentView> =>
    getJson(`${versionPath(documentId, version)}/view`, { signal }),
  originalUrl: (documentId: string, version: string): string => `${versionPath(documentId, version)}/original`,
  ask: (knowledgeBase: string, question: string, signal: AbortSignal): Promise<Response> =>
    request(`/api/knowledge-bases/${encodeURIComponent(knowledgeBase)}/ask`, {
      ...postJson({ question }, { accept: 'text/event-stream' }),
      signal,
    }),
  resumeAnswer: (answerId: string, lastSequence: number, signal: AbortSignal): Promise<Response> =>
    request(`/api/answers/${encodeURIComponent(answerId)}/events`, {
      headers: { accept: 'text/event-stream', 'last-event-id': String(lastSequence) },
      signal,
    }),
  async stopAnswer(answerId: string): Promise<void> {
    await request(`/api/answers/${encodeURIComponent(answerId)}`, { method: 'DELETE' });
  },
};

const versionPath = (documentId: string, version: string): string =>
  `/api/documents/${encodeURIComponent(documentId)}/versions/${encodeURIComponent(version)}`;

const postJson = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

async function getJson<Value>(path: string, init: RequestInit = {}): Promise<Value> {
  return (await (await request(path, init)).json()) as Value;
}

async function request(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new ApiError({ code: 'unreachable', status: 0 });
  }
  if (response.ok) return response;
  const problem = await response
    .json()
    .then((value) => value as Partial<Problem>)
    .catch((): Partial<Problem> => ({}));
  throw new ApiError({ code: problem.code ?? `http-${response.status}`, status: response.status, problem });
}
