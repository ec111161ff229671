import type { CleaningRule } from '../cleaning-rule.ts';
import { literalKinds, replaceInBlocks } from '../replace-in-blocks.ts';

/** Shortens the dots that lead from a title to its page in a table of contents to three. */
export const dotLeaders: CleaningRule = {
  name: 'dot-leaders',
  version: 1,
  apply: ({ blocks }) => ({
    edits: replaceInBlocks(
      blocks,
      /(?<=(?:\.){3}|·{3}|…{2}|(?:\. ){3})(?:\.{5,}|·{5,}|…{3,}|(?:\. ?){5,})/gu,
      () => '',
      {
        except: literalKinds,
      },
    ),
  }),
};
