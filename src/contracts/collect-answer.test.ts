import { describe, expect, it } from 'vitest';
import type { AnswerPart } from './answer-part.ts';
import { collectAnswer } from './collect-answer.ts';

const begin: AnswerPart = { type: 'sources', answerId: 'a', sequence: 0, kind: 'extractive', sources: [] };
const delta = (text: string, sequence: number): AnswerPart => ({ type: 'text-delta', answerId: 'a', sequence, text });
const end: AnswerPart = {
  type: 'answer-end',
  answerId: 'a',
  sequence: 9,
  status: 'answered',
  verdict: 'supported',
  finishReason: 'stop',
  usage: { inputTokens: 1, outputTokens: 2, milliseconds: 3 },
  traceId: 't',
  nearest: [],
};

describe('collectAnswer', () => {
  it('folds the parts into one answer, from a list and from a stream', async () => {
    const sentence = { start: 0, end: 3, text: '绿茶。', verdict: 'supported' as const, reasons: [], citations: [] };
    const warning = { code: 'quote-not-found', message: 'Left out.', messageZh: '未被采用。' };
    const parts: AnswerPart[] = [
      begin,
      delta('绿茶。', 1),
      { type: 'sentence-checked', answerId: 'a', sequence: 2, sentence },
      { type: 'warning', answerId: 'a', sequence: 3, warning },
      delta(' Tea.', 4),
      end,
    ];
    const answer = await collectAnswer(parts);
    expect(answer).toMatchObject({ answerId: 'a', answer: '绿茶。 Tea.', kind: 'extractive', status: 'answered' });
    expect(answer).toMatchObject({
      sentences: [sentence],
      warnings: [warning],
      traceId: 't',
      usage: { outputTokens: 2 },
    });
    async function* stream() {
      yield* parts;
    }
    expect(await collectAnswer(stream())).toEqual(answer);
  });

  it('throws what an error part carries, a code that is unknown as internal', async () => {
    const error = (code: string): AnswerPart => ({
      type: 'error',
      answerId: 'a',
      sequence: 1,
      code,
      message: 'It failed.',
      messageZh: '失败。',
      retryable: false,
    });
    await expect(collectAnswer([begin, error('not-found')])).rejects.toMatchObject({
      code: 'not-found',
      messageZh: '失败。',
    });
    await expect(collectAnswer([begin, error('made-up')])).rejects.toMatchObject({ code: 'internal' });
  });

  it.each([
    ['without an end', [begin, delta('a', 1)]],
    ['without sources', [delta('a', 1), end]],
    ['with words after its end', [begin, end, delta('a', 10)]],
    ['of nothing', []],
  ])('throws for a stream %s', async (_, parts) => {
    await expect(collectAnswer(parts)).rejects.toMatchObject({ code: 'internal' });
  });
});
