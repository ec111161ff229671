import { describe, expect, it } from 'vitest';
import type { CatalogDocument, DocumentVersion } from '../storage/catalog.ts';
import { isUnchanged } from './is-unchanged.ts';
import { processingHash } from './process/processing-hash.ts';

const version: DocumentVersion = {
  id: 'v',
  documentId: 'd',
  contentSha256: 'same',
  processingHash: processingHash('text'),
  state: 'alive',
  format: 'text',
  mediaType: null,
  byteLength: 3,
  artefactSha256: 'a',
  indexVersion: 'i',
  ledger: null,
  error: null,
  addedAt: 0,
};

function unchanged(change: Partial<DocumentVersion>, failedUpdate: DocumentVersion | null = null): boolean {
  const place = { kind: 'path', path: '/a.txt' } as const;
  const document: CatalogDocument = {
    ...{ id: 'd', knowledgeBaseId: 'k', name: 'a.txt', place, createdAt: 0, updatedAt: 0 },
    current: { ...version, ...change },
    failedUpdate,
  };
  return isUnchanged(document, { name: 'a.txt', origin: place, sha256: 'same', byteLength: 3, file: '/a.txt' });
}

describe('isUnchanged', () => {
  it('holds for the same bytes and the same processing', () => {
    expect(unchanged({})).toBe(true);
  });

  it('does not hold for other bytes, older processing, a failed version or a newer try that failed', () => {
    expect(unchanged({ contentSha256: 'other' })).toBe(false);
    expect(unchanged({ processingHash: 'of an older loader' })).toBe(false);
    expect(unchanged({ state: 'failed' })).toBe(false);
    expect(unchanged({ format: null })).toBe(false);
    expect(unchanged({}, { ...version, id: 'w', state: 'failed' })).toBe(false);
  });
});
