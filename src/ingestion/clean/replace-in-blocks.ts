import type { BlockKind } from '../../contracts/parsed-document.ts';
import type { CleaningBlock, Edit } from './cleaning-rule.ts';

/** Kinds whose every character matters: layout and notation stay as they are. */
export const literalKinds: ReadonlySet<BlockKind> = new Set<BlockKind>(['code', 'formula']);

/**
 * One edit per match of a global pattern. `replace` gives the new text, or
 * `undefined` to leave the match alone. Blocks of the kinds in `except` are passed over.
 */
export function replaceInBlocks(
  blocks: readonly CleaningBlock[],
  pattern: RegExp,
  replace: (match: string, at: number, block: CleaningBlock) => string | undefined,
  { except = new Set() }: { readonly except?: ReadonlySet<BlockKind> } = {},
): Edit[] {
  const edits: Edit[] = [];
  for (const block of blocks) {
    if (except.has(block.source.kind)) continue;
    // Most blocks have no match; `matchAll` would compile the pattern anew for each of them.
    if (block.text.search(pattern) < 0) continue;
    for (const match of block.text.matchAll(pattern)) {
      const text = replace(match[0], match.index, block);
      if (text === undefined || text === match[0]) continue;
      edits.push({ block: block.index, start: match.index, end: match.index + match[0].length, text });
    }
  }
  return edits;
}
