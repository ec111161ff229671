import type { Unit } from './cut-units.ts';
import { questionKind } from './question-kind.ts';
import { type ScoredUnit, scoreUnits } from './score-units.ts';
import { pointsBack, unitForm } from './unit-form.ts';
import { coverage, type WeighedTerm } from './weigh-question.ts';

/** With the items of a list that a chosen sentence opens. */
const mostUnits = 8;
/** Lines that a colon may bring along. */
const mostItems = 5;
/** A second and a third sentence have to be nearly as good as the best one, with what they add. */
const leastShares = [0.6, 0.7];
/** A sentence that says less than this of what the best one says adds noise, whatever part of the question it holds. */
const leastOwnShare = 0.55;
/** What the part of the question that no chosen sentence holds yet is worth in the next one. */
const gainWeight = 0.5;
/** How much of a sentence's score its likeness to a chosen one takes away. */
const redundancyWeight = 0.4;
/** Sentences that share more of the shorter one's terms say the same. */
const sameTerms = 0.7;

/**
 * The one to three units that answer best, with the lists that they open, in the order in which they are to
 * be read: best source first, within a source as it is written. Chosen by
 * maximal marginal relevance (Carbonell and Goldstein, 1998).
 */
export function extractSentences(question: string, terms: readonly WeighedTerm[], units: readonly Unit[]): Unit[] {
  const scored = eligible(question, terms, scoreUnits(question, terms, units));
  const best = pickFirst(scored);
  if (best === undefined) return [];
  const content = terms.filter(({ isContent }) => isContent);
  const chosen = [best.unit, ...continuation(best.unit, units)];
  const wanted = mostSentences(question);
  for (let count = 1; count < wanted && chosen.length < mostUnits; count += 1) {
    const next = pickNext(scored, chosen, {
      content,
      least: best.score * (leastShares[count - 1] ?? 1),
      leastOwn: best.score * leastOwnShare,
    });
    if (next === undefined) break;
    for (const unit of [next, ...continuation(next, units)]) if (chosen.length < mostUnits) chosen.push(unit);
  }
  return inReadingOrder(needsContext(question) ? chosen.flatMap((unit) => withAntecedent(unit, units)) : chosen);
}

/** Titles, code and scraps answer only where nothing else does; code also where it shows how, or alone holds what is asked about. */
function eligible(
  question: string,
  terms: readonly WeighedTerm[],
  scored: readonly ScoredUnit[],
): readonly ScoredUnit[] {
  const positive = scored.filter(({ score }) => score > 0);
  const prose = positive.filter(({ form }) => form === 'prose');
  const content = terms.filter(({ isContent }) => isContent);
  const said = new Set(prose.flatMap(({ unit }) => [...unit.terms]));
  const onlyInCode = content.filter(({ term }) => !said.has(term)).map(({ term }) => term);
  const admitted = positive.filter(
    ({ form, unit }) =>
      form === 'prose' ||
      (form === 'code' && (questionKind(question) === 'manner' || onlyInCode.some((term) => unit.terms.has(term)))),
  );
  return admitted.length > 0 ? admitted : positive;
}

function pickFirst(scored: readonly ScoredUnit[]): ScoredUnit | undefined {
  return scored.reduce<ScoredUnit | undefined>(
    (highest, candidate) => (highest === undefined || candidate.score > highest.score ? candidate : highest),
    undefined,
  );
}

/** One fact needs a sentence and its surroundings, a definition or a method more. */
function mostSentences(question: string): number {
  const kind = questionKind(question);
  return kind === 'person' || kind === 'time' || kind === 'quantity' || kind === 'place' ? 2 : 3;
}

function pickNext(
  scored: readonly ScoredUnit[],
  chosen: readonly Unit[],
  {
    content,
    least,
    leastOwn,
  }: { readonly content: readonly WeighedTerm[]; readonly least: number; readonly leastOwn: number },
): Unit | undefined {
  const missing = content.filter(({ term }) => !chosen.some(({ terms }) => terms.has(term)));
  const missingShare = missing.length === 0 ? 0 : sum(missing) / sum(content);
  let next: Unit | undefined;
  let highest = least;
  for (const { unit, score } of scored) {
    const likeness = chosen.reduce((most, other) => Math.max(most, overlap(unit, other)), 0);
    if (likeness > sameTerms || score < leastOwn) continue;
    const gain = missingShare * coverage(missing, unit.terms);
    const value = score - redundancyWeight * likeness * score + gainWeight * gain;
    if (value > highest) {
      next = unit;
      highest = value;
    }
  }
  return next;
}

function sum(terms: readonly WeighedTerm[]): number {
  return terms.reduce((total, { value }) => total + value, 0);
}

/** A definition or a reason is no good with a word in it that only the sentence before explains; a bare fact is. */
function needsContext(question: string): boolean {
  const kind = questionKind(question);
  return kind === 'definition' || kind === 'reason' || kind === 'manner';
}

/** A sentence that begins with 这 or "it", after the sentence that says what that is. */
function withAntecedent(unit: Unit, units: readonly Unit[]): Unit[] {
  const before = units[units.indexOf(unit) - 1];
  if (before?.source !== unit.source || !pointsBack(unit.text) || unitForm(before.text) !== 'prose') return [unit];
  return startsLine(unit) ? [unit] : [before, unit];
}

/** Shared terms as a part of the shorter unit's, 1 where they overlap in the same document version. */
function overlap(one: Unit, other: Unit): number {
  const a = one.source.chunk;
  const b = other.source.chunk;
  const overlaps = a.start + one.start < b.start + other.end && b.start + other.start < a.start + one.end;
  if (a.documentVersion === b.documentVersion && overlaps) return 1;
  let shared = 0;
  for (const term of one.terms) if (other.terms.has(term)) shared += 1;
  const shorter = Math.min(one.terms.size, other.terms.size);
  return shorter === 0 ? 1 : shared / shorter;
}

/** A sentence that ends with a colon promises what follows: the next unit, and the lines after it. */
function continuation(unit: Unit, units: readonly Unit[]): Unit[] {
  if (!/[:：]$/.test(unit.text)) return [];
  const following: Unit[] = [];
  for (let index = units.indexOf(unit) + 1; index < units.length && following.length < mostItems; index += 1) {
    const candidate = units[index]!;
    if (candidate.source !== unit.source) break;
    if (unitForm(unit.text) === 'prose' && /code|title/.test(unitForm(candidate.text))) break;
    const isLine = !/[。.!！?？]$/.test(candidate.text) || startsLine(candidate);
    if (following.length > 0 && !isLine) break;
    following.push(candidate);
  }
  return following;
}

function startsLine({ source, start }: Unit): boolean {
  return start === 0 || /\n\s*$/.test(source.chunk.text.slice(Math.max(0, start - 8), start));
}

function inReadingOrder(chosen: readonly Unit[]): Unit[] {
  const sources = [...new Set(chosen.map(({ source }) => source))];
  return [...new Set(chosen)].sort(
    (one, other) => sources.indexOf(one.source) - sources.indexOf(other.source) || one.start - other.start,
  );
}
