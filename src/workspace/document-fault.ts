import { type ErrorCode, RagstoneError } from '../contracts/error.ts';
import type { JobError } from '../storage/job-queue.ts';

const documentCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'unsupported-format',
  'encrypted-document',
  'damaged-document',
  'empty-document',
  'hostile-document',
  'parser-timeout',
  'parser-out-of-memory',
  'parser-crashed',
]);

/** The error where the document is to blame; `null` where it is Ragstone or the machine (disk full, a bug). */
export function documentFault(error: unknown): RagstoneError | null {
  return error instanceof RagstoneError && documentCodes.has(error.code) ? error : null;
}

/** What is written to the job of an error that is no document's fault. */
export function describeFailure(error: unknown): JobError {
  if (error instanceof RagstoneError) {
    return { code: error.code, message: error.message, messageZh: error.messageZh };
  }
  return {
    code: 'internal',
    message: 'An unexpected error stopped this document; the log of the server has the details.',
    messageZh: '处理该文档时发生意外错误，详情请查看服务器日志。',
  };
}
