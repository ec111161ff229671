import type { Answer } from './answer.ts';
import type { AnswerPart } from './answer-part.ts';
import { type ErrorCode, errorCatalogue, RagstoneError } from './error.ts';

/**
 * Folds the stream of one answer into the answer. Throws the error that an
 * `error` part carries, and `internal` for a stream that ends early, begins
 * with anything but `sources`, or says something after its end.
 */
export async function collectAnswer(parts: Iterable<AnswerPart> | AsyncIterable<AnswerPart>): Promise<Answer> {
  const sentences: Answer['sentences'] = [];
  const warnings: Answer['warnings'] = [];
  let begin: Extract<AnswerPart, { type: 'sources' }> | undefined;
  let end: Extract<AnswerPart, { type: 'answer-end' }> | undefined;
  let text = '';
  for await (const part of parts) {
    if (end !== undefined) throw broken(part.answerId, `"${part.type}" came after "answer-end"`);
    if (part.type === 'sources') begin = part;
    else if (part.type === 'text-delta') text += part.text;
    else if (part.type === 'sentence-checked') sentences.push(part.sentence);
    else if (part.type === 'warning') warnings.push(part.warning);
    else if (part.type === 'error') throw toError(part);
    else end = part;
  }
  if (begin === undefined) throw broken(end?.answerId, 'it has no "sources"');
  if (end === undefined) throw broken(begin.answerId, 'it stopped before "answer-end"');
  const { answerId, status, verdict, finishReason, usage, traceId, nearest } = end;
  const { kind, sources } = begin;
  return {
    answerId,
    answer: text,
    kind,
    status,
    verdict,
    sentences,
    sources,
    nearest,
    warnings,
    finishReason,
    usage,
    traceId,
  };
}

function toError({ answerId, code, message, messageZh }: Extract<AnswerPart, { type: 'error' }>): RagstoneError {
  const known = code in errorCatalogue;
  return new RagstoneError(known ? (code as ErrorCode) : 'internal', {
    en: message,
    zh: messageZh,
    details: known ? { answerId } : { answerId, code },
  });
}

function broken(answerId: string | undefined, why: string): RagstoneError {
  return new RagstoneError('internal', {
    en: `The stream of answer ${answerId ?? '(unnamed)'} is broken: ${why}. Ask again; if it happens again, report it as a defect.`,
    zh: `回答 ${answerId ?? '（无编号）'} 的数据流不完整。请重新提问；如再次出现，请作为缺陷报告。`,
    details: { answerId: answerId ?? null, why },
  });
}
