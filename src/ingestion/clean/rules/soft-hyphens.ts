import type { CleaningRule } from '../cleaning-rule.ts';
import { literalKinds, replaceInBlocks } from '../replace-in-blocks.ts';

/** Takes out places where a word may be broken, together with the line end where it was. */
export const softHyphens: CleaningRule = {
  name: 'soft-hyphens',
  version: 1,
  apply: ({ blocks }) => ({
    edits: replaceInBlocks(blocks, /\u00ad+(?:[ \t]*\n[ \t]*(?=\p{L}))?/gu, () => '', { except: literalKinds }),
  }),
};
