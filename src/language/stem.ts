import { createRequire } from 'node:module';
import type { LatinLanguage } from './stop-words.ts';

const require = createRequire(import.meta.url);

const algorithms: Readonly<Record<LatinLanguage | 'ru', string>> = {
  en: 'english',
  de: 'german',
  fr: 'french',
  es: 'spanish',
  it: 'italian',
  pt: 'portuguese',
  nl: 'dutch',
  sv: 'swedish',
  ru: 'russian',
};

interface Stemmer {
  readonly stem: (word: string) => string;
  /** Words come again and again; a lookup costs a tenth of stemming. */
  readonly known: Map<string, string>;
}
const stemmers = new Map<string, Stemmer>();
const mostKnown = 50_000;

/** The Snowball stem of a lower-cased word. Words over 64 units are no words and come back as they are. */
export function stem(word: string, language: LatinLanguage | 'ru'): string {
  if (word.length > 64) return word;
  let stemmer = stemmers.get(language);
  if (stemmer === undefined) {
    const snowball = require('snowball-stemmers') as typeof import('snowball-stemmers');
    const created = snowball.newStemmer(algorithms[language]);
    stemmer = { stem: (text) => created.stem(text), known: new Map() };
    stemmers.set(language, stemmer);
  }
  const known = stemmer.known.get(word);
  if (known !== undefined) return known;
  const stemmed = stemmer.stem(word) || word;
  if (stemmer.known.size >= mostKnown) stemmer.known.clear();
  stemmer.known.set(word, stemmed);
  return stemmed;
}
