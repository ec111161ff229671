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
const aroundWeights = { heading: 0.7, before: 0.5, after: 0.3, elsewhere: 0.3 };
/** The part of a term's value that every sentence with it gets; the rest shrinks with the number of sentences of the source that hold it. */
const commonPart = 0.4;
/** Chosen on the odd questions of cmrc2018 and by reading answers from a small course. */
const bonus = {
  kind: 0.15,
  definition: 0.3,
  heading: 0.25,
  definingHeading: 0.5,
  source: 0.35,
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
  const surroundings = new Map<Unit['source'], Surroundings>();
  return units.map((unit, index) => {
    let surrounding = surroundings.get(unit.source);
    if (surrounding === undefined) {
      surrounding = readSurroundings(unit.source, terms, units);
      surroundings.set(unit.source, surrounding);
    }
    const { heading, counts } = surrounding;
    const before = neighbour(units, unit, index - 1);
    const after = neighbour(units, unit, index + 1);
    let score = relevance(terms, unit, { heading: heading.terms, before, after, counts });
    score += bonus.kind * fitsKind(kind, unit.text);
    if (kind === 'definition' && definesSubject(unit.text, subject)) score += bonus.definition;
    if (heading.leads)
      score += ((kind === 'definition' ? bonus.definingHeading : bonus.heading) * heading.match) / (1 + unit.ordinal);
    if (bestSource > 0) score += (bonus.source * unit.source.score) / bestSource;
    if (/[?？]["”’」』）)]*$/.test(unit.text)) score += bonus.question;
    if (unit.terms.size < 3 || isCode(unit.text)) score += bonus.fragment;
    let fresh = 0;
    for (const term of unit.terms) if (!asked.has(term)) fresh += 1;
    if (fresh < 2) score += bonus.repetition;
    return { unit, score };
  });
}

/** A line of a program: no stop at its end, and marks or words that prose hardly has. */
function isCode(text: string): boolean {
  return (
    !/[。！？.!?；：:，,]$/.test(text) &&
    /^(?:import|from|def|class|return|print|const|let|var)\b|[=({[]\s*$|\w\(|[{};]$|\s[=+]=?\s/.test(text)
  );
}

interface Heading {
  readonly terms: ReadonlySet<string>;
  /** How much of the question the nearest heading holds, 0 to 1. */
  readonly match: number;
  /** The source begins right below that heading. */
  readonly leads: boolean;
}

interface Surroundings {
  readonly heading: Heading;
  /** In how many units of the source a term stands. */
  readonly counts: ReadonlyMap<string, number>;
}

function readSurroundings(source: Unit['source'], terms: readonly WeighedTerm[], units: readonly Unit[]): Surroundings {
  const counts = new Map<string, number>();
  for (const unit of units) {
    if (unit.source !== source) continue;
    for (const term of unit.terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return { heading: readHeading(source, terms), counts };
}

function readHeading({ chunk }: Unit['source'], terms: readonly WeighedTerm[]): Heading {
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

/** The part of the question's value that the unit holds, 0 to 1; what stands around it counts in part. */
function relevance(
  terms: readonly WeighedTerm[],
  unit: Unit,
  {
    heading,
    before,
    after,
    counts,
  }: Readonly<Record<'heading' | 'before' | 'after', ReadonlySet<string>>> & Pick<Surroundings, 'counts'>,
): number {
  let total = 0;
  let held = 0;
  for (const { term, value } of terms) {
    total += value;
    const count = counts.get(term);
    if (unit.terms.has(term)) held += value * (commonPart + (1 - commonPart) / Math.sqrt(count ?? 1));
    else if (heading.has(term)) held += value * aroundWeights.heading;
    else if (before.has(term)) held += value * aroundWeights.before;
    else if (after.has(term)) held += value * aroundWeights.after;
    else if (count !== undefined) held += value * aroundWeights.elsewhere;
  }
  return total === 0 ? 0 : held / total;
}
