import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldTraditional } from './fold-traditional.ts';

describe('foldTraditional', () => {
  it('folds characters one by one', () => {
    expect(foldTraditional('機器學習與資料庫，Python 3，後來')).toBe('机器学习与资料库，Python 3，后来');
    expect(foldTraditional('简体中文不变')).toBe('简体中文不变');
  });

  it('keeps the length, so that offsets hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'機器㜏𠮷學a') }), (one, two) => {
        const text = one + two;
        expect(foldTraditional(text)).toHaveLength(text.length);
        expect(foldTraditional(foldTraditional(text))).toBe(foldTraditional(text));
      }),
    );
  });
});
