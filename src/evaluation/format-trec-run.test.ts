import { describe, expect, it } from 'vitest';
import { formatTrecRun } from './format-trec-run.ts';

describe('formatTrecRun', () => {
  it('writes one line for each document, ranks from 1', () => {
    const ranked = [
      { documentId: 'p1', score: 12.5 },
      { documentId: 'p2', score: 3 },
    ];
    expect(formatTrecRun('q1', ranked, 'ragstone')).toBe('q1 Q0 p1 1 12.5 ragstone\nq1 Q0 p2 2 3 ragstone\n');
    expect(formatTrecRun('q1', [], 'ragstone')).toBe('');
  });

  it('refuses an id that would break the line', () => {
    expect(() => formatTrecRun('q1', [{ documentId: 'my file.txt', score: 1 }], 'ragstone')).toThrow('my file.txt');
  });
});
