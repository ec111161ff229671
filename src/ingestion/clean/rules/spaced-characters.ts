import type { BlockKind } from '../../../contracts/parsed-document.ts';
import type { CleaningRule, Edit } from '../cleaning-rule.ts';

const spaced = /(?<![\p{Script=Han}])\p{Script=Han}(?:[ \u3000]\p{Script=Han}){3,}(?!\p{Script=Han})/gu;
const except: ReadonlySet<BlockKind> = new Set<BlockKind>(['code', 'formula', 'table']);

/** Joins Chinese that was set with a space between all characters, where four or more stand so. */
export const spacedCharacters: CleaningRule = {
  name: 'spaced-characters',
  version: 1,
  apply: ({ blocks }) => {
    const edits: Edit[] = [];
    for (const { index, source, text } of blocks) {
      if (except.has(source.kind)) continue;
      for (const run of text.matchAll(spaced)) {
        for (const space of run[0].matchAll(/[ \u3000]/g)) {
          const start = run.index + space.index;
          edits.push({ block: index, start, end: start + 1, text: '' });
        }
      }
    }
    return { edits };
  },
};
