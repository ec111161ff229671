import type { CleaningBlock, CleaningRule, Edit } from '../cleaning-rule.ts';
import { literalKinds } from '../replace-in-blocks.ts';

/** All but a plain space, tab or line end that stands alone between other characters: that one stays as it is. */
const inText =
  /[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\n]{2,}|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]|^[ \t\n]|[ \t\n]$/gu;
/** In a table, tab and line end part the cells. */
const inTable = /[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/gu;

/** One space where several stood, none at the ends of lines, at most one empty line; code is left alone. */
export const whiteSpace: CleaningRule = {
  name: 'white-space',
  version: 1,
  apply: ({ blocks }) => ({ edits: blocks.flatMap(tidyBlock) }),
};

function tidyBlock(block: CleaningBlock): Edit[] {
  const { text, source } = block;
  if (text === '') return [];
  if (literalKinds.has(source.kind)) return [];
  const table = source.kind === 'table';
  const pattern = table ? inTable : inText;
  if (text.search(pattern) < 0) return [];
  const edits: Edit[] = [];
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    const atEdge =
      start === 0 || end === text.length || (table && (isCellEnd(text[start - 1]) || isCellEnd(text[end])));
    keepOnly(edits, block.index, match[0], start, atEdge ? '' : standIn(match[0]));
  }
  return edits;
}

const isCellEnd = (character: string | undefined): boolean => character === '\t' || character === '\n';

function standIn(space: string): string {
  const lines = space.split('\n').length - 1;
  if (lines > 0) return lines > 1 ? '\n\n' : '\n';
  return space.includes('\t') ? '\t' : ' ';
}

/** Keeps the characters of `space` that spell `kept` in place and removes the rest; rewrites one where none does. */
function keepOnly(edits: Edit[], block: number, space: string, start: number, kept: string): void {
  if (space === kept) return;
  let spelt = 0;
  const canSpell = kept === '' || space.includes(kept[0]!);
  let removeFrom = 0;
  for (let at = 0; at <= space.length; at += 1) {
    const spells = at < space.length && spelt < kept.length && (canSpell ? space[at] === kept[spelt] : at === 0);
    if (!spells && at < space.length) continue;
    if (at > removeFrom) edits.push({ block, start: start + removeFrom, end: start + at, text: '' });
    if (at === space.length) break;
    if (!canSpell) edits.push({ block, start: start + at, end: start + at + 1, text: kept });
    spelt += 1;
    removeFrom = at + 1;
  }
}
