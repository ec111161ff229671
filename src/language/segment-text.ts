import { cutHanWords } from './cut-han-words.ts';
import { detectLatinLanguage } from './detect-latin-language.ts';
import { foldTraditional } from './fold-traditional.ts';
import { foldWord } from './fold-word.ts';
import { readHanNumber } from './read-han-number.ts';
import { splitIdentifier } from './split-identifier.ts';
import { splitRuns, type TextRun } from './split-runs.ts';
import { stem } from './stem.ts';
import { type LatinLanguage, stopWords } from './stop-words.ts';

/**
 * - `word`: a word of letters, or a Han word of two characters and more
 * - `character`: a Han word of one character, or a run of one
 * - `pair`: two neighbouring characters of a script without spaces
 * - `identifier`: an identifier as a whole
 * - `compound`: hyphenated words as a whole
 * - `part`: a piece of an identifier or compound
 * - `function-word`: a stop word of the text's language
 */
export type TermKind = 'word' | 'character' | 'pair' | 'identifier' | 'compound' | 'part' | 'function-word';

export interface SegmentedTerm {
  readonly term: string;
  readonly kind: TermKind;
}

/** Longer terms are cut: no index or reader gains from more. */
const longestTerm = 64;

const numerals = /[零〇一二两三四五六七八九十百千万亿]{2,}/g;
const plainPair = /^[一二两三四五六七八九]{2}$/;
const hyphenatedWords = /^(?:\p{Lu}?\p{Ll}+-)+\p{Lu}?\p{Ll}+$/u;

/**
 * The terms of a text in the order in which they stand, with their kinds. No
 * term holds white space. Text and question go through this one function, so
 * that what is written alike is found.
 */
export function segmentText(text: string): SegmentedTerm[] {
  const runs = splitRuns(foldTraditional(text.normalize('NFKC')));
  const hanRuns = runs.filter(({ kind }) => kind === 'han').map((run) => run.text);
  const hanTerms = segmentHan(hanRuns);
  const latin = latinContext(runs.filter(({ kind }) => kind === 'word').map((run) => run.text));
  const terms: SegmentedTerm[] = [];
  let han = 0;
  for (const run of runs) {
    if (run.kind === 'han') {
      for (const term of hanTerms[han]!) terms.push(term);
      han += 1;
    } else if (run.kind === 'unspaced') pushPairs(run.text, terms);
    else pushWord(run, latin, terms);
  }
  return terms;
}

/** One call of the segmenter for all runs: crossing into native code costs more than a short cut does. */
function segmentHan(runs: readonly string[]): SegmentedTerm[][] {
  if (runs.length === 0) return [];
  const result: SegmentedTerm[][] = [];
  let current: SegmentedTerm[] = [];
  for (const word of cutHanWords(runs.join(' '))) {
    if (word === ' ') {
      result.push(current);
      current = [];
    } else current.push({ term: word, kind: isSingle(word) ? 'character' : 'word' });
  }
  result.push(current);
  runs.forEach((run, index) => {
    if (isSingle(run)) return;
    pushPairs(run, result[index]!);
    pushNumerals(run, result[index]!);
  });
  return result;
}

/** 二〇二三 and 一千二百 are also found as 2023 and 1200. Two bare digits (三四) are more often "three or four". */
function pushNumerals(run: string, terms: SegmentedTerm[]): void {
  for (const numeral of run.match(numerals) ?? []) {
    const value = plainPair.test(numeral) ? null : readHanNumber(numeral);
    if (value !== null) terms.push({ term: String(value), kind: 'word' });
  }
}

function isSingle(text: string): boolean {
  return text.length === 1 || (text.length === 2 && text.codePointAt(0)! > 0xffff);
}

function pushPairs(run: string, terms: SegmentedTerm[]): void {
  if (isSingle(run)) terms.push({ term: run, kind: 'character' });
  for (let index = 0; ; ) {
    const second = index + characterLength(run, index);
    if (second >= run.length) return;
    terms.push({ term: run.slice(index, second + characterLength(run, second)), kind: 'pair' });
    index = second;
  }
}

function characterLength(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}

interface LatinContext {
  readonly language: LatinLanguage;
  /** Most words are in capitals, so capitals mark no acronym. */
  readonly shouting: boolean;
}

function latinContext(runs: readonly string[]): LatinContext {
  let capitals = 0;
  const words: string[] = [];
  for (const run of runs) {
    if (/^\p{Lu}{2,}$/u.test(run)) capitals += 1;
    for (const part of splitIdentifier(run).parts) words.push(part.toLowerCase());
  }
  return { language: detectLatinLanguage(words), shouting: capitals > 3 && capitals > runs.length / 2 };
}

function pushWord({ text, initial }: TextRun, { language, shouting }: LatinContext, terms: SegmentedTerm[]): void {
  const { whole, parts } = splitIdentifier(text);
  if (whole !== undefined) pushForms(whole, hyphenatedWords.test(text) ? 'compound' : 'identifier', language, terms);
  const kind = whole === undefined ? 'word' : 'part';
  for (const part of parts) {
    // "IT", "The Who" and "hepatitis A" are names; "it", "I" and a sentence that begins with "Who" are not.
    const name = !shouting && (initial ? /^\p{Lu}{2,}$/u : /^(?!I$)\p{Lu}/u).test(part);
    const isFunctionWord = !name && stopWords[language].has(part.toLowerCase());
    pushForms(part, isFunctionWord ? 'function-word' : kind, language, terms);
  }
}

/**
 * The stem by English rules always, and by the rules of the text's own
 * language where that gives another: a question of three words seldom shows
 * its language, so there has to be one form on which all agree.
 */
function pushForms(word: string, kind: TermKind, language: LatinLanguage, terms: SegmentedTerm[]): void {
  const folded = foldWord(word).replace(/^0+(?=\d+$)/, '');
  for (let start = 0; start < folded.length; start += longestTerm) {
    const piece = folded.length <= longestTerm ? folded : folded.slice(start, start + longestTerm);
    if (/\p{N}|[^\p{L}\p{M}]/u.test(piece)) {
      terms.push({ term: piece, kind });
    } else if (/^\p{Script=Cyrillic}/u.test(piece)) {
      terms.push({ term: stem(piece, 'ru'), kind });
    } else {
      const english = /^[a-z]/.test(piece) ? stem(piece, 'en') : piece;
      terms.push({ term: english, kind });
      if (language === 'en') continue;
      const own = foldWord(stem(word.toLowerCase(), language));
      if (own !== english) terms.push({ term: own, kind });
    }
  }
}
