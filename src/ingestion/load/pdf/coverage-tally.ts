import type { Coverage } from '../../../contracts/parsed-document.ts';
import { type SkipReason, skipReason } from '../skip-reason.ts';

const sampleCount = 5;
const sampleLength = 60;

/** Counts glyphs in UTF-16 units while a document is read: every one is either kept in a block or skipped with a reason. */
export interface CoverageTally {
  see(units: number): void;
  skip(reason: SkipReason, text: string): void;
  coverage(kept: number): Coverage;
}

export function createCoverageTally(): CoverageTally {
  let total = 0;
  const skipped = new Map<SkipReason, { characters: number; samples: string[] }>();
  return {
    see: (units) => {
      total += units;
    },
    skip: (reason, text) => {
      const entry = skipped.get(reason) ?? { characters: 0, samples: [] };
      entry.characters += text.length;
      const last = entry.samples.at(-1);
      if (last !== undefined && last.length + text.length <= sampleLength && text.length <= 2) {
        entry.samples[entry.samples.length - 1] = last + text;
      } else if (entry.samples.length < sampleCount) {
        entry.samples.push(text.slice(0, sampleLength));
      }
      skipped.set(reason, entry);
    },
    coverage: (kept) => ({
      total,
      kept,
      markup: 0,
      skipped: [...skipped].map(([reason, entry]) => ({ ...skipReason(reason), ...entry })),
    }),
  };
}
