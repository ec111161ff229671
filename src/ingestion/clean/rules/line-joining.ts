import type { BlockKind } from '../../../contracts/parsed-document.ts';
import type { CleaningBlock, CleaningRule, Edit } from '../cleaning-rule.ts';
import { hardLineEnds } from './hard-line-ends.ts';
import { keepsHyphen } from './keeps-hyphen.ts';
import { textWidths } from './line-places.ts';

const prose: ReadonlySet<BlockKind> = new Set<BlockKind>(['paragraph', 'heading', 'list-item', 'caption', 'footnote']);
/** Scripts written without spaces, and their punctuation. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3001-\u3003\u3005-\u303f\uff01-\uff60“”‘’…—]/u;
const hyphens = '-\u2010';

/**
 * Joins the lines of a paragraph: nothing between Chinese characters, a space
 * between words, and a word that was broken at a hyphen made whole. Lines that
 * were not wrapped (verse, addresses, transcripts, lists) stay lines.
 */
export const lineJoining: CleaningRule = {
  name: 'line-joining',
  version: 2,
  apply: ({ parsed, blocks }) => {
    const edits: Edit[] = [];
    let compounds: ReadonlySet<string> | undefined;
    let widths: ReadonlyMap<number, number> | undefined;
    for (const block of blocks) {
      if (!prose.has(block.source.kind) || !block.text.includes('\n')) continue;
      compounds ??= findCompounds(blocks);
      widths ??= textWidths(parsed.blocks);
      const { locator } = block.source;
      const width = locator.kind === 'pdf' ? widths.get(locator.page) : undefined;
      const hard = hardLineEnds(block, parsed.format, width);
      for (const match of block.text.matchAll(/[ \t\u3000]*\n[ \t\u3000]*/gu)) {
        if (hard.has(match.index + match[0].indexOf('\n'))) continue;
        edits.push(...joinAt(block, match.index, match.index + match[0].length, compounds));
      }
    }
    return { edits };
  },
};

/** Pairs of words between which the document writes a hyphen within a line, as `word-word` in lower case. */
function findCompounds(blocks: readonly CleaningBlock[]): Set<string> {
  const compounds = new Set<string>();
  for (const { text } of blocks) {
    for (const { index: at } of text.matchAll(/[-\u2010]/gu)) {
      const before = /\p{L}+$/u.exec(text.slice(Math.max(0, at - 40), at));
      const after = before === null ? null : /^\p{L}+/u.exec(text.slice(at + 1, at + 41));
      if (before !== null && after !== null) compounds.add(`${before[0]}-${after[0]}`.toLowerCase());
    }
  }
  return compounds;
}

function joinAt({ index, text }: CleaningBlock, start: number, end: number, compounds: ReadonlySet<string>): Edit[] {
  if (start === 0 || end === text.length) return [];
  const left = text.codePointAt(/[\udc00-\udfff]/.test(text[start - 1]!) && start > 1 ? start - 2 : start - 1)!;
  const right = text.codePointAt(end)!;
  const before = String.fromCodePoint(left);
  const after = String.fromCodePoint(right);
  const remove = (from: number): Edit => ({ block: index, start: from, end, text: '' });
  if (hyphens.includes(before) && /[\p{L}\p{N}]/u.test(text[start - 2] ?? '') && /[\p{L}\p{N}]/u.test(after)) {
    return [remove(keepsHyphen({ text, hyphen: start - 1, next: end, compounds }) ? start : start - 1)];
  }
  if (unspaced.test(before) && unspaced.test(after) && (isHan(before) || isHan(after))) return [remove(start)];
  // Keeps a space that is there; else the line end becomes one.
  const lineEnd = text.indexOf('\n', start);
  const edits: Edit[] = [];
  if (lineEnd > start) edits.push({ block: index, start, end: lineEnd, text: '' });
  edits.push({ block: index, start: lineEnd, end: lineEnd + 1, text: ' ' });
  if (end > lineEnd + 1) edits.push({ block: index, start: lineEnd + 1, end, text: '' });
  return edits;
}

const isHan = (character: string): boolean => !/[“”‘’…—]/.test(character);
