import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitSentences } from '../../src/language/split-sentences.ts';

/** A small generator of the same numbers for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const readLines = (file: string): { text: string }[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { text: string });

/** Passages recombined from sentences of both collections, four of five Chinese, five sentences each. */
export function* randomPassages(data: string, count: number, seed: number): Generator<string> {
  const random = seededRandom(seed);
  const [zh, en] = ['cmrc2018', 'cranfield'].map((folder) =>
    readLines(join(data, folder, 'corpus.jsonl')).flatMap(({ text }) =>
      splitSentences(text).map(({ start, end }) => text.slice(start, end)),
    ),
  ) as [string[], string[]];
  for (let number = 0; number < count; number += 1) {
    const sentences = random() < 0.8 ? zh : en;
    yield Array.from({ length: 5 }, () => sentences[Math.floor(random() * sentences.length)] ?? '').join('');
  }
}

/** Questions of both collections in the same mixture. */
export function randomQuestions(data: string, count: number, seed: number): string[] {
  const random = seededRandom(seed);
  const [zh, en] = ['cmrc2018', 'cranfield'].map((folder) =>
    readLines(join(data, folder, 'queries.jsonl')).map(({ text }) => text),
  ) as [string[], string[]];
  return Array.from({ length: count }, () => {
    const questions = random() < 0.8 ? zh : en;
    return questions[Math.floor(random() * questions.length)] ?? '';
  });
}
