import type { CleaningRule } from '../cleaning-rule.ts';
import { removeBlocks } from './remove-blocks.ts';

/** Takes out what main-content detection calls navigation, advertising and the like. */
export const boilerplate: CleaningRule = {
  name: 'boilerplate',
  version: 1,
  apply: ({ blocks }) => ({ edits: removeBlocks(blocks, ({ source }) => source.boilerplate === true) }),
};
