/** Words that as a rule take a hyphen behind them. */
const hyphenated = new Set(
  'self well non half cross high low long short real ex all multi quasi co state one two three first second'.split(' '),
);
const inCompound = /[-\u2010]\p{L}*$/u;

/**
 * Whether a hyphen at a line end belongs to the word (`GPT-4`, `state-of-the-art`)
 * or only broke it (`exam-ple`). The document's own `compounds` decide first.
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
  return hyphenated.has(word.toLowerCase());
}
