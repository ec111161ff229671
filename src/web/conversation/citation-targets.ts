import type { AnswerSentence, Citation } from '../../contracts/http.ts';
import type { SourceTarget } from '../source/source-target.ts';

/** Numbers for the reader: the source that is cited first is 1, whatever its rank among what was found. */
export function numberSources(sentences: readonly AnswerSentence[]): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  for (const { citations } of sentences)
    for (const { source } of citations) if (!numbers.has(source)) numbers.set(source, numbers.size + 1);
  return numbers;
}

/** One target per cited source, in the order of citing; several quotes of one source are opened together. */
export function citationTargets(citations: readonly Citation[], numbers: ReadonlyMap<number, number>): SourceTarget[] {
  const bySource = new Map<number, SourceTarget>();
  for (const { source, document, documentVersion, quote, locators } of citations) {
    const before = bySource.get(source);
    bySource.set(source, {
      document,
      documentVersion,
      number: numbers.get(source) ?? source,
      locators: [...(before?.locators ?? []), ...locators],
      quote: before === undefined ? quote : `${before.quote}\n${quote}`,
    });
  }
  return [...bySource.values()];
}

export const isSameTarget = (a: SourceTarget | null, b: SourceTarget): boolean =>
  a !== null &&
  a.documentVersion === b.documentVersion &&
  a.quote === b.quote &&
  a.number === b.number &&
  JSON.stringify(a.locators) === JSON.stringify(b.locators);
