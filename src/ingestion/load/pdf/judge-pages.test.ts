import { expect, it } from 'vitest';
import { judgePages } from './judge-pages.ts';
import type { PageText } from './read-page.ts';

const page = (number: number, unread: number): PageText => ({
  page: number,
  width: 600,
  height: 800,
  horizontal: [],
  turned: [],
  fields: [],
  drawn: 100,
  unusable: 0,
  unread,
  pictured: false,
  failed: false,
});

it('names every page with text that the engine did not give', () => {
  const warnings = judgePages([page(1, 0), page(2, 3), page(3, 1)], 'a.pdf');
  expect(warnings.map(({ code, page: number }) => [code, number])).toEqual([
    ['text-not-reached', 2],
    ['text-not-reached', 3],
  ]);
  for (const { message, messageZh } of warnings) {
    expect(message).toContain('could not be read');
    expect(messageZh).toMatch(/\p{Script=Han}/u);
  }
  expect(judgePages([page(1, 0)], 'a.pdf')).toEqual([]);
});
