import type { CleaningBlock, CleaningRule } from '../cleaning-rule.ts';

/**
 * Writes no blank line between two pages where a paragraph goes on: the first
 * ends without a sentence end, the next begins in lower case or with a Chinese
 * character. Changes separators alone, no character.
 */
export const pageJoining: CleaningRule = {
  name: 'page-joining',
  version: 1,
  apply: ({ blocks }) => {
    const separators = new Map<number, string>();
    let previous: CleaningBlock | undefined;
    for (const block of blocks) {
      if (block.text === '') continue;
      if (previous !== undefined && goesOnOverleaf(previous, block)) {
        const chinese = /\p{Script=Han}|[，、（“]/u.test(previous.text.at(-1)!) && /^\p{Script=Han}/u.test(block.text);
        separators.set(previous.index, chinese ? '' : ' ');
      }
      previous = block;
    }
    return { edits: [], separators };
  },
};

function goesOnOverleaf(left: CleaningBlock, right: CleaningBlock): boolean {
  if (left.source.kind !== 'paragraph' || right.source.kind !== 'paragraph') return false;
  const [from, to] = [left.source.locator, right.source.locator];
  if (from.kind !== 'pdf' || to.kind !== 'pdf' || to.page !== from.page + 1) return false;
  if (left.text.length < 40) return false;
  const latin = /[\p{L},;]$/u.test(left.text) && /^\p{Ll}/u.test(right.text);
  const chinese = /[\p{Script=Han}，、]$/u.test(left.text) && /^\p{Script=Han}/u.test(right.text);
  return latin || chinese;
}
