import type { QueryTerm } from '../contracts/grounded-prompt.ts';
import { segmentForIndex } from '../language/segment-for-index.ts';
import { namesAspect, splitAsking } from './asking-phrases.ts';

/** A term of the question and how much of the question it is: weight × smoothed idf. */
export interface WeighedTerm {
  readonly term: string;
  readonly value: number;
  /** A word of what is asked about, not a pair of characters or the like. */
  readonly isContent: boolean;
}

/** Below it stand pairs of characters, wholes of compounds and words that only ask. */
const contentWeight = 0.5;
/** 做 and 用 are as often part of another word in the text; a name cut into characters has its pairs besides. */
const characterWeight = 0.8;
const aspectWeight = 0.4;
/** A pair across two words stands only in a text that has the question's own phrase. */
const acrossWeight = 0.5;
/**
 * Added to every idf. In a handful of chunks a word that all of them hold has
 * an idf near 0 and one that none holds is worth all the rest together.
 */
const smoothing = 0.5;

const isHan = (term: string): boolean => /^\p{Script=Han}+$/u.test(term);

/**
 * What each term of a question is worth. Words that only ask don't count, nor
 * do pairs of characters that reach from one word into another (是绿 in
 * 什么是绿茶): they stand in no text and would make every question look
 * unanswerable. Pairs of single characters stay, for a name that the
 * dictionary misses is cut into those.
 */
export function weighQuestion(question: string, terms: readonly QueryTerm[]): WeighedTerm[] {
  const content = withoutAsking(
    question,
    terms.filter(({ weight }) => weight >= contentWeight),
  );
  const words = content.filter(({ term }) => isHan(term) && [...term].length > 1).map(({ term }) => term);
  const characters = new Set(content.flatMap(({ term }) => [...term]));
  const single = new Set(content.filter(({ term }) => isHan(term) && [...term].length === 1).map(({ term }) => term));
  const counted = terms.filter((term) => {
    if (content.length === 0) return true;
    if (term.weight >= contentWeight) return content.includes(term);
    if (!isHan(term.term)) return true;
    return [...term.term].every((character) => characters.has(character));
  });
  return counted.map(({ term, weight, inverseDocumentFrequency }) => {
    const isContent = weight >= contentWeight && !namesAspect(term);
    return { term, value: weight * shareOf(term) * (inverseDocumentFrequency + smoothing), isContent };
  });

  function shareOf(term: string): number {
    if (namesAspect(term)) return aspectWeight;
    if (single.has(term)) return characterWeight;
    if (!isHan(term) || content.some((other) => other.term === term)) return 1;
    const isName = [...term].every((character) => single.has(character));
    return isName || words.some((word) => word.includes(term)) ? 1 : acrossWeight;
  }
}

/** A term that stands in an asking phrase only is left out, unless nothing else is left. */
function withoutAsking(question: string, content: readonly QueryTerm[]): readonly QueryTerm[] {
  const { asking, asked } = splitAsking(question);
  if (asking === '') return content;
  const only = new Set(segmentForIndex(asking));
  for (const term of segmentForIndex(asked)) only.delete(term);
  const left = content.filter(({ term }) => !only.has(term));
  return left.length > 0 ? left : content;
}

/** The part of the question's value, 0 to 1, that `found` holds; 0 for a question without terms. */
export function coverage(question: readonly WeighedTerm[], found: { has(term: string): boolean }): number {
  let total = 0;
  let held = 0;
  for (const { term, value } of question) {
    total += value;
    if (found.has(term)) held += value;
  }
  return total === 0 ? 0 : held / total;
}
