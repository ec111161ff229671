import type { Edit } from './cleaning-rule.ts';

const longest = 60;
const neighbours = 8;

/** A short specimen of an edit for the ledger, with its surroundings where it is small: `exam[-⏎]ple`. */
export function describeEdit(text: string, { start, end, text: replacement }: Edit): string {
  if (end - start > longest) return `[${show(text.slice(start, start + longest))}…]`;
  const change = replacement === '' ? '' : ` → ${show(replacement)}`;
  const surround = end - start <= 12;
  const before = surround ? text.slice(Math.max(0, start - neighbours), start) : '';
  const after = surround ? text.slice(end, end + neighbours) : '';
  return `${show(before)}[${show(text.slice(start, end))}${change}]${show(after)}`;
}

/** Makes visible what a person could not see: line ends, controls, zero width. */
function show(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replaceAll('\n', '⏎')
    .replaceAll('\t', '⇥')
    .replaceAll('\u00a0', '⍽')
    .replace(/[\p{Cc}\p{Cf}\p{Co}]/gu, (character) => `U+${hexadecimal(character)}`);
}

function hexadecimal(character: string): string {
  return character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
}
