import type { AnswerSentence, AnswerSource, Verdict } from '../contracts/answer.ts';
import type { UnnumberedAnswerPart } from '../contracts/answer-part.ts';
import type { GroundedPrompt, NumberedSource } from '../contracts/grounded-prompt.ts';
import { locateSpan } from '../contracts/locate-span.ts';
import { toPassage } from '../contracts/to-passage.ts';
import type { Warning } from '../contracts/warning.ts';
import { estimateTokens } from '../language/estimate-tokens.ts';
import { citeUnit } from './cite-unit.ts';
import { cutUnits, type Unit } from './cut-units.ts';
import { declines } from './decide-abstention.ts';
import { extractSentences } from './extract-sentences.ts';
import { separatorBetween } from './join-units.ts';
import { refusal } from './refusal.ts';
import { weighQuestion } from './weigh-question.ts';

const mostNearest = 3;

type AnswerEnd = Extract<UnnumberedAnswerPart, { type: 'answer-end' }>;

/** The parts of an answer that is made of the sources' own sentences, or of a refusal. */
export function* answerExtractively(
  prompt: GroundedPrompt,
  {
    traceId,
    now,
    signal,
  }: { readonly traceId: string; readonly now: () => number; readonly signal?: AbortSignal | undefined },
): Generator<UnnumberedAnswerPart> {
  const began = now();
  let text = '';
  const end = (ending: Pick<AnswerEnd, 'status' | 'verdict' | 'finishReason' | 'nearest'>): AnswerEnd => ({
    type: 'answer-end',
    ...ending,
    usage: {
      inputTokens: prompt.budget.usedTokens,
      outputTokens: text === '' ? 0 : estimateTokens(text),
      milliseconds: Math.max(0, now() - began),
    },
    traceId,
  });
  yield { type: 'sources', kind: 'extractive', sources: prompt.sources.map(toAnswerSource) };
  if (prompt.leftOut.length > 0) yield { type: 'warning', warning: sourcesLeftOut(prompt) };
  if (isAborted(signal)) return yield cancelled(end, []);

  const units = prompt.sources.flatMap(cutUnits);
  const question = weighQuestion(prompt.question, prompt.terms);
  const chosen = declines(question, prompt.sources, units) ? [] : extractSentences(prompt.question, question, units);
  const sentences: AnswerSentence[] = [];
  let previous: Unit | undefined;
  for (const unit of chosen) {
    if (isAborted(signal)) return yield cancelled(end, sentences);
    const citation = citeUnit(unit);
    if (citation === undefined) {
      yield { type: 'warning', warning: quoteNotFound(unit) };
      continue;
    }
    const delta = separatorBetween(previous, unit) + unit.text;
    text += delta;
    const sentence: AnswerSentence = {
      start: text.length - unit.text.length,
      end: text.length,
      text: unit.text,
      verdict: 'supported',
      reasons: ['verbatim'],
      citations: [citation],
    };
    sentences.push(sentence);
    previous = unit;
    yield { type: 'text-delta', text: delta };
    yield { type: 'sentence-checked', sentence };
  }
  if (isAborted(signal)) return yield cancelled(end, sentences);
  if (sentences.length > 0) {
    return yield end({ status: 'answered', verdict: worstVerdict(sentences), finishReason: 'stop', nearest: [] });
  }

  text = refusal(prompt.language, prompt.sources.length > 0);
  yield { type: 'text-delta', text };
  yield { type: 'sentence-checked', sentence: notAClaim(text) };
  yield end({
    status: 'declined',
    verdict: 'not-a-claim',
    finishReason: 'declined',
    nearest: prompt.sources.slice(0, mostNearest).map((source) => toPassage({ ...source, rank: source.number })),
  });
}

/** Asked anew each time: between two parts the reader may have left. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function cancelled(
  end: (ending: Pick<AnswerEnd, 'status' | 'verdict' | 'finishReason' | 'nearest'>) => AnswerEnd,
  sentences: readonly AnswerSentence[],
): AnswerEnd {
  const status = sentences.length > 0 ? 'answered' : 'declined';
  return end({ status, verdict: worstVerdict(sentences), finishReason: 'cancelled', nearest: [] });
}

const fromWorst: readonly Verdict[] = ['contradicted', 'unsupported', 'partly-supported', 'not-checked', 'supported'];

function worstVerdict(sentences: readonly AnswerSentence[]): Verdict {
  return fromWorst.find((verdict) => sentences.some((sentence) => sentence.verdict === verdict)) ?? 'not-checked';
}

function notAClaim(text: string): AnswerSentence {
  return { start: 0, end: text.length, text, verdict: 'not-a-claim', reasons: ['declined'], citations: [] };
}

function quoteNotFound({ source, start, end }: Unit) {
  return {
    code: 'quote-not-found',
    message: `A sentence of source ${source.number} (${source.documentName}) was left out: its text is not found at ${start}–${end} of the passage. Run "ragstone doctor" to check the index.`,
    messageZh: `来源 ${source.number}（${source.documentName}）中有一句未被采用：在该段落的 ${start}–${end} 处找不到其原文。请运行“ragstone doctor”检查索引。`,
  };
}

function toAnswerSource({ number, chunk, documentName }: NumberedSource): AnswerSource {
  return {
    number,
    chunkId: chunk.id,
    document: { id: chunk.documentId, name: documentName },
    documentVersion: chunk.documentVersion,
    text: chunk.text,
    context: chunk.contextText,
    start: chunk.start,
    end: chunk.end,
    locators: locateSpan(chunk.located, chunk.start, chunk.end),
  };
}

function sourcesLeftOut({ leftOut, budget }: GroundedPrompt): Warning {
  return {
    code: 'sources-left-out',
    message: `${leftOut.length} passages that were found did not fit into ${budget.maxTokens} tokens and were not read. Ask with a smaller -k, or more narrowly.`,
    messageZh: `找到的段落中有 ${leftOut.length} 个超出 ${budget.maxTokens} 个词元的上限，未被读取。请减小 -k，或缩小问题范围。`,
  };
}
