import { expect } from 'vitest';
import type { ChunkIndex, IndexedChunk } from './chunk-index.ts';

/** A row with what a test does not care about filled in. */
export function specimen(
  given: Partial<Omit<IndexedChunk, 'chunk'>> & { readonly id: string; readonly documentVersion?: string },
): IndexedChunk {
  const { id, documentVersion = 'version-1', ...row } = given;
  return {
    chunk: {
      id,
      documentId: `document-of-${documentVersion}`,
      documentVersion,
      ordinal: 3,
      start: 10,
      end: 21,
      text: `数据库 it's "text" of\n${id}`,
      context: [{ start: 0, end: 4 }],
      contextText: '第一章',
      tokens: 7,
      located: [{ start: 10, end: 21, locator: { kind: 'pdf', page: 2, boxes: [[1, 2.5, 3, 4]] }, edges: [1, 2, 3] }],
    },
    documentName: '讲义 it’s.pdf',
    path: '/data/讲义.pdf',
    format: 'pdf',
    addedAt: 1_700_000_000_123,
    terms: ['数据库', 'text'],
    ...row,
  };
}

/** Compares everything that can be asked with a recount over the rows that should be there. */
export async function agreesWith(table: ChunkIndex, rows: readonly IndexedChunk[]): Promise<void> {
  expect(await table.count()).toBe(rows.length);
  expect(await table.fetch(rows.map(({ chunk }) => chunk.id))).toEqual(rows);
  const versions = new Map<string, number>();
  for (const { chunk } of rows) versions.set(chunk.documentVersion, (versions.get(chunk.documentVersion) ?? 0) + 1);
  expect(await table.documentVersions()).toEqual(versions);
  const terms = [...new Set(rows.flatMap((row) => row.terms)), 'nowhere', "b'"];
  const statistics = await table.termStatistics(terms);
  expect(statistics.count).toBe(rows.length);
  const length = rows.reduce((sum, row) => sum + row.terms.length, 0);
  expect(statistics.meanLength).toBeCloseTo(rows.length === 0 ? 0 : length / rows.length, 9);
  for (const term of terms) {
    const holders = rows.filter((row) => row.terms.includes(term)).map(({ chunk }) => chunk.id);
    expect(statistics.documentFrequency.get(term), term).toBe(holders.length);
    const hits = await table.keywordSearch({ terms: [{ term, weight: 1 }], limit: 100 });
    expect(hits.map(({ chunkId }) => chunkId).sort()).toEqual(holders.sort());
  }
}
