import { describe, expect, it } from 'vitest';
import { rankDocuments } from './rank-documents.ts';

describe('rankDocuments', () => {
  it('ranks a document by its best passage and equal scores by descending id', () => {
    const passages = [
      { documentId: 'a', score: 2 },
      { documentId: 'b', score: 3 },
      { documentId: 'a', score: 5 },
      { documentId: 'c', score: 3 },
      { documentId: 'd', score: -1 },
    ];
    expect(rankDocuments(passages)).toEqual([
      { documentId: 'a', score: 5 },
      { documentId: 'c', score: 3 },
      { documentId: 'b', score: 3 },
      { documentId: 'd', score: -1 },
    ]);
    expect(rankDocuments([])).toEqual([]);
  });
});
