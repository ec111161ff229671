import type { Citation } from '../../contracts/http.ts';
import type { SourceTarget } from '../source/source-target.ts';

/** One target per cited source, in the order of citing; several quotes of one source are opened together. */
export function citationTargets(citations: readonly Citation[]): SourceTarget[] {
  const bySource = new Map<number, SourceTarget>();
  for (const { source, document, documentVersion, quote, locators } of citations) {
    const before = bySource.get(source);
    bySource.set(source, {
      document,
      documentVersion,
      number: source,
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
