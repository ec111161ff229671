import { createRoute, z } from '@hono/zod-openapi';
import { jobListSchema, jobSchema } from '../contracts/http.ts';
import { json, problems } from './responses.ts';
import type { Application, ServerEnvironment } from './server-environment.ts';

const tags = ['jobs'];
const params = z.object({ id: z.string().min(1).max(100) });

export function jobRoutes(application: Application, { workspace }: ServerEnvironment): void {
  application.openapi(
    createRoute({
      method: 'get',
      path: '/api/jobs',
      tags,
      request: {
        query: z.object({
          knowledgeBase: z.string().optional(),
          limit: z.coerce.number().int().min(1).max(1000).optional(),
        }),
      },
      responses: { 200: json(jobListSchema, 'Newest first.'), ...problems },
    }),
    async (context) => context.json({ jobs: [...(await workspace.listJobs(context.req.valid('query')))] }, 200),
  );
  application.openapi(
    createRoute({
      method: 'get',
      path: '/api/jobs/{id}',
      tags,
      request: { params },
      responses: { 200: json(jobSchema, 'One job.'), ...problems },
    }),
    async (context) => context.json(await workspace.getJob(context.req.valid('param').id), 200),
  );
  application.openapi(
    createRoute({
      method: 'delete',
      path: '/api/jobs/{id}',
      tags,
      request: { params },
      responses: { 204: { description: 'Cancelled.' }, ...problems },
    }),
    async (context) => {
      await workspace.cancelJob(context.req.valid('param').id);
      return context.body(null, 204);
    },
  );
}
