import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { collectAnswer } from '../contracts/collect-answer.ts';
import { answerSchema, askRequestSchema, searchRequestSchema, searchResultSchema } from '../contracts/http.ts';
import { json, problems } from './responses.ts';
import type { Application, ServerEnvironment } from './server-environment.ts';

const tags = ['questions'];
const params = z.object({ kb: z.string().min(1).max(200) });
const answerParams = z.object({ answerId: z.string().min(1).max(100) });
const eventStream = {
  description: 'Server-sent events: one `AnswerPart` each; the id is its sequence.',
  content: { 'text/event-stream': { schema: z.string() } },
};

export function questionRoutes(application: Application, environment: ServerEnvironment): void {
  const { workspace, answers } = environment;
  application.openapi(
    createRoute({
      method: 'post',
      path: '/api/knowledge-bases/{kb}/search',
      tags,
      request: { params, body: { required: true, content: { 'application/json': { schema: searchRequestSchema } } } },
      responses: { 200: json(searchResultSchema, 'Passages, best first.'), ...problems },
    }),
    async (context) => {
      const request = {
        ...context.req.valid('json'),
        knowledgeBase: context.req.valid('param').kb,
        signal: context.req.raw.signal,
      };
      return context.json(await workspace.search(request), 200);
    },
  );
  application.openapi(
    createRoute({
      method: 'post',
      path: '/api/knowledge-bases/{kb}/ask',
      tags,
      description: 'Answers as `text/event-stream` where the request accepts it, else as one JSON object.',
      request: { params, body: { required: true, content: { 'application/json': { schema: askRequestSchema } } } },
      responses: {
        200: {
          description: 'The answer.',
          content: { 'application/json': { schema: answerSchema }, ...eventStream.content },
        },
        ...problems,
      },
    }),
    async (context) => {
      const controller = new AbortController();
      const request = { ...context.req.valid('json'), knowledgeBase: context.req.valid('param').kb };
      if (context.req.header('accept')?.includes('text/event-stream') === true) {
        const parts = await workspace.ask({ ...request, signal: controller.signal });
        return follow(context, environment, await answers.start(parts, controller), -1);
      }
      const parts = await workspace.ask({ ...request, signal: context.req.raw.signal });
      return context.json(await collectAnswer(parts), 200);
    },
  );
  application.openapi(
    createRoute({
      method: 'get',
      path: '/api/answers/{answerId}/events',
      tags,
      description: 'Goes on after `Last-Event-ID`; answers are kept for 10 minutes.',
      request: { params: answerParams },
      responses: { 200: eventStream, ...problems },
    }),
    async (context) => {
      const last = Number.parseInt(context.req.header('last-event-id') ?? '-1', 10);
      return follow(
        context,
        environment,
        context.req.valid('param').answerId,
        Number.isNaN(last) ? -1 : Math.max(-1, last),
      );
    },
  );
  application.openapi(
    createRoute({
      method: 'delete',
      path: '/api/answers/{answerId}',
      tags,
      request: { params: answerParams },
      responses: { 204: { description: 'Stopped.' }, ...problems },
    }),
    (context) => {
      answers.cancel(context.req.valid('param').answerId);
      return context.body(null, 204);
    },
  );
}

async function follow(
  context: Context,
  { answers }: ServerEnvironment,
  answerId: string,
  sequence: number,
): Promise<Response> {
  const controller = new AbortController();
  const parts = answers.follow(answerId, sequence, controller.signal);
  // The first step finds out whether there is such an answer, while an error can still be a problem response.
  const first = await parts.next();
  return streamSSE(context, async (stream) => {
    stream.onAbort(() => controller.abort());
    for (let next = first; next.done !== true; next = await parts.next()) {
      await stream.writeSSE({
        id: String(next.value.sequence),
        event: next.value.type,
        data: JSON.stringify(next.value),
      });
    }
  });
}
