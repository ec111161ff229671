import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Workspace } from '../workspace/workspace.ts';
import type { AnswerStreams } from './answer-streams.ts';
import type { GuardVariables } from './guard.ts';

/** What every group of routes works with. */
export interface ServerEnvironment {
  readonly workspace: Workspace;
  readonly answers: AnswerStreams;
  readonly maxUploadBytes: number;
  readonly version: string;
}

export type Application = OpenAPIHono<{ Variables: GuardVariables }>;
