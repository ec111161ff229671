import { z } from 'zod';
import { answerKindSchema } from './answer.ts';
import { ledgerSchema } from './ledger.ts';
import { originSchema } from './source-document.ts';
import { warningSchema } from './warning.ts';

export {
  type Answer,
  type AnswerSentence,
  type AnswerSource,
  answerSchema,
  type Citation,
} from './answer.ts';
export type { AnswerPart } from './answer-part.ts';
export type { Box, Locator } from './locator.ts';
export type { ViewElement } from './parsed-document.ts';
export { searchResultSchema } from './scored-passage.ts';

/** Media type `application/problem+json` (RFC 9457); `code` is the error catalogue's. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  detailZh: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type Problem = z.infer<typeof problemSchema>;

/** A name as a person types it: 1 to 100 characters, no slashes, no control characters. */
export const knowledgeBaseNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}/\\]+$/u, 'must not contain control characters or slashes');

/** A knowledge base with the number of its documents and living chunks. */
export const knowledgeBaseSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Milliseconds since the epoch. */
  createdAt: z.int(),
  documents: z.int(),
  chunks: z.int(),
});
export type KnowledgeBaseSummary = z.infer<typeof knowledgeBaseSchema>;
export const knowledgeBaseListSchema = z.object({ knowledgeBases: z.array(knowledgeBaseSchema) });
export const createKnowledgeBaseSchema = z.strictObject({ name: knowledgeBaseNameSchema });

/** A document as lists show it. */
export const documentSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  status: z.enum(['done', 'partial', 'failed']),
  /** Why it is not `done`; else `null`. */
  reason: z.string().nullable(),
  reasonZh: z.string().nullable(),
  format: z.string().nullable(),
  bytes: z.int(),
  coverage: z.number().nullable(),
  chunks: z.int(),
  warnings: z.array(warningSchema),
  documentVersion: z.string(),
  addedAt: z.int(),
});
export type DocumentSummary = z.infer<typeof documentSummarySchema>;
export const documentListSchema = z.object({ documents: z.array(documentSummarySchema) });
/** A document with where it came from and its ledger; `null` where it could not be read. */
export const documentDetailSchema = documentSummarySchema.extend({
  origin: originSchema,
  ledger: ledgerSchema.nullable(),
});
export type DocumentDetail = z.infer<typeof documentDetailSchema>;

/** What an `ingest` says of one file. `unchanged`: the same bytes under the same processing were there already. */
export const ingestedDocumentSchema = z.object({
  id: z.string().nullable(),
  name: z.string(),
  path: z.string(),
  status: z.enum(['done', 'unchanged', 'partial', 'failed', 'skipped']),
  reason: z.string().nullable(),
  reasonZh: z.string().nullable(),
  coverage: z.number().nullable(),
  /** Pages of a paged format; else `null`. */
  pages: z.int().nullable(),
  chunks: z.int(),
  seconds: z.number(),
});
export type IngestedDocument = z.infer<typeof ingestedDocumentSchema>;
export const ingestReportSchema = z.object({ documents: z.array(ingestedDocumentSchema), seconds: z.number() });
export type IngestReport = z.infer<typeof ingestReportSchema>;

/** A document's way through ingestion. `result` is there once `state` is `done` (also for failed and skipped documents). */
export const jobSchema = z.object({
  id: z.string(),
  knowledgeBaseId: z.string(),
  name: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  stage: z.string().nullable(),
  done: z.number(),
  total: z.number(),
  result: ingestedDocumentSchema.nullable(),
  createdAt: z.int(),
});
export type IngestJob = z.infer<typeof jobSchema>;
export const jobListSchema = z.object({ jobs: z.array(jobSchema) });

/** Conditions that all hold. `addedFrom` (inclusive) and `addedBefore` (exclusive) are milliseconds since the epoch. */
export const filterSchema = z.strictObject({
  documentIds: z.array(z.string()).max(1000).optional(),
  pathPrefixes: z.array(z.string()).max(100).optional(),
  formats: z.array(z.string()).max(100).optional(),
  addedFrom: z.int().optional(),
  addedBefore: z.int().optional(),
});
/** Longest question or query that is taken, in UTF-16 units; a longer one is an error, never cut. */
export const maxQuestionLength = 4000;
/** Most passages that one search gives. */
export const maxPassages = 1000;
const questionText = z.string().trim().min(1).max(maxQuestionLength);
/** A search; an unknown key is an error. */
export const searchRequestSchema = z.strictObject({
  query: questionText,
  /** Number of passages. */
  k: z.int().min(1).max(maxPassages).optional(),
  filter: filterSchema.optional(),
});
export type SearchRequest = z.infer<typeof searchRequestSchema>;
/** A question; `k` is the number of passages that the answer may draw on. */
export const askRequestSchema = z.strictObject({
  question: questionText,
  k: z.int().min(1).max(maxPassages).optional(),
  filter: filterSchema.optional(),
});
export type AskRequest = z.infer<typeof askRequestSchema>;

/** What the viewer needs to show a document version beside an answer. */
export const documentViewSchema = z.object({
  document: z.object({ id: z.string(), name: z.string() }),
  documentVersion: z.string(),
  /** False when a newer version has taken its place: "the source has changed since". */
  current: z.boolean(),
  format: z.string(),
  title: z.string().nullable(),
  /** Text formats: the decoded original; `text` locators count in it. */
  text: z.string().nullable(),
  /** HTML, DOCX: a stamped tree of `ViewElement` for `section` locators. */
  view: z.unknown().nullable(),
  /** PDF: page sizes in points. */
  pages: z.array(z.object({ width: z.number(), height: z.number() })).nullable(),
});
export type DocumentView = z.infer<typeof documentViewSchema>;

/** What a face must know of the server before it asks for anything. */
export const serverInfoSchema = z.object({
  version: z.string(),
  /** Kinds of answers the server can give now. */
  answerKinds: z.array(answerKindSchema),
  /** Name of the sample knowledge base, where it may be made or is there. */
  sampleKnowledgeBase: z.string(),
  /** Lower-case extensions without a dot that the page may suggest. */
  formats: z.array(z.string()),
  maxUploadBytes: z.int(),
});
export type ServerInfo = z.infer<typeof serverInfoSchema>;
