import { segmentForIndex } from '../language/segment-for-index.ts';
import type { Unit } from './cut-units.ts';
import { fitsKind, questionKind } from './question-kind.ts';
import { definesSubject, questionSubject } from './question-subject.ts';
import { coverage, type WeighedTerm } from './weigh-question.ts';

export interface ScoredUnit {
  readonly unit: Unit;
  /** Comparable within one question only. */
  readonly score: number;
}

/**
 * What a term is worth that stands not in the sentence itself but around it: a
 * sentence under the right heading, or after the one that names its subject,
 * speaks of it without repeating it.
 */
const aroundWeights = { heading: 0.7, before: 0.5, after: 0.3 };
/** Chosen on the odd questions of cmrc2018 and by reading answers from a small course. */
const bonus = {
  kind: 0.15,
  definition: 0.3,
  heading: 0.25,
  source: 0.12,
  question: -0.4,
  fragment: -0.3,
  repetition: -0.4,
};

/** Scores every unit of every source as an answer to the question, in the given order. */
export function scoreUnits(question: string, terms: readonly WeighedTerm[], units: readonly Unit[]): ScoredUnit[] {
  const kind = questionKind(question);
  const subject = questionSubject(question);
  const asked = new Set(terms.map(({ term }) => term));
  const bestSource = units.reduce((best, { source }) => Math.max(best, source.score), 0);
  const headings = new Map<Unit['source'], Heading>();
  return units.map((unit, index) => {
    let heading = headings.get(unit.source);
    if (heading === undefined) {
      heading = readHeading(unit, terms);
      headings.set(unit.source, heading);
    }
    const before = neighbour(units, unit, index - 1);
    const after = neighbour(units, unit, index + 1);
    let score = relevance(terms, unit, { heading: heading.terms, before, after });
    score += bonus.kind * fitsKind(kind, unit.text);
    if (kind === 'definition' && definesSubject(unit.text, subject)) score += bonus.definition;
    if (heading.leads) score += (bonus.heading * heading.match) / (1 + unit.ordinal);
    if (bestSource > 0) score += (bonus.source * unit.source.score) / bestSource;
    if (/[?？]["”’」』）)]*$/.test(unit.text)) score += bonus.question;
    if (unit.terms.size < 3) score += bonus.fragment;
    let fresh = 0;
    for (const term of unit.terms) if (!asked.has(term)) fresh += 1;
    if (fresh < 2) score += bonus.repetition;
    return { unit, score };
  });
}

interface Heading {
  readonly terms: ReadonlySet<string>;
  /** How much of the question the nearest heading holds, 0 to 1. */
  readonly match: number;
  /** The source begins right below that heading. */
  readonly leads: boolean;
}

function readHeading({ source: { chunk } }: Unit, terms: readonly WeighedTerm[]): Heading {
  const nearest = chunk.context.at(-1);
  const line = chunk.contextText.trimEnd().split('\n').at(-1) ?? '';
  return {
    terms: new Set(segmentForIndex(chunk.contextText)),
    match: coverage(terms, new Set(segmentForIndex(line))),
    // Nothing but line ends stands between a heading and the text under it.
    leads: nearest !== undefined && chunk.start - nearest.end <= 4,
  };
}

const none: ReadonlySet<string> = new Set();

function neighbour(units: readonly Unit[], { source }: Unit, index: number): ReadonlySet<string> {
  const other = units[index];
  return other?.source === source ? other.terms : none;
}

function relevance(
  terms: readonly WeighedTerm[],
  unit: Unit,
  around: Readonly<Record<keyof typeof aroundWeights, ReadonlySet<string>>>,
): number {
  let total = 0;
  let held = 0;
  for (const { term, value } of terms) {
    total += value;
    if (unit.terms.has(term)) held += value;
    else if (around.heading.has(term)) held += value * aroundWeights.heading;
    else if (around.before.has(term)) held += value * aroundWeights.before;
    else if (around.after.has(term)) held += value * aroundWeights.after;
  }
  return total === 0 ? 0 : held / total;
}
