/** How a run of text is cut into terms. */
export type RunKind = 'han' | 'unspaced' | 'word';

export interface TextRun {
  readonly kind: RunKind;
  readonly text: string;
  /** Begins a text, a line or a sentence, or follows a quotation mark: a capital there means nothing. */
  readonly initial: boolean;
}

/**
 * Kana, hangul, Thai and its neighbours are written without spaces between
 * words (or, hangul, with many endings) and are indexed by pairs of characters.
 */
const unspacedScript = String.raw`\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}`;
const hanScript = String.raw`\p{Script=Han}々〇`;
const inWord = String.raw`(?:(?![${hanScript}${unspacedScript}])[\p{L}\p{M}\p{N}])`;

/**
 * A word or identifier: letters and digits, joined by single marks
 * (`GPT-4o`, `v1.2.3`, `snake_case`, `a@b.org`, `don't`), perhaps with a point
 * before (`.NET`) or `++`, `#` after (`C++`, `F#`). Each mark must stand
 * between two letters or digits, so that matching takes linear time.
 */
const word = String.raw`(?<![\p{L}\p{N}.])\.(?=\p{Lu})${inWord}+|${inWord}+(?:[-_.@'’+&/:\\·,]${inWord}+)*(?:\+\+|#)?`;

const runPattern = new RegExp(
  String.raw`(?<han>[${hanScript}]+)|(?<unspaced>[${unspacedScript}][${unspacedScript}\p{M}]*)|(?<word>${word})`,
  'gu',
);

const sentenceBreak = /[^\p{L}\p{N} ,\-–'’()/]/u;

/** The runs of a normalised text in order; what is neither letter nor digit stands in no run. */
export function splitRuns(text: string): TextRun[] {
  const runs: TextRun[] = [];
  let end = 0;
  for (const match of text.matchAll(runPattern)) {
    const { han, unspaced } = match.groups!;
    const kind = han !== undefined ? 'han' : unspaced !== undefined ? 'unspaced' : 'word';
    const initial = kind === 'word' && (end === 0 || sentenceBreak.test(text.slice(end, match.index)));
    runs.push({ kind, text: match[0], initial });
    end = match.index + match[0].length;
  }
  return runs;
}
