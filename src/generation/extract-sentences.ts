import type { Unit } from './cut-units.ts';
import { questionKind } from './question-kind.ts';
import { type ScoredUnit, scoreUnits } from './score-units.ts';
import type { WeighedTerm } from './weigh-question.ts';

/** With the items of a list that a chosen sentence opens. */
const mostUnits = 8;
/** Lines that a colon may bring along. */
const mostItems = 5;
/** A further sentence has to be nearly as good as the best one. */
const leastShare = 0.65;
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
  const scored = scoreUnits(question, terms, units).filter(({ score }) => score > 0);
  const best = scored.reduce<ScoredUnit | undefined>(
    (highest, candidate) => (highest === undefined || candidate.score > highest.score ? candidate : highest),
    undefined,
  );
  if (best === undefined) return [];
  const chosen = [best.unit, ...continuation(best.unit, units)];
  const wanted = mostSentences(question);
  for (let count = 1; count < wanted && chosen.length < mostUnits; count += 1) {
    const next = pickNext(scored, chosen, best.score * leastShare);
    if (next === undefined) break;
    for (const unit of [next, ...continuation(next, units)]) if (chosen.length < mostUnits) chosen.push(unit);
  }
  return inReadingOrder(chosen);
}

/** One fact needs a sentence and its surroundings, a definition or a method more. */
function mostSentences(question: string): number {
  const kind = questionKind(question);
  return kind === 'person' || kind === 'time' || kind === 'quantity' || kind === 'place' ? 2 : 3;
}

function pickNext(scored: readonly ScoredUnit[], chosen: readonly Unit[], least: number): Unit | undefined {
  let next: Unit | undefined;
  let highest = least;
  for (const { unit, score } of scored) {
    const likeness = chosen.reduce((most, other) => Math.max(most, overlap(unit, other)), 0);
    if (likeness > sameTerms) continue;
    const value = score - redundancyWeight * likeness * score;
    if (value > highest) {
      next = unit;
      highest = value;
    }
  }
  return next;
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
