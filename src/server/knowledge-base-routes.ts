import { createRoute, z } from '@hono/zod-openapi';
import { createKnowledgeBaseSchema, knowledgeBaseListSchema, knowledgeBaseSchema } from '../contracts/http.ts';
import { createSampleKnowledgeBase } from '../workspace/sample-knowledge-base.ts';
import { json, problems } from './responses.ts';
import type { Application, ServerEnvironment } from './server-environment.ts';

const tags = ['knowledge bases'];
const params = z.object({ kb: z.string().min(1).max(200) });

export function knowledgeBaseRoutes(application: Application, { workspace }: ServerEnvironment): void {
  application.openapi(
    createRoute({
      method: 'get',
      path: '/api/knowledge-bases',
      tags,
      responses: { 200: json(knowledgeBaseListSchema, 'All knowledge bases.'), ...problems },
    }),
    async (context) => context.json({ knowledgeBases: [...(await workspace.listKnowledgeBases())] }, 200),
  );
  application.openapi(
    createRoute({
      method: 'post',
      path: '/api/knowledge-bases',
      tags,
      request: { body: { required: true, content: { 'application/json': { schema: createKnowledgeBaseSchema } } } },
      responses: { 201: json(knowledgeBaseSchema, 'The new knowledge base.'), ...problems },
    }),
    async (context) => context.json(await workspace.createKnowledgeBase(context.req.valid('json').name), 201),
  );
  application.openapi(
    createRoute({
      method: 'post',
      path: '/api/sample-knowledge-base',
      tags,
      responses: {
        200: json(knowledgeBaseSchema, 'The sample knowledge base, which was there.'),
        201: json(knowledgeBaseSchema, 'The sample knowledge base; its documents are queued.'),
        ...problems,
      },
    }),
    async (context) => {
      const { knowledgeBase, created } = await createSampleKnowledgeBase(workspace);
      return context.json(knowledgeBase, created ? 201 : 200);
    },
  );
  application.openapi(
    createRoute({
      method: 'get',
      path: '/api/knowledge-bases/{kb}',
      tags,
      request: { params },
      responses: { 200: json(knowledgeBaseSchema, 'By name or id.'), ...problems },
    }),
    async (context) => context.json(await workspace.getKnowledgeBase(context.req.valid('param').kb), 200),
  );
  application.openapi(
    createRoute({
      method: 'delete',
      path: '/api/knowledge-bases/{kb}',
      tags,
      request: { params },
      responses: { 204: { description: 'Purged with its documents.' }, ...problems },
    }),
    async (context) => {
      await workspace.deleteKnowledgeBase(context.req.valid('param').kb);
      return context.body(null, 204);
    },
  );
}
