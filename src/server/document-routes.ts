import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { createRoute, z } from '@hono/zod-openapi';
import { RagstoneError } from '../contracts/error.ts';
import { documentDetailSchema, documentListSchema, documentViewSchema, jobSchema } from '../contracts/http.ts';
import type { Origin } from '../contracts/source-document.ts';
import { parseByteRange } from './byte-range.ts';
import { json, problems } from './responses.ts';
import type { Application, ServerEnvironment } from './server-environment.ts';
import { normaliseUploadPath } from './upload-path.ts';

const tags = ['documents'];
const kbParams = z.object({ kb: z.string().min(1).max(200) });
const idParams = z.object({ id: z.string().min(1).max(100) });
const versionParams = idParams.extend({ version: z.string().min(1).max(100) });

export function documentRoutes(application: Application, environment: ServerEnvironment): void {
  const { workspace } = environment;
  application.openapi(
    createRoute({
      method: 'get',
      path: '/api/knowledge-bases/{kb}/documents',
      tags,
      request: { params: kbParams },
      responses: { 200: json(documentListSchema, 'By name.'), ...problems },
    }),
    async (context) =>
      context.json({ documents: [...(await workspace.listDocuments(context.req.valid('param').kb))] }, 200),
  );
  addRoute(application, environment);
  application.openapi(
    createRoute({
      method: 'get',
      path: '/api/documents/{id}',
      tags,
      request: { params: idParams },
      responses: { 200: json(documentDetailSchema, 'With its ledger.'), ...problems },
    }),
    async (context) => context.json(await workspace.getDocument(context.req.valid('param').id), 200),
  );
  application.openapi(
    createRoute({
      method: 'delete',
      path: '/api/documents/{id}',
      tags,
      request: { params: idParams },
      responses: { 204: { description: 'Purged from every store.' }, ...problems },
    }),
    async (context) => {
      await workspace.deleteDocument(context.req.valid('param').id);
      return context.body(null, 204);
    },
  );
  application.openapi(
    createRoute({
      method: 'get',
      path: '/api/documents/{id}/versions/{version}/view',
      tags,
      request: { params: versionParams },
      responses: { 200: json(documentViewSchema, 'What the viewer shows.'), ...problems },
    }),
    async (context) => {
      const { id, version } = context.req.valid('param');
      return context.json(await workspace.viewDocument(id, version), 200);
    },
  );
  originalRoute(application, environment);
}

function addRoute(application: Application, { workspace, maxUploadBytes }: ServerEnvironment): void {
  application.openapi(
    createRoute({
      method: 'post',
      path: '/api/knowledge-bases/{kb}/documents',
      tags,
      description:
        'The body is the file itself, streamed. `path` is its relative name; the same name replaces the document.',
      request: {
        params: kbParams,
        query: z.object({ path: z.string().min(1) }),
        body: { content: { 'application/octet-stream': { schema: z.any() } } },
      },
      responses: { 202: json(jobSchema, 'Stored and queued; survives a crash.'), ...problems },
    }),
    async (context) => {
      const length = Number(context.req.header('content-length') ?? 0);
      if (length > maxUploadBytes) throw tooLarge(maxUploadBytes);
      const path = normaliseUploadPath(context.req.valid('query').path);
      const claimed = context.req.header('x-ragstone-origin-path');
      if (claimed !== undefined && !context.get('ownsHome')) throw notYours();
      const origin: Origin =
        claimed === undefined ? { kind: 'upload', path } : { kind: 'path', path: decodeURIComponent(claimed) };
      const body = context.req.raw.body;
      const job = await workspace.addDocument({
        knowledgeBase: context.req.valid('param').kb,
        name: path.slice(path.lastIndexOf('/') + 1),
        origin,
        mediaType: context.req.header('content-type'),
        content: body === null ? Readable.from([]) : Readable.fromWeb(body as NodeReadableStream<Uint8Array>),
        signal: context.req.raw.signal,
      });
      return context.json(job, 202);
    },
  );
}

function originalRoute(application: Application, { workspace }: ServerEnvironment): void {
  application.openapi(
    createRoute({
      method: 'get',
      path: '/api/documents/{id}/versions/{version}/original',
      tags,
      request: { params: versionParams },
      responses: {
        200: { description: 'The bytes as they came in.' },
        206: { description: 'One range of them.' },
        ...problems,
      },
    }),
    async (context) => {
      const { id, version } = context.req.valid('param');
      const { name, format, byteLength, read } = await workspace.readOriginal(id, version);
      const range = parseByteRange(context.req.header('range'), byteLength);
      if (range === 'unsatisfiable') return context.body(null, 416, { 'content-range': `bytes */${byteLength}` });
      const { start, end } = range ?? { start: 0, end: byteLength };
      const headers = {
        'accept-ranges': 'bytes',
        'content-length': String(end - start),
        // Never a type that a browser would run.
        'content-type': format === 'pdf' ? 'application/pdf' : 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        ...(range === null ? {} : { 'content-range': `bytes ${start}-${end - 1}/${byteLength}` }),
      };
      const stream = Readable.toWeb(Readable.from(await read({ start, end }))) as ReadableStream<Uint8Array>;
      return context.body(stream, range === null ? 200 : 206, headers);
    },
  );
}

function tooLarge(maxBytes: number): RagstoneError {
  const megabytes = Math.floor(maxBytes / 1024 / 1024);
  return new RagstoneError('too-large', {
    en: `The file is larger than ${megabytes} MB. Split it, or raise maxDocumentBytes in settings.json of the home.`,
    zh: `文件超过 ${megabytes} MB。请拆分文件，或在主目录的 settings.json 中调大 maxDocumentBytes。`,
  });
}

function notYours(): RagstoneError {
  return new RagstoneError('forbidden', {
    en: 'Only the command line of this home may say where a document lies on this machine.',
    zh: '只有本目录的命令行可以指定文档在本机上的位置。',
  });
}
