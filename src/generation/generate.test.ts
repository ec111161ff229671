import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerPart, answerPartSchema } from '../contracts/answer-part.ts';
import { collectAnswer } from '../contracts/collect-answer.ts';
import type { GroundedPrompt } from '../contracts/grounded-prompt.ts';
import { generate } from './generate.ts';
import { groundedPromptSpecimen, type SpecimenSource } from './grounded-prompt-specimen.conformance.ts';

const context = () => {
  let clock = 0;
  return { answerId: 'answer-1', traceId: 'trace-1', now: () => clock++ };
};

async function partsOf(prompt: GroundedPrompt, signal?: AbortSignal): Promise<AnswerPart[]> {
  const parts: AnswerPart[] = [];
  for await (const part of generate(prompt, { ...context(), signal })) parts.push(part);
  return parts;
}

async function answerTo(question: string, sources: readonly SpecimenSource[]) {
  return collectAnswer(await partsOf(groundedPromptSpecimen(question, sources)));
}

const tea: readonly SpecimenSource[] = [
  {
    heading: '绿茶',
    text: '绿茶是一种不经发酵的茶，由茶树的新叶制成。冲泡绿茶的水温以八十度为宜。它在江南一带很受欢迎。',
  },
  {
    heading: '红茶',
    text: '红茶经过完全发酵。正山小种产于1610年前后的武夷山，由当地茶农首创。加工分为四步：\n萎凋\n揉捻\n发酵\n干燥',
  },
  {
    heading: 'Clocks',
    text: 'The tower clock was built by John Harrow in 1774. It weighs 320 kilograms. Its bell rings at noon.',
  },
  {
    heading: 'Pendulum',
    text: 'A pendulum is a weight hung from a pivot so that it can swing freely. Its period depends on its length.',
  },
];

describe('generate', () => {
  it('says which passages did not fit', async () => {
    const parts = await partsOf({ ...groundedPromptSpecimen('什么是绿茶？', tea), leftOut: ['c1', 'c2'] });
    expect(parts.flatMap((part) => (part.type === 'warning' ? [part.warning.code] : []))).toEqual(['sources-left-out']);
  });

  it('answers a Chinese definition with the sentence that defines', async () => {
    const answer = await answerTo('什么是绿茶？', tea);
    expect(answer).toMatchObject({
      kind: 'extractive',
      status: 'answered',
      verdict: 'supported',
      finishReason: 'stop',
    });
    expect(answer.answer).toContain('绿茶是一种不经发酵的茶，由茶树的新叶制成。');
    expect(answer.sentences[0]).toMatchObject({ verdict: 'supported', reasons: ['verbatim'] });
    expect(answer.sentences[0]!.citations[0]).toMatchObject({ source: 1, documentVersion: 'version-1', start: 3 });
    expect(answer.sentences[0]!.citations[0]!.locators).toHaveLength(1);
    expect(answer.nearest).toEqual([]);
  });

  it('answers an English definition, a when and a how much', async () => {
    expect((await answerTo('What is a pendulum?', tea)).answer).toContain('A pendulum is a weight hung from a pivot');
    expect((await answerTo('When was the tower clock built?', tea)).answer).toContain('1774');
    expect((await answerTo('How much does the tower clock weigh?', tea)).answer).toContain('320 kilograms');
  });

  it('goes on after a colon with the list it opens', async () => {
    const { answer, sentences } = await answerTo('红茶加工分为哪四步？', tea);
    expect(answer).toContain('加工分为四步：\n萎凋\n揉捻\n发酵\n干燥');
    expect(sentences.length).toBeGreaterThanOrEqual(5);
  });

  it.each([
    ['量子纠缠的实验由谁完成？', '似乎没有回答'],
    ['What is the capital of France?', 'do not seem to answer'],
  ])('declines %s and shows the nearest passages', async (question, says) => {
    const answer = await answerTo(question, tea);
    expect(answer).toMatchObject({ status: 'declined', verdict: 'not-a-claim', finishReason: 'declined' });
    expect(answer.answer).toContain(says);
    expect(answer.nearest.map(({ rank, chunkId }) => [rank, chunkId])).toEqual([
      [1, 'chunk-1'],
      [2, 'chunk-2'],
      [3, 'chunk-3'],
    ]);
    expect(answer.nearest[0]!.scores).toEqual({ keyword: { rank: 1, score: 10 } });
    expect(answer.sentences.flatMap(({ citations }) => citations)).toEqual([]);
  });

  it('declines without sources', async () => {
    const answer = await answerTo('谁发明了钟表？', []);
    expect(answer).toMatchObject({ status: 'declined', nearest: [], sources: [] });
  });

  it('leaves out a sentence whose passage is not as long as its span, and says so', async () => {
    const prompt = groundedPromptSpecimen('什么是绿茶？', tea);
    const [first, ...rest] = prompt.sources;
    const damaged = { ...first!, chunk: { ...first!.chunk, end: first!.chunk.end - 2 } };
    const answer = await collectAnswer(await partsOf({ ...prompt, sources: [damaged, ...rest] }));
    expect(answer.warnings.map(({ code }) => code)).toContain('quote-not-found');
    expect(answer.sentences.flatMap(({ citations }) => citations).some(({ source }) => source === 1)).toBe(false);
  });

  it('ends as cancelled when the signal is raised, before and in the middle', async () => {
    const prompt = groundedPromptSpecimen('红茶加工分为哪四步？', tea);
    const raised = await partsOf(prompt, AbortSignal.abort());
    expect(raised.map(({ type }) => type)).toEqual(['sources', 'answer-end']);
    expect(raised.at(-1)).toMatchObject({ finishReason: 'cancelled' });

    const controller = new AbortController();
    const parts: AnswerPart[] = [];
    for await (const part of generate(prompt, { ...context(), signal: controller.signal })) {
      parts.push(part);
      if (part.type === 'sentence-checked') controller.abort();
    }
    expect(parts.map(({ type }) => type)).toEqual(['sources', 'text-delta', 'sentence-checked', 'answer-end']);
    expect(parts.at(-1)).toMatchObject({ finishReason: 'cancelled', status: 'answered' });
  });

  it('turns what is thrown inside into an error part that ends the stream', async () => {
    const prompt = groundedPromptSpecimen('什么是绿茶？', tea);
    const source = {
      ...prompt.sources[0]!,
      chunk: { ...prompt.sources[0]!.chunk, text: undefined as unknown as string },
    };
    const parts = await partsOf({ ...prompt, sources: [source] });
    expect(parts.at(-1)).toMatchObject({ type: 'error', code: 'internal', retryable: false });
    await expect(collectAnswer(parts)).rejects.toMatchObject({ code: 'internal' });
  });
});

const piece = fc.constantFrom(
  '绿茶是茶。',
  '水温以八十度为宜',
  '加工分为：',
  '\n',
  '\n\n',
  ' ',
  '谁知道？',
  'The clock is old.',
  ' It was built in 1774.',
  '一、',
  '- item\n',
  '𠮷野家',
  '👨‍👩‍👧。',
  '，',
  '"quoted."',
  '\t',
  '1,234',
  'clock',
);
const text = fc.array(piece, { minLength: 0, maxLength: 60 }).map((pieces) => pieces.join(''));

describe('the stream of any answer', () => {
  it('is numbered, valid, closed, and quotes what stands at its place', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ text, heading: fc.constantFrom('', '绿茶', 'Clock') }), { maxLength: 4 }),
        fc.constantFrom('什么是绿茶？', 'When was the clock built?', '加工分为哪几步', '？', 'clock'),
        async (sources, question) => {
          const prompt = groundedPromptSpecimen(question, sources);
          const parts = await partsOf(prompt);
          parts.forEach((part, index) => {
            expect(answerPartSchema.safeParse(part).success).toBe(true);
            expect(part.sequence).toBe(index);
          });
          expect(parts[0]!.type).toBe('sources');
          expect(parts.filter(({ type }) => type === 'answer-end' || type === 'error')).toHaveLength(1);
          expect(parts.at(-1)!.type).toBe('answer-end');
          const answer = await collectAnswer(parts);
          let last = 0;
          for (const sentence of answer.sentences) {
            expect(answer.answer.slice(sentence.start, sentence.end)).toBe(sentence.text);
            expect(sentence.start).toBeGreaterThanOrEqual(last);
            last = sentence.end;
            for (const { source, start, end, quote } of sentence.citations) {
              const { chunk } = prompt.sources[source - 1]!;
              expect(quote).toBe(sentence.text);
              expect(`${chunk.contextText}${chunk.contextText === '' ? '' : '\n'}${chunk.text}`.slice(start, end)).toBe(
                quote,
              );
              // A lone surrogate makes this throw.
              expect(() => encodeURIComponent(quote)).not.toThrow();
            }
          }
          expect(last).toBe(answer.answer.length);
          expect(answer.sentences.length).toBeLessThanOrEqual(8);
        },
      ),
      { numRuns: 150 },
    );
  });
});
