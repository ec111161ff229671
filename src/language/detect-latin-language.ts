import { type LatinLanguage, latinLanguages, stopWords } from './stop-words.ts';

/**
 * The language of text in Latin script by its function words, given its words
 * in lower case. English unless another language has clearly more of them: a
 * few words show nothing, and identifiers and names are everywhere.
 */
export function detectLatinLanguage(words: readonly string[]): LatinLanguage {
  const sample = words.slice(0, 400);
  // Lone letters (C++, l', d') and one word said often show no language.
  const distinct = new Set(sample.filter((word) => word.length > 1));
  const counts = new Map<LatinLanguage, number>();
  for (const language of latinLanguages) {
    const list = stopWords[language];
    let count = 0;
    for (const word of distinct) if (list.has(word)) count += 1;
    counts.set(language, count);
  }
  let best: LatinLanguage = 'en';
  for (const language of latinLanguages) if (counts.get(language)! > counts.get(best)!) best = language;
  const lead = counts.get(best)! - counts.get('en')!;
  return lead >= 2 && counts.get(best)! >= distinct.size / 10 ? best : 'en';
}
