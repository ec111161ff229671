/** The library's face: open a workspace, add documents, search, ask. */
export type { Answer, AnswerSentence, AnswerSource, Citation, Verdict } from './contracts/answer.ts';
export type { AnswerPart } from './contracts/answer-part.ts';
export { collectAnswer } from './contracts/collect-answer.ts';
export { type ErrorCode, RagstoneError } from './contracts/error.ts';
export type {
  DocumentDetail,
  DocumentSummary,
  IngestedDocument,
  IngestReport,
  KnowledgeBaseSummary,
} from './contracts/http.ts';
export type { Ledger } from './contracts/ledger.ts';
export type { Box, Locator } from './contracts/locator.ts';
export type { Passage, SearchResult } from './contracts/scored-passage.ts';
export { type LocalWorkspace, openWorkspace } from './workspace/open-workspace.ts';
export { type ParseReport, parseFile } from './workspace/parse-file.ts';
export type { IngestProgress, IngestRequest, NewDocument, Workspace } from './workspace/workspace.ts';
