import type { Chunk } from '../contracts/chunk.ts';
import type { GroundedPrompt, NumberedSource } from '../contracts/grounded-prompt.ts';
import { analyseQuery } from '../language/analyse-query.ts';
import { detectLanguage } from '../language/detect-language.ts';
import { segmentForIndex } from '../language/segment-for-index.ts';

export interface SpecimenSource {
  readonly text: string;
  readonly heading?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * A prompt over hand-made sources, for tests: each is a document of one chunk
 * under its heading, and the sources are the whole knowledge base that the
 * terms' idf is counted in. Sources keep the order in which they are given.
 */
export function groundedPromptSpecimen(question: string, sources: readonly SpecimenSource[]): GroundedPrompt {
  const numbered = sources.map(toSource);
  const held = numbered.map(({ chunk }) => new Set(segmentForIndex(`${chunk.contextText}\n${chunk.text}`)));
  const terms = analyseQuery(question).map(({ term, weight }) => {
    const frequency = held.filter((terms) => terms.has(term)).length;
    const inverseDocumentFrequency = Math.log(1 + (held.length - frequency + 0.5) / (frequency + 0.5));
    return { term, weight, inverseDocumentFrequency };
  });
  return {
    question,
    language: detectLanguage(question),
    terms,
    sources: numbered,
    messages: [],
    budget: { maxTokens: 6_000, usedTokens: 100, estimated: true },
    leftOut: [],
  };
}

function toSource({ text, heading = '', name }: SpecimenSource, index: number): NumberedSource {
  const start = heading === '' ? 0 : heading.length + 1;
  const end = start + text.length;
  const chunk: Chunk = {
    id: `chunk-${index + 1}`,
    documentId: `document-${index + 1}`,
    documentVersion: `version-${index + 1}`,
    ordinal: 0,
    start,
    end,
    text,
    context: heading === '' ? [] : [{ start: 0, end: heading.length }],
    contextText: heading,
    tokens: text.length,
    located: [{ start, end, locator: { kind: 'text', start, end, line: 1, column: 1, endLine: 1, endColumn: 1 } }],
  };
  const score = 10 - index;
  return {
    number: index + 1,
    chunk,
    documentName: name ?? `document-${index + 1}.md`,
    score,
    scores: { keyword: { rank: index + 1, score } },
  };
}
