import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { explainIssues } from './explain-issues.ts';
import { askRequestSchema } from './http.ts';

describe('explainIssues', () => {
  it('names every place and what is expected there, in both languages', () => {
    const { error } = askRequestSchema.safeParse({ question: '', k: 'many', filter: { formats: [1] }, extra: 1 });
    const { en, zh } = explainIssues(error ?? new z.ZodError([]));
    for (const text of [en, zh]) for (const path of ['question', 'k', 'filter.formats.0']) expect(text).toContain(path);
    expect(en).toMatch(/k: Invalid input: expected number, received string/);
    expect(zh).toMatch(/k：无效输入：期望 (?:number|数字)；/);
    expect(zh).not.toMatch(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/i);
    expect(zh).toContain('extra');
  });
});
