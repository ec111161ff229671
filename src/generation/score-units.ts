import { segmentForIndex } from '../language/segment-for-index.ts';
import type { Unit } from './cut-units.ts';
import { fitsKind, questionKind } from './question-kind.ts';
import { definesSubject, questionSubject } from './question-subject.ts';
import { announces, isAside, leansOnContext, type UnitForm, unitForm } from './unit-form.ts';
import { coverage, type WeighedTerm } from './weigh-question.ts';

export interface ScoredUnit {
  readonly unit: Unit;
  /** Comparable within one question only. */
  readonly score: number;
  readonly form: UnitForm;
}

/**
 * What a term is worth that stands not in the sentence itself but around it: a
 * sentence under the right heading, or after the one that names its subject,
 * speaks of it without repeating it.
 */
const aroundWeights = { heading: 0.7, name: 0.5, before: 0.5, after: 0.3, elsewhere: 0.3 };
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
  form: -0.4,
  programme: -0.1,
  short: -0.2,
  leaning: -0.05,
  leaningDefinition: -0.2,
  announcement: -0.15,
  aside: -0.15,
  broken: -0.35,
  joint: 0.5,
  repetition: -0.4,
};

/** Scores every unit of every source as an answer to the question, in the given order. */
export function scoreUnits(question: string, terms: readonly WeighedTerm[], units: readonly Unit[]): ScoredUnit[] {
  const kind = questionKind(question);
  const subject = questionSubject(question);
  const content = terms.filter(({ isContent }) => isContent);
  const asked = new Set(terms.map(({ term }) => term));
  const bestSource = units.reduce((best, { source }) => Math.max(best, source.score), 0);
  const surroundings = new Map<Unit['source'], Surroundings>();
  return units.map((unit, index) => {
    let surrounding = surroundings.get(unit.source);
    if (surrounding === undefined) {
      surrounding = readSurroundings(unit.source, terms, units);
      surroundings.set(unit.source, surrounding);
    }
    const { heading, name, counts } = surrounding;
    const before = neighbour(units, unit, index - 1);
    const after = neighbour(units, unit, index + 1);
    let score = relevance(terms, unit, {
      ...{ heading: heading.terms, name, before, after, counts },
      common: commonPart,
    });
    score += bonus.kind * fitsKind(kind, unit.text);
    if (kind === 'definition' && definesSubject(unit.text, subject)) score += bonus.definition;
    if (heading.leads)
      score +=
        ((kind === 'definition' ? bonus.definingHeading : bonus.heading) * heading.match ** 2) / (1 + unit.ordinal);
    if (bestSource > 0) score += (bonus.source * unit.source.score) / bestSource;
    if (/[?？]["”’」』）)]*$/.test(unit.text)) score += bonus.question;
    const form = unitForm(unit.text);
    if (form !== 'prose') score += form === 'code' && kind === 'manner' ? bonus.programme : bonus.form;
    else if (unit.terms.size < 3) score += bonus.short;
    if (leansOnContext(unit.text)) score += kind === 'definition' ? bonus.leaningDefinition : bonus.leaning;
    if (form === 'prose' && surrounding.punctuated && isBroken(units, index)) score += bonus.broken;
    if (kind === 'definition' && isAside(unit.text)) score += bonus.aside;
    if (announces(unit.text)) score += bonus.announcement;
    score += bonus.joint * jointCoverage(content, unit.terms, [heading.terms, name]) ** 2;
    let fresh = 0;
    for (const term of unit.terms) if (!asked.has(term)) fresh += 1;
    if (fresh < 2) score += bonus.repetition;
    return { unit, score, form };
  });
}

/** The part of the question that a unit speaks of at once, where its headings name the subject. */
function jointCoverage(
  content: readonly WeighedTerm[],
  own: ReadonlySet<string>,
  headings: readonly ReadonlySet<string>[],
): number {
  let total = 0;
  let held = 0;
  for (const { term, value } of content) {
    total += value;
    if (own.has(term)) held += value;
    else if (headings.some((heading) => heading.has(term))) held += value * aroundWeights.heading;
  }
  return total === 0 ? 0 : held / total;
}

const endsSentence = /[。！？!?；;：:….]["'”’」』）)\]]*$/;
/** A list item or a row may end without a stop; a line this long was cut by the page. */
const longestItem = 25;

/** Whether a unit or the one before it stops in the middle of a sentence. */
function isBroken(units: readonly Unit[], index: number): boolean {
  const { source } = units[index]!;
  return [units[index - 1], units[index]].some(
    (unit) =>
      unit?.source === source &&
      unit.text.length > longestItem &&
      /\p{Script=Han}/u.test(unit.text) &&
      !unit.text.includes('\t') &&
      !endsSentence.test(unit.text),
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
  /** Terms of the document's name. */
  readonly name: ReadonlySet<string>;
  /** In how many units of the source a term stands. */
  readonly counts: ReadonlyMap<string, number>;
  /** Its sentences mostly end with a stop, so that one which doesn't has lost its end. */
  readonly punctuated: boolean;
}

function readSurroundings(source: Unit['source'], terms: readonly WeighedTerm[], units: readonly Unit[]): Surroundings {
  const counts = new Map<string, number>();
  let stops = 0;
  let all = 0;
  for (const unit of units) {
    if (unit.source !== source) continue;
    all += 1;
    if (endsSentence.test(unit.text)) stops += 1;
    for (const term of unit.terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const name = new Set(segmentForIndex(source.documentName));
  return { heading: readHeading(source, terms), name, counts, punctuated: stops > 0.3 * all };
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
    name,
    before,
    after,
    counts,
    common,
  }: Readonly<Record<'heading' | 'name' | 'before' | 'after', ReadonlySet<string>>> &
    Pick<Surroundings, 'counts'> & { readonly common: number },
): number {
  let total = 0;
  let held = 0;
  for (const { term, value } of terms) {
    total += value;
    const count = counts.get(term);
    if (unit.terms.has(term)) held += value * (common + (1 - common) / Math.sqrt(count ?? 1));
    else if (heading.has(term)) held += value * aroundWeights.heading;
    else if (name.has(term)) held += value * aroundWeights.name;
    else if (before.has(term)) held += value * aroundWeights.before;
    else if (after.has(term)) held += value * aroundWeights.after;
    else if (count !== undefined) held += value * aroundWeights.elsewhere;
  }
  return total === 0 ? 0 : held / total;
}
