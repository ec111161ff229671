/** Words that as a rule take a hyphen behind them. */
const hyphenated = new Set(
  'self well non half cross high low long short real ex all multi quasi co state one two three first second'.split(' '),
);
/** Words that as a rule take a hyphen before them: `chat-optimized`, `data-driven`. */
const joinedOn = new Set(
  'agnostic aware based centric driven grained optimized optimised oriented powered specific trained tuned'.split(' '),
);
/** Before these the word is one: `un-aware`, `dis-oriented`, `re-trained`. */
const prefix = /^(?:un|dis|re|de|pre|over|under|trans)$/i;
const inCompound = /[-\u2010]\p{L}*$/u;

/**
 * Whether a hyphen at a line end belongs to the word (`GPT-4`, `state-of-the-art`)
 * or only broke it (`exam-ple`). A dictionary would be large and of one
 * language, so in this order: no lower-case letters on both sides, it belongs;
 * the document's own `compounds` hold the pair, it belongs; another hyphen in
 * the same word, it belongs; a first or second part that as a rule takes one
 * (`self-contained`, `data-driven`), it belongs; else it broke the word. Where
 * this is wrong (`side-\neffect` that stands nowhere else) the map still leads to
 * the printed letters, and search finds the parts no longer, the whole instead.
 */
export function keepsHyphen({
  text,
  hyphen,
  next,
  compounds,
}: {
  readonly text: string;
  /** Offset of the hyphen. */
  readonly hyphen: number;
  /** Offset at which the next line's text begins. */
  readonly next: number;
  readonly compounds: ReadonlySet<string>;
}): boolean {
  const before = text.slice(Math.max(0, hyphen - 40), hyphen);
  const after = /^\p{L}*/u.exec(text.slice(next, next + 40))![0];
  // Only a lower-case letter goes on with a broken word; numbers, capitals and codes keep their hyphen.
  if (!/\p{Ll}$/u.test(before) || !/^\p{Ll}/u.test(after)) return true;
  const word = /\p{L}+$/u.exec(before)![0];
  if (compounds.has(`${word}-${after}`.toLowerCase())) return true;
  if (inCompound.test(before.slice(0, -word.length)) || before.slice(0, -word.length).endsWith('-')) return true;
  // "state-of-the-art" broken at its first hyphen.
  if (/^[-\u2010]\p{L}/u.test(text.slice(next + after.length, next + after.length + 2))) return true;
  if (joinedOn.has(after.toLowerCase()) && !prefix.test(word)) return true;
  return hyphenated.has(word.toLowerCase());
}
