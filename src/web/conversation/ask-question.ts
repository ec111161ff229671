import type { AnswerPart } from '../../contracts/http.ts';
import { apiClient } from '../api-client.ts';
import { ApiError } from '../api-error.ts';
import { readEventStream } from './read-event-stream.ts';

/** Waits before the attempts to take a dropped stream up again; about 20 s in all. */
const retryDelaysMs = [300, 700, 1500, 3000, 5000, 10_000];

/**
 * Asks and gives the parts of the answer, each once and in order. A dropped
 * connection is taken up where it broke off. Throws `ApiError` where the
 * question was refused or the server stayed away.
 */
export async function* askQuestion({
  knowledgeBase,
  question,
  signal,
  onDropped,
}: {
  readonly knowledgeBase: string;
  readonly question: string;
  readonly signal: AbortSignal;
  readonly onDropped: (dropped: boolean) => void;
}): AsyncGenerator<AnswerPart> {
  let answerId: string | undefined;
  let last = -1;
  let failures = 0;
  let response = await apiClient.ask(knowledgeBase, question, signal);
  for (;;) {
    try {
      for await (const part of partsOf(response)) {
        onDropped(false);
        answerId = part.answerId;
        failures = 0;
        if (part.sequence <= last) continue;
        last = part.sequence;
        yield part;
        if (part.type === 'answer-end' || part.type === 'error') return;
      }
    } catch (error) {
      if (signal.aborted) throw error;
    }
    const resumed = await resume(answerId, last, failures, signal, onDropped);
    failures = resumed.failures;
    response = resumed.response;
  }
}

async function* partsOf(response: Response): AsyncGenerator<AnswerPart> {
  if (response.body === null) return;
  for await (const data of readEventStream(response.body)) yield JSON.parse(data) as AnswerPart;
}

async function resume(
  answerId: string | undefined,
  last: number,
  failures: number,
  signal: AbortSignal,
  onDropped: (dropped: boolean) => void,
): Promise<{ readonly response: Response; readonly failures: number }> {
  onDropped(true);
  for (let attempt = failures; answerId !== undefined && attempt < retryDelaysMs.length; attempt++) {
    await pause(retryDelaysMs[attempt] ?? 0, signal);
    try {
      return { response: await apiClient.resumeAnswer(answerId, last, signal), failures: attempt + 1 };
    } catch (error) {
      if (signal.aborted || !(error instanceof ApiError) || error.code !== 'unreachable') throw error;
    }
  }
  throw new ApiError({ code: 'unreachable', status: 0 });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
