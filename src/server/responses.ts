import type { z } from '@hono/zod-openapi';
import { problemSchema } from '../contracts/http.ts';

/** The JSON response of a route, for its OpenAPI description. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** Every route answers errors in the one form. */
export const problems = {
  default: {
    description: 'What failed, on what, and what to do next.',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
} as const;
