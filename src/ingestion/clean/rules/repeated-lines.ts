import type { BlockKind } from '../../../contracts/parsed-document.ts';
import type { CleaningBlock, CleaningRule } from '../cleaning-rule.ts';
import { removeBlocks } from './remove-blocks.ts';

const longest = 100;
const leastPages = 4;
const leastShare = 0.3;
/** Headings and table rows may repeat with good reason. */
const candidates: ReadonlySet<BlockKind> = new Set<BlockKind>(['paragraph', 'footnote', 'caption', 'list-item']);

/**
 * Takes out a short block that stands, letter for letter, first or last on
 * many pages (at least four, and three of ten). Its first appearance stays, so
 * that nothing is lost; a number is never taken for another number.
 */
export const repeatedLines: CleaningRule = {
  name: 'repeated-lines',
  version: 1,
  apply: ({ parsed, blocks }) => {
    const pages = new Map<number, CleaningBlock[]>();
    for (const block of blocks) {
      const { locator } = block.source;
      if (locator.kind !== 'pdf' || block.text === '') continue;
      const onPage = pages.get(locator.page);
      if (onPage === undefined) pages.set(locator.page, [block]);
      else onPage.push(block);
    }
    const repeats = new Map<string, CleaningBlock[]>();
    for (const onPage of pages.values()) {
      for (const block of new Set([onPage[0]!, onPage.at(-1)!])) {
        const text = block.text.trim();
        if (text.length > longest || !candidates.has(block.source.kind)) continue;
        const group = repeats.get(text);
        if (group === undefined) repeats.set(text, [block]);
        else group.push(block);
      }
    }
    const least = Math.max(leastPages, leastShare * (parsed.pages?.length ?? pages.size));
    const unwanted = new Set<CleaningBlock>();
    for (const group of repeats.values()) {
      if (new Set(group.map(({ source }) => source.locator.kind === 'pdf' && source.locator.page)).size < least)
        continue;
      for (const block of group.slice(1)) unwanted.add(block);
    }
    return { edits: removeBlocks(blocks, (block) => unwanted.has(block)) };
  },
};
