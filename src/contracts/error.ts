/**
 * The closed catalogue of what can go wrong, and how each face says it:
 * HTTP status, exit code of the command line, and whether trying again may help.
 */
export const errorCatalogue = {
  'invalid-input': { httpStatus: 400, exitCode: 2, retryable: false },
  unauthorized: { httpStatus: 401, exitCode: 3, retryable: false },
  forbidden: { httpStatus: 403, exitCode: 3, retryable: false },
  'not-found': { httpStatus: 404, exitCode: 4, retryable: false },
  'already-exists': { httpStatus: 409, exitCode: 5, retryable: false },
  'home-in-use': { httpStatus: 409, exitCode: 5, retryable: true },
  'too-large': { httpStatus: 413, exitCode: 6, retryable: false },
  'unsupported-format': { httpStatus: 415, exitCode: 6, retryable: false },
  'encrypted-document': { httpStatus: 422, exitCode: 6, retryable: false },
  'damaged-document': { httpStatus: 422, exitCode: 6, retryable: false },
  'empty-document': { httpStatus: 422, exitCode: 6, retryable: false },
  'hostile-document': { httpStatus: 422, exitCode: 6, retryable: false },
  'parser-timeout': { httpStatus: 422, exitCode: 6, retryable: true },
  'parser-out-of-memory': { httpStatus: 422, exitCode: 6, retryable: true },
  'parser-crashed': { httpStatus: 422, exitCode: 6, retryable: true },
  'too-many-requests': { httpStatus: 429, exitCode: 7, retryable: true },
  cancelled: { httpStatus: 499, exitCode: 130, retryable: true },
  'storage-failed': { httpStatus: 500, exitCode: 8, retryable: true },
  internal: { httpStatus: 500, exitCode: 70, retryable: false },
  'unsupported-platform': { httpStatus: 501, exitCode: 9, retryable: false },
  'server-unreachable': { httpStatus: 503, exitCode: 10, retryable: true },
} as const satisfies Record<string, { httpStatus: number; exitCode: number; retryable: boolean }>;

export type ErrorCode = keyof typeof errorCatalogue;

/**
 * The one error of Ragstone. `message` says in English what failed, on what,
 * and what to do next; `messageZh` the same in Chinese. Internal text belongs
 * into `cause`, which never reaches a client.
 */
export class RagstoneError extends Error {
  readonly code: ErrorCode;
  readonly messageZh: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    {
      en,
      zh,
      details = {},
      cause,
    }: { en: string; zh: string; details?: Readonly<Record<string, unknown>>; cause?: unknown },
  ) {
    super(en, cause === undefined ? undefined : { cause });
    this.name = 'RagstoneError';
    this.code = code;
    this.messageZh = zh;
    this.details = details;
  }

  get retryable(): boolean {
    return errorCatalogue[this.code].retryable;
  }
}
