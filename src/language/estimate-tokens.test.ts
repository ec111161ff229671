import { describe, expect, it } from 'vitest';
import { estimateTokens } from './estimate-tokens.ts';

describe('estimateTokens', () => {
  it('is near the truth for English and Chinese', () => {
    // o200k counts 10 and 12.
    expect(estimateTokens('The quick brown fox jumps over the lazy dog.')).toBeGreaterThanOrEqual(9);
    expect(estimateTokens('The quick brown fox jumps over the lazy dog.')).toBeLessThanOrEqual(15);
    expect(estimateTokens('机器学习是人工智能的一个分支，研究算法。')).toBeGreaterThanOrEqual(10);
    expect(estimateTokens('')).toBe(0);
  });

  it('grows evenly with the text, also beyond one piece', () => {
    for (const unit of ['word ', '中文字', 'a', '😀', '𠮷']) {
      const one = estimateTokens(unit.repeat(500));
      const twenty = estimateTokens(unit.repeat(10_000));
      expect(Math.abs(twenty / (20 * one) - 1)).toBeLessThan(0.1);
    }
  });
});
