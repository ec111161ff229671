import type { Problem } from '../contracts/http.ts';
import type { Language } from './messages.ts';

/** What the server, or the way to it, said. `unreachable`: no answer at all. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly #problem: Partial<Problem>;

  constructor({ code, status, problem = {} }: { code: string; status: number; problem?: Partial<Problem> }) {
    super(problem.detail ?? code);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.#problem = problem;
  }

  /** The server's own words in the reader's language; empty where it said none. */
  words(language: Language): string {
    const { detail, detailZh, title } = this.#problem;
    return (language === 'zh' ? (detailZh ?? detail) : detail) ?? title ?? '';
  }
}
