import { z } from 'zod';
import {
  answerKindSchema,
  answerSentenceSchema,
  answerSourceSchema,
  answerStatusSchema,
  finishReasonSchema,
  usageSchema,
  verdictSchema,
} from './answer.ts';
import { passageSchema } from './scored-passage.ts';
import { warningSchema } from './warning.ts';

/** Every part names its answer and its place in the stream (0-based, the id of the server-sent event). */
const envelope = { answerId: z.string(), sequence: z.int().min(0) };

/**
 * The one stream that every face renders. `sources` comes first; nothing
 * comes after `answer-end` or `error`. `text-delta` is plain text without
 * `[n]` markers; faces print markers from the citations.
 */
export const answerPartSchema = z.discriminatedUnion('type', [
  z.object({ ...envelope, type: z.literal('sources'), kind: answerKindSchema, sources: z.array(answerSourceSchema) }),
  z.object({ ...envelope, type: z.literal('text-delta'), text: z.string() }),
  z.object({ ...envelope, type: z.literal('sentence-checked'), sentence: answerSentenceSchema }),
  z.object({ ...envelope, type: z.literal('warning'), warning: warningSchema }),
  z.object({
    ...envelope,
    type: z.literal('error'),
    code: z.string(),
    message: z.string(),
    messageZh: z.string(),
    retryable: z.boolean(),
  }),
  z.object({
    ...envelope,
    type: z.literal('answer-end'),
    status: answerStatusSchema,
    verdict: verdictSchema,
    finishReason: finishReasonSchema,
    usage: usageSchema,
    traceId: z.string(),
    nearest: z.array(passageSchema),
  }),
]);
export type AnswerPart = z.infer<typeof answerPartSchema>;

/** An `AnswerPart` before the stream numbers it. */
export type UnnumberedAnswerPart = AnswerPart extends infer Part
  ? Part extends AnswerPart
    ? Omit<Part, 'answerId' | 'sequence'>
    : never
  : never;
