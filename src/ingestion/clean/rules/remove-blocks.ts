import type { CleaningBlock, Edit } from '../cleaning-rule.ts';

/** Edits that take out whole blocks. */
export function removeBlocks(blocks: readonly CleaningBlock[], isUnwanted: (block: CleaningBlock) => boolean): Edit[] {
  return blocks
    .filter((block) => block.text !== '' && isUnwanted(block))
    .map(({ index, text }) => ({ block: index, start: 0, end: text.length, text: '' }));
}
