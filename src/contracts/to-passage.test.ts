import { expect, it } from 'vitest';
import { passageSchema } from './scored-passage.ts';
import { toPassage } from './to-passage.ts';

it.each([
  ['zh', '绿茶是一种茶。', '绿茶'],
  ['en', 'Tea is served at noon.', 'Tea'],
])('shows a found chunk with its place and scores (%s)', (_, text, heading) => {
  const start = heading.length + 1;
  const end = start + text.length;
  const locator = { kind: 'text', start, end, line: 2, column: 1, endLine: 2, endColumn: 1 + text.length } as const;
  const passage = toPassage({
    chunk: {
      ...{ id: 'c', documentId: 'd', documentVersion: 'v', ordinal: 0, start, end, text, tokens: 7 },
      ...{ context: [{ start: 0, end: heading.length }], contextText: heading, located: [{ start, end, locator }] },
    },
    documentName: 'tea.md',
    rank: 2,
    scores: { keyword: { rank: 3, score: 1.5 } },
  });
  expect(passage).toEqual({
    ...{ rank: 2, chunkId: 'c', document: { id: 'd', name: 'tea.md' }, documentVersion: 'v' },
    ...{ text, start, end, context: heading, locators: [locator], scores: { keyword: { rank: 3, score: 1.5 } } },
  });
  expect(passageSchema.parse(passage)).toEqual(passage);
});
