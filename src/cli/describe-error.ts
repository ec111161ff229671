import { type ErrorCode, errorCatalogue, RagstoneError } from '../contracts/error.ts';

/** An error as `--json` prints it on standard error. */
export interface ErrorDescription {
  readonly code: ErrorCode;
  readonly message: string;
  readonly messageZh: string;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;
}

export function describeError(error: unknown): ErrorDescription {
  if (error instanceof RagstoneError) {
    const { code, message, messageZh, retryable, details } = error;
    return { code, message, messageZh, retryable, details };
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { code: 'cancelled', message: 'Stopped.', messageZh: '已停止。', retryable: true, details: {} };
  }
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `Something went wrong inside Ragstone (${text}). Please report it.`,
    messageZh: `Ragstone 内部出错（${text}）。请报告该问题。`,
    retryable: false,
    details: {},
  };
}

export function exitCodeOf(code: ErrorCode): number {
  return errorCatalogue[code].exitCode;
}
