import type { CleaningRule } from '../cleaning-rule.ts';
import { replaceInBlocks } from '../replace-in-blocks.ts';

/**
 * Says where characters were lost before the text came here (U+FFFD) and makes
 * halves of surrogate pairs visible as U+FFFD. Drops nothing.
 */
export const replacementCharacters: CleaningRule = {
  name: 'replacement-characters',
  version: 1,
  apply: ({ blocks }) => {
    const flagged: string[] = [];
    for (const { index, text } of blocks) {
      const first = text.search(/\ufffd|\p{Cs}/u);
      if (first < 0) continue;
      const count = text.match(/\ufffd|\p{Cs}/gu)!.length;
      const specimen = text.slice(Math.max(0, first - 12), first + 12).replace(/\p{Cs}/gu, '\ufffd');
      flagged.push(`block ${index}: ${count} × U+FFFD, first in ${JSON.stringify(specimen)}`);
    }
    return { edits: replaceInBlocks(blocks, /\p{Cs}/gu, () => '\ufffd'), flagged };
  },
};
