import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../contracts/ledger.ts';
import type { Catalog, DocumentVersion, KnowledgeBase } from './catalog.ts';

export interface CatalogHarness {
  readonly catalog: Catalog;
  readonly dispose: () => Promise<void>;
}

const base: KnowledgeBase = { id: 'kb-1', name: "课程 it's", createdAt: 1000, servedIndexVersion: 'index-1' };
const blob = (letter: string): string => letter.repeat(64);

const ledger = (chunks: number): Ledger => ({
  format: 'pdf',
  bytes: 10,
  status: 'done',
  reason: null,
  reasonZh: null,
  coverage: 0.99,
  characters: { total: 10, markup: 0, skipped: 0, parsed: 10, removed: 1, clean: 9 },
  skipped: [],
  rules: [],
  blocks: 1,
  chunks,
  warnings: [{ code: 'page-without-text', message: 'Page 2', messageZh: '第 2 页', page: 2 }],
  seconds: { parse: 0.1, clean: 0, chunk: 0 },
});

/** A living version of document `document` with what a test does not care about filled in. */
export function versionOf(
  documentId: string,
  given: Partial<DocumentVersion> & { readonly id: string },
): DocumentVersion {
  return {
    documentId,
    contentSha256: blob('a'),
    processingHash: 'processing',
    state: 'alive',
    format: 'pdf',
    mediaType: null,
    byteLength: 10,
    artefactSha256: blob('b'),
    indexVersion: 'index-1',
    ledger: ledger(4),
    error: null,
    addedAt: 2000,
    ...given,
  };
}

const failure = { code: 'damaged-document', message: 'broken', messageZh: '损坏' };
const failedVersion = (
  documentId: string,
  given: Partial<DocumentVersion> & { readonly id: string },
): DocumentVersion =>
  versionOf(documentId, {
    state: 'failed',
    artefactSha256: null,
    ledger: null,
    format: null,
    error: failure,
    ...given,
  });

/** What every catalog must do. Registers its tests with vitest. */
export function catalogConformance(make: () => Promise<CatalogHarness>): void {
  let harness: CatalogHarness;
  let catalog: Catalog;
  beforeEach(async () => {
    harness = await make();
    catalog = harness.catalog;
    await catalog.createKnowledgeBase(base);
  });
  afterEach(() => harness.dispose());

  const commit = (version: DocumentVersion, more: { path?: string; name?: string; knowledgeBaseId?: string } = {}) =>
    catalog.commitVersion({
      knowledgeBaseId: more.knowledgeBaseId ?? base.id,
      documentId: version.documentId,
      name: more.name ?? `${version.documentId}.pdf`,
      place: { kind: 'upload', path: more.path ?? `${version.documentId}.pdf` },
      version,
    });
  const alive = async (knowledgeBaseId = base.id) =>
    [...(await catalog.listAliveVersions(knowledgeBaseId)).keys()].sort();

  describe('knowledge bases', () => {
    it('are found by id and by name, an id before a name; names are unique', async () => {
      expect(await catalog.findKnowledgeBase(base.id)).toEqual(base);
      expect(await catalog.findKnowledgeBase(base.name)).toEqual(base);
      expect(await catalog.findKnowledgeBase('nowhere')).toBeNull();
      const namesake = { ...base, id: 'kb-2', name: base.id };
      await catalog.createKnowledgeBase(namesake);
      expect(await catalog.findKnowledgeBase(base.id)).toEqual(base);
      await expect(catalog.createKnowledgeBase({ ...base, id: 'kb-3' })).rejects.toMatchObject({
        code: 'already-exists',
      });
    });

    it('are listed with their documents and the chunks of those alive under the served index', async () => {
      await commit(versionOf('d1', { id: 'v1' }));
      await commit(versionOf('d2', { id: 'v2', indexVersion: 'another' }));
      await commit(failedVersion('d3', { id: 'v3' }));
      await catalog.createKnowledgeBase({ ...base, id: 'kb-2', name: 'empty' });
      const [empty, full] = await catalog.listKnowledgeBases();
      expect(empty).toMatchObject({ name: 'empty', documents: 0, chunks: 0 });
      expect(full).toEqual({ ...base, documents: 3, chunks: 4 });
    });

    it('go with all their documents, and leave only blobs that another base does not need', async () => {
      await catalog.createKnowledgeBase({ ...base, id: 'kb-2', name: 'two' });
      await commit(versionOf('d1', { id: 'v1' }));
      await commit(versionOf('d2', { id: 'v2', artefactSha256: blob('c') }), { knowledgeBaseId: 'kb-2' });
      const left = await catalog.deleteKnowledgeBase(base.id);
      expect(left).toEqual({ blobs: [blob('b')], documentVersions: ['v1'] });
      expect(await catalog.findKnowledgeBase(base.id)).toBeNull();
      expect(await catalog.findDocument('d1')).toBeNull();
      expect(await catalog.findVersion('v1')).toBeNull();
      expect(await alive('kb-2')).toEqual(['v2']);
      expect(await catalog.deleteKnowledgeBase('nowhere')).toEqual({ blobs: [], documentVersions: [] });
    });
  });

  describe('documents', () => {
    it('come back whole, by id, by place and in the list by name', async () => {
      const version = versionOf('d1', { id: 'v1' });
      expect(await commit(version, { name: '乙.pdf', path: "卷/it's 100%_.pdf" })).toEqual({
        blobs: [],
        documentVersions: [],
      });
      await commit(versionOf('d2', { id: 'v2' }), { name: 'a.pdf' });
      const document = {
        id: 'd1',
        knowledgeBaseId: base.id,
        name: '乙.pdf',
        place: { kind: 'upload', path: "卷/it's 100%_.pdf" } as const,
        current: version,
        failedUpdate: null,
        createdAt: 2000,
        updatedAt: 2000,
      };
      expect(await catalog.findDocument('d1')).toEqual(document);
      expect(await catalog.findDocumentByPlace(base.id, document.place)).toEqual(document);
      expect(await catalog.findDocumentByPlace(base.id, { ...document.place, kind: 'path' })).toBeNull();
      expect(await catalog.findDocumentByPlace('kb-2', document.place)).toBeNull();
      expect((await catalog.listDocuments(base.id)).map(({ name }) => name)).toEqual(['a.pdf', '乙.pdf']);
      expect(await catalog.findVersion('v1')).toEqual(version);
      expect(await catalog.findDocument('nowhere')).toBeNull();
    });

    it('of an unknown base, at a taken place, or with another document’s version are refused', async () => {
      await commit(versionOf('d1', { id: 'v1' }));
      await expect(commit(versionOf('d2', { id: 'v2' }), { knowledgeBaseId: 'no' })).rejects.toMatchObject({
        code: 'not-found',
      });
      await expect(commit(versionOf('d2', { id: 'v2' }), { path: 'd1.pdf' })).rejects.toMatchObject({
        code: 'already-exists',
      });
      const replaced = versionOf('d2', { id: 'v2', state: 'replaced' });
      await expect(commit(replaced)).rejects.toMatchObject({ code: 'invalid-input' });
      expect(await catalog.findDocument('d2')).toBeNull();
      expect(await alive()).toEqual(['v1']);
    });

    it('keep their id when they move', async () => {
      await commit(versionOf('d1', { id: 'v1' }));
      await commit(versionOf('d1', { id: 'v1', addedAt: 3000 }), { path: 'new/place.pdf', name: 'place.pdf' });
      expect(await catalog.findDocument('d1')).toMatchObject({
        place: { kind: 'upload', path: 'new/place.pdf' },
        createdAt: 2000,
        updatedAt: 3000,
      });
      expect(await catalog.findDocumentByPlace(base.id, { kind: 'upload', path: 'd1.pdf' })).toBeNull();
    });

    it('that are deleted leave blobs behind only where no other version uses them', async () => {
      await commit(versionOf('d1', { id: 'v1', contentSha256: blob('s') }));
      await commit(versionOf('d2', { id: 'v2', contentSha256: blob('s'), artefactSha256: blob('d') }));
      expect(await catalog.deleteDocument('d1')).toEqual({ blobs: [blob('b')], documentVersions: ['v1'] });
      expect(await catalog.findVersion('v1')).toBeNull();
      const last = await catalog.deleteDocument('d2');
      expect([...last.blobs].sort()).toEqual([blob('d'), blob('s')]);
      expect(await catalog.deleteDocument('d2')).toEqual({ blobs: [], documentVersions: [] });
      expect(await catalog.referencedBlobs()).toEqual(new Set());
    });
  });

  versionConformance(() => ({ catalog, commit, alive }));

  describe('blobs', () => {
    it('that versions refer to are told, of the given ones or all', async () => {
      await commit(versionOf('d1', { id: 'v1' }));
      await commit(failedVersion('d2', { id: 'v2', contentSha256: blob('f') }));
      expect(await catalog.referencedBlobs()).toEqual(new Set([blob('a'), blob('b'), blob('f')]));
      expect(await catalog.referencedBlobs([blob('b'), blob('x')])).toEqual(new Set([blob('b')]));
      expect(await catalog.referencedBlobs([])).toEqual(new Set());
    });
  });

  it('rejects with `cancelled` where the signal has fired', async () => {
    const options = { signal: AbortSignal.abort() };
    await expect(catalog.aliveVersions(base.id, [], options)).rejects.toMatchObject({ code: 'cancelled' });
    await expect(catalog.deleteDocument('d1', options)).rejects.toMatchObject({ code: 'cancelled' });
  });
}

function versionConformance(
  given: () => {
    readonly catalog: Catalog;
    readonly commit: (version: DocumentVersion) => ReturnType<Catalog['commitVersion']>;
    readonly alive: () => Promise<readonly string[]>;
  },
): void {
  describe('versions', () => {
    it('a new one takes the place of the old at once; the latest replaced one still opens, older ones go', async () => {
      const { catalog, commit, alive } = given();
      await commit(versionOf('d1', { id: 'v1', contentSha256: blob('1'), artefactSha256: blob('4') }));
      expect(await commit(versionOf('d1', { id: 'v2', contentSha256: blob('2'), artefactSha256: blob('5') }))).toEqual({
        blobs: [],
        documentVersions: ['v1'],
      });
      expect(await alive()).toEqual(['v2']);
      expect(await catalog.aliveVersions(base.id, ['v1', 'v2', 'v3'])).toEqual(
        new Map([['v2', { documentId: 'd1', name: 'd1.pdf' }]]),
      );
      expect(await catalog.findVersion('v1')).toMatchObject({ state: 'replaced', artefactSha256: blob('4') });
      const left = await commit(versionOf('d1', { id: 'v3', contentSha256: blob('3'), artefactSha256: blob('5') }));
      expect({ ...left, blobs: [...left.blobs].sort() }).toEqual({
        blobs: [blob('1'), blob('4')],
        documentVersions: ['v2'],
      });
      expect(await catalog.findVersion('v1')).toBeNull();
      expect((await catalog.findDocument('d1'))?.current.id).toBe('v3');
    });

    it('an old content that comes back is alive again', async () => {
      const { catalog, commit, alive } = given();
      await commit(versionOf('d1', { id: 'v1' }));
      await commit(versionOf('d1', { id: 'v2' }));
      expect(await commit(versionOf('d1', { id: 'v1' }))).toEqual({ blobs: [], documentVersions: ['v2'] });
      expect(await alive()).toEqual(['v1']);
      expect(await catalog.findVersion('v2')).toMatchObject({ state: 'replaced' });
    });

    it('committing the same one again changes nothing, and a blob it no longer uses is told', async () => {
      const { commit, alive } = given();
      await commit(versionOf('d1', { id: 'v1', artefactSha256: blob('4') }));
      expect(await commit(versionOf('d1', { id: 'v1', artefactSha256: blob('4') }))).toEqual({
        blobs: [],
        documentVersions: [],
      });
      expect(await commit(versionOf('d1', { id: 'v1', artefactSha256: blob('5') }))).toEqual({
        blobs: [blob('4')],
        documentVersions: [],
      });
      expect(await alive()).toEqual(['v1']);
    });

    it('a failed one never takes the place of an alive one, and a later success clears it', async () => {
      const { catalog, commit, alive } = given();
      const good = versionOf('d1', { id: 'v1' });
      await commit(good);
      const failed = failedVersion('d1', { id: 'v2', contentSha256: blob('f') });
      expect(await commit(failed)).toEqual({ blobs: [], documentVersions: [] });
      expect(await catalog.findDocument('d1')).toMatchObject({ current: good, failedUpdate: failed });
      expect(await alive()).toEqual(['v1']);
      // The same content cannot both have succeeded and fail.
      await commit(failedVersion('d1', { id: 'v1' }));
      expect((await catalog.findDocument('d1'))?.current).toEqual(good);
      await commit(failed);
      expect(await commit(failedVersion('d1', { id: 'v3', contentSha256: blob('g') }))).toMatchObject({
        blobs: [blob('f')],
      });
      expect(await catalog.findVersion('v2')).toBeNull();
      expect(await commit(versionOf('d1', { id: 'v4' }))).toEqual({ blobs: [blob('g')], documentVersions: ['v1'] });
      expect(await catalog.findDocument('d1')).toMatchObject({ current: { id: 'v4' }, failedUpdate: null });
    });

    it('a first failure is shown as the current version, and is replaced by what comes after', async () => {
      const { catalog, commit, alive } = given();
      const failed = failedVersion('d1', { id: 'v1', contentSha256: blob('f') });
      await commit(failed);
      expect(await catalog.findDocument('d1')).toMatchObject({ current: failed, failedUpdate: null });
      expect(await alive()).toEqual([]);
      expect(await catalog.aliveVersions(base.id, ['v1'])).toEqual(new Map());
      expect(await commit(versionOf('d1', { id: 'v2' }))).toEqual({ blobs: [blob('f')], documentVersions: [] });
      expect(await alive()).toEqual(['v2']);
    });

    it('of another index version or another knowledge base are not alive', async () => {
      const { catalog, commit } = given();
      await commit(versionOf('d1', { id: 'v1', indexVersion: 'index-2' }));
      await commit(versionOf('d2', { id: "v'2" }));
      expect([...(await catalog.aliveVersions(base.id, ['v1', "v'2", "v'2"])).keys()]).toEqual(["v'2"]);
      expect(await catalog.listAliveVersions(base.id)).toEqual(new Map([["v'2", { chunks: 4 }]]));
      expect(await catalog.aliveVersions('kb-2', ["v'2"])).toEqual(new Map());
      expect(await catalog.aliveVersions(base.id, [])).toEqual(new Map());
    });

    it('any order of commits and deletes leaves one alive at most, and tells every blob exactly when it is unused', async () => {
      const { catalog, commit, alive } = given();
      const step = fc.record({
        document: fc.constantFrom('r1', 'r2'),
        version: fc.nat(3),
        content: fc.constantFrom('1', '2', '3'),
        artefact: fc.constantFrom('4', '5'),
        kind: fc.constantFrom('alive', 'alive', 'failed', 'delete'),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const stored = new Set<string>();
          for (const { document, version, content, artefact, kind } of steps) {
            const made = kind === 'failed' ? failedVersion : versionOf;
            const next = made(document, {
              id: `${document}-${version}`,
              contentSha256: blob(content),
              ...(kind === 'failed' ? {} : { artefactSha256: blob(artefact) }),
            });
            const left = kind === 'delete' ? await catalog.deleteDocument(document) : await commit(next);
            for (const sha256 of [next.contentSha256, next.artefactSha256]) {
              if (kind !== 'delete' && sha256 !== null) stored.add(sha256);
            }
            const referenced = await catalog.referencedBlobs();
            for (const sha256 of left.blobs) {
              expect(referenced.has(sha256)).toBe(false);
              stored.delete(sha256);
            }
            // A failure of bytes that have succeeded before is not kept, nor is its blob: the caller's purge looks again.
            for (const sha256 of referenced) expect(stored.has(sha256)).toBe(true);
            const current = (await catalog.findDocument(document))?.current;
            if (kind === 'alive') expect(current?.id).toBe(next.id);
            if (kind === 'delete') expect(current).toBeUndefined();
          }
          const living = await alive();
          expect(new Set(living.map((id) => id.slice(0, 2))).size).toBe(living.length);
          for (const document of ['r1', 'r2']) await catalog.deleteDocument(document);
          expect(await catalog.referencedBlobs()).toEqual(new Set());
        }),
        { numRuns: 15, seed: 11 },
      );
    });
  });
}
