import type { AnswerPart, UnnumberedAnswerPart } from '../contracts/answer-part.ts';
import { RagstoneError } from '../contracts/error.ts';
import type { GroundedPrompt } from '../contracts/grounded-prompt.ts';
import { answerExtractively } from './answer-extractively.ts';

export interface GenerationContext {
  readonly answerId: string;
  readonly traceId: string;
  /** Milliseconds; only differences are used. */
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * decide → extract → cite → check → end, as one numbered stream that begins
 * with `sources` and always closes with `answer-end` or `error`, also when it
 * is cancelled. What goes wrong inside comes out as an `error` part.
 */
export async function* generate(prompt: GroundedPrompt, context: GenerationContext): AsyncGenerator<AnswerPart> {
  const { answerId } = context;
  let sequence = 0;
  const numbered = (part: UnnumberedAnswerPart): AnswerPart => ({ ...part, answerId, sequence: sequence++ });
  try {
    for (const part of answerExtractively(prompt, context)) yield numbered(part);
  } catch (error) {
    yield numbered(describe(error));
  }
}

function describe(error: unknown): UnnumberedAnswerPart {
  if (error instanceof RagstoneError) {
    return {
      type: 'error',
      code: error.code,
      message: error.message,
      messageZh: error.messageZh,
      retryable: error.retryable,
    };
  }
  const message = 'The answer could not be composed from the sources. Ask again; if it fails again, report it.';
  const messageZh = '无法根据来源生成回答。请重新提问；如再次失败，请报告该问题。';
  return { type: 'error', code: 'internal', message, messageZh, retryable: false };
}
