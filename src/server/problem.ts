import { errorCatalogue, RagstoneError } from '../contracts/error.ts';
import type { Problem } from '../contracts/http.ts';

/** Any error as `application/problem+json` (RFC 9457). Internal text never reaches a client. */
export function toProblem(error: unknown): Problem {
  const known = error instanceof RagstoneError ? error : internal(error);
  return {
    type: `urn:ragstone:error:${known.code}`,
    title: known.code,
    status: errorCatalogue[known.code].httpStatus,
    code: known.code,
    detail: known.message,
    detailZh: known.messageZh,
    details: { ...known.details },
  };
}

export function problemResponse(error: unknown): Response {
  const problem = toProblem(error);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
  });
}

function internal(cause: unknown): RagstoneError {
  return new RagstoneError('internal', {
    en: 'Something went wrong inside Ragstone. The log of the server has the details; please report it.',
    zh: 'Ragstone 内部出错。服务端日志中有详细信息，请报告该问题。',
    cause,
  });
}
