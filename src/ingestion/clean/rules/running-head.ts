import type { CleaningRule } from '../cleaning-rule.ts';
import { removeBlocks } from './remove-blocks.ts';

/** Takes out the running heads, feet and page numbers that a loader has told apart. */
export const runningHead: CleaningRule = {
  name: 'running-head',
  version: 1,
  apply: ({ blocks }) => ({ edits: removeBlocks(blocks, ({ source }) => source.kind === 'running-head') }),
};
