import type { CleaningRule } from '../cleaning-rule.ts';

/** What bytes 0x80 to 0xBF become in Latin-1 and Windows-1252. */
const continuation = '[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
/** Two UTF-8 sequences in a row read as Latin-1, or one that no language writes; UTF-8 read as GBK and the reverse. */
const pattern = new RegExp(
  `(?:[\\u00c2-\\u00f4]${continuation}{1,3}){2,}|Ã[\\u0080-\\u00bf]|ï¿½|â€[™œ\\u009d˜¦“”]|(?:锟斤拷)|烫烫烫|屯屯屯`,
  'gu',
);

/** Points at text that was decoded with the wrong character set. Changes nothing: guessing back could lose more. */
export const mojibake: CleaningRule = {
  name: 'mojibake',
  version: 1,
  apply: ({ blocks }) => {
    const flagged: string[] = [];
    for (const { index, text } of blocks) {
      const matches = text.match(pattern);
      if (matches !== null)
        flagged.push(
          `block ${index}: ${matches.length} × wrongly decoded, such as ${JSON.stringify(matches[0].slice(0, 40))}`,
        );
    }
    return { edits: [], flagged };
  },
};
