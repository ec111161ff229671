import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { RagstoneError } from '../contracts/error.ts';
import { explainIssues } from '../contracts/explain-issues.ts';
import { serverInfoSchema } from '../contracts/http.ts';
import { sampleKnowledgeBaseName } from '../workspace/sample-knowledge-base.ts';
import { createAnswerStreams } from './answer-streams.ts';
import { documentRoutes } from './document-routes.ts';
import { type GuardVariables, guard, securityHeaders } from './guard.ts';
import { jobRoutes } from './job-routes.ts';
import { knowledgeBaseRoutes } from './knowledge-base-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { problemResponse } from './problem.ts';
import { questionRoutes } from './question-routes.ts';
import { json, problems } from './responses.ts';
import type { Application, ServerEnvironment } from './server-environment.ts';

const doctorSchema = z.object({
  problems: z.array(z.object({ kind: z.string(), count: z.int(), message: z.string(), messageZh: z.string() })),
  repaired: z.boolean(),
});

/** A JSON body may be this large; documents have a limit of their own. */
const maxJsonBytes = 64 * 1024;

/** The HTTP face of a workspace: a thin renderer. */
export function createApplication(
  environment: Omit<ServerEnvironment, 'answers'>,
  options: {
    readonly loopbackOnly: boolean;
    readonly apiKey?: string | undefined;
    readonly token: string;
    readonly onUnexpected?: ((error: unknown) => void) | undefined;
  },
): Application {
  const application: Application = new OpenAPIHono<{ Variables: GuardVariables }>({
    defaultHook: (result) => {
      if (!result.success) throw invalidRequest(explainIssues(result.error));
    },
  });
  const everything = { ...environment, answers: createAnswerStreams() };
  application.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value);
  });
  application.use(guard(options));
  application.use('/api/*', (context, next) =>
    // An upload has its own, streamed limit.
    context.req.path.endsWith('/documents') ? next() : smallBody(context, next),
  );
  application.onError((error) => {
    if (error instanceof HTTPException)
      return problemResponse(invalidRequest({ en: error.message, zh: `请求格式有误（HTTP ${error.status}）` }));
    if (!(error instanceof RagstoneError)) options.onUnexpected?.(error);
    return problemResponse(error);
  });

  knowledgeBaseRoutes(application, everything);
  documentRoutes(application, everything);
  jobRoutes(application, everything);
  questionRoutes(application, everything);
  serviceRoutes(application, everything);
  application.doc31('/openapi.json', { openapi: '3.1.0', info: { title: 'Ragstone', version: environment.version } });
  const nothingThere = (context: { readonly req: { readonly method: string; readonly path: string } }): never => {
    throw new RagstoneError('not-found', {
      en: `There is no ${context.req.method} ${context.req.path}. See /openapi.json.`,
      zh: `没有 ${context.req.method} ${context.req.path}。参见 /openapi.json。`,
    });
  };
  application.all('/api/*', nothingThere);
  pageRoutes(application);
  application.notFound(nothingThere);
  return application;
}

function serviceRoutes(application: Application, { workspace, version, maxUploadBytes }: ServerEnvironment): void {
  const tags = ['service'];
  application.openapi(
    createRoute({
      method: 'get',
      path: '/api/info',
      tags,
      responses: { 200: json(serverInfoSchema, 'What this server is and can do.'), ...problems },
    }),
    (context) =>
      context.json(
        {
          version,
          answerKinds: ['extractive' as const],
          sampleKnowledgeBase: sampleKnowledgeBaseName,
          formats: ['txt', 'md', 'html', 'pdf', 'docx'],
          maxUploadBytes,
        },
        200,
      ),
  );
  application.openapi(
    createRoute({
      method: 'get',
      path: '/api/doctor',
      tags,
      responses: { 200: json(doctorSchema, 'What is not as it should be.'), ...problems },
    }),
    async (context) => {
      const { problems: found, repaired } = await workspace.doctor();
      return context.json({ problems: [...found], repaired }, 200);
    },
  );
  application.openapi(
    createRoute({
      method: 'post',
      path: '/api/doctor/repair',
      tags,
      responses: { 200: json(doctorSchema, 'What was found, and whether all of it was mended.'), ...problems },
    }),
    async (context) => {
      const { problems: found, repaired } = await workspace.doctor({ repair: true });
      return context.json({ problems: [...found], repaired }, 200);
    },
  );
}

const smallBody = bodyLimit({
  maxSize: maxJsonBytes,
  onError: () => {
    throw new RagstoneError('too-large', {
      en: `The request is larger than ${maxJsonBytes / 1024} KB. A question has at most 4000 characters.`,
      zh: `请求超过 ${maxJsonBytes / 1024} KB。问题最多 4000 个字符。`,
    });
  },
});

function invalidRequest(why: { readonly en: string; readonly zh: string }): RagstoneError {
  return new RagstoneError('invalid-input', {
    en: `The request cannot be used: ${why.en}. See /openapi.json for what is expected.`,
    zh: `请求无效：${why.zh}。格式见 /openapi.json。`,
  });
}
