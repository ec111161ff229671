import { z } from 'zod';
import { locatorSchema } from './locator.ts';
import { passageSchema } from './scored-passage.ts';
import { warningSchema } from './warning.ts';

/** How far the sources bear a sentence out. `not-a-claim`: nothing to prove; `not-checked`: the check did not run. */
export const verdictSchema = z.enum([
  'supported',
  'partly-supported',
  'unsupported',
  'contradicted',
  'not-a-claim',
  'not-checked',
]);
export type Verdict = z.infer<typeof verdictSchema>;

const documentReferenceSchema = z.object({ id: z.string(), name: z.string() });

/** A verbatim quote and its place. `start`/`end` count in the clean text of `documentVersion`; the quote is found exactly there. */
export const citationSchema = z.object({
  /** 1-based number of the source. */
  source: z.int().min(1),
  chunkId: z.string(),
  document: documentReferenceSchema,
  documentVersion: z.string(),
  quote: z.string(),
  start: z.int().min(0),
  end: z.int().min(0),
  locators: z.array(locatorSchema),
});
export type Citation = z.infer<typeof citationSchema>;

/** One sentence of the answer; `start`/`end` count in the answer's text. */
export const answerSentenceSchema = z.object({
  start: z.int().min(0),
  end: z.int().min(0),
  text: z.string(),
  verdict: verdictSchema,
  /** Kebab-case reasons for the verdict, for example `verbatim`. */
  reasons: z.array(z.string()),
  citations: z.array(citationSchema),
});
export type AnswerSentence = z.infer<typeof answerSentenceSchema>;

/** A source that the answer may cite: a chunk with its place, `number` counting from 1. `start`/`end` count in the clean text of `documentVersion`. */
export const answerSourceSchema = z.object({
  number: z.int().min(1),
  chunkId: z.string(),
  document: documentReferenceSchema,
  documentVersion: z.string(),
  text: z.string(),
  context: z.string(),
  start: z.int(),
  end: z.int(),
  locators: z.array(locatorSchema),
});
export type AnswerSource = z.infer<typeof answerSourceSchema>;

/** `extractive`: the sources' own sentences; `generated`: written by a model. */
export const answerKindSchema = z.enum(['extractive', 'generated']);
/** `declined`: the sources do not seem to answer. */
export const answerStatusSchema = z.enum(['answered', 'declined']);
/** Why the stream ended; `length`: the model reached its limit of tokens. */
export const finishReasonSchema = z.enum(['stop', 'length', 'declined', 'cancelled', 'error']);
/** What the answer cost; tokens are estimates where the tokenizer is not public. */
export const usageSchema = z.object({ inputTokens: z.int(), outputTokens: z.int(), milliseconds: z.number() });

/** The whole answer, folded from its stream of `AnswerPart` by `collectAnswer`. */
export const answerSchema = z.object({
  answerId: z.string(),
  answer: z.string(),
  kind: answerKindSchema,
  status: answerStatusSchema,
  verdict: verdictSchema,
  sentences: z.array(answerSentenceSchema),
  sources: z.array(answerSourceSchema),
  /** For a refusal: the passages that come nearest. Empty otherwise. */
  nearest: z.array(passageSchema),
  warnings: z.array(warningSchema),
  finishReason: finishReasonSchema,
  usage: usageSchema,
  traceId: z.string(),
});
export type Answer = z.infer<typeof answerSchema>;
