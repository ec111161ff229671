import type { CleaningRule } from '../cleaning-rule.ts';
import { replaceInBlocks } from '../replace-in-blocks.ts';

/**
 * Controls but tab and line end, zero-width and bidirectional controls, byte
 * order marks, non-characters, and tag characters (in which instructions can
 * be hidden from a reader but not from a model). Joiners are looked at one by one.
 */
const pattern =
  /\r\n?|[\v\f\u0085\u2028\u2029]|[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu;
const lineEnd = /^[\r\v\f\u0085\u2028\u2029]/;
/** Scripts that are written with joiners: Arabic to Sinhala, Myanmar, Khmer, Mongolian, Balinese and kin. */
const joining = /[\u0600-\u0dff\u1000-\u109f\u1780-\u18af\u1b00-\u1b7f\ua840-\ua87f]/;
const pictograph = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u;

/** Takes out characters that can't be seen and mean nothing; other line ends become `\n`. */
export const controlCharacters: CleaningRule = {
  name: 'control-characters',
  version: 1,
  apply: ({ blocks }) => ({
    edits: replaceInBlocks(blocks, pattern, (match, at, { text }) => {
      if (match === '\r\n' || lineEnd.test(match)) return '\n';
      const isJoiner = match === '\u200d' || match === '\u200c';
      if (isJoiner && joinsSomething(text, at)) return undefined;
      if (match.codePointAt(0)! >= 0xe0020 && inFlag(text, at)) return undefined;
      return '';
    }),
  }),
};

function joinsSomething(text: string, at: number): boolean {
  const before = lastCharacter(text.slice(Math.max(0, at - 2), at));
  const following = text.codePointAt(at + 1);
  const after = following === undefined ? '' : String.fromCodePoint(following);
  if (joining.test(before)) return true;
  return text[at] === '\u200d' && pictograph.test(before) && pictograph.test(after);
}

function lastCharacter(text: string): string {
  return [...text].at(-1) ?? '';
}

/** The flags of England, Scotland, Wales: a black flag and up to seven tag characters. */
function inFlag(text: string, at: number): boolean {
  return /\u{1f3f4}[\u{e0020}-\u{e007f}]{0,6}$/u.test(text.slice(Math.max(0, at - 14), at));
}
