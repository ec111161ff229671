import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChunkIndex, ChunkIndexStore, IndexedChunk } from './chunk-index.ts';
import { agreesWith, specimen } from './chunk-index-model.conformance.ts';

export interface ChunkIndexHarness {
  readonly store: ChunkIndexStore;
  /** A second store over the same data, as another part of the program would open it. */
  readonly another: () => Promise<ChunkIndexStore>;
  readonly dispose: () => Promise<void>;
}

const name = { knowledgeBaseId: '知识库 A/b"c.d', indexVersion: 'v1' };
const plain = (terms: readonly string[], weight = 1) => terms.map((term) => ({ term, weight }));
const ids = (hits: readonly { readonly chunkId: string }[]) => hits.map(({ chunkId }) => chunkId);

/** What every chunk index must do. Registers its tests with vitest. */
export function chunkIndexConformance(make: () => Promise<ChunkIndexHarness>): void {
  let harness: ChunkIndexHarness;
  let index: ChunkIndex;
  beforeEach(async () => {
    harness = await make();
    index = await harness.store.open(name);
  });
  afterEach(async () => {
    await index.close();
    await harness.store.close();
    await harness.dispose();
  });

  describe('rows', () => {
    it('come back exactly as they were given, in the order asked for, unknown ids left out', async () => {
      const rows = [specimen({ id: "a'b" }), specimen({ id: '二', terms: [] }), specimen({ id: 'c"\\%_' })];
      await index.upsert(rows);
      const [first, second, third] = rows;
      expect(await index.fetch(['c"\\%_', 'unknown', "a'b", '二'])).toEqual([third, first, second]);
      expect(await index.fetch([])).toEqual([]);
      expect(await index.count()).toBe(3);
    });

    it('are replaced by id, and an id that comes twice in one batch is taken once, the last', async () => {
      await index.upsert([specimen({ id: 'a', terms: ['old'] }), specimen({ id: 'b' })]);
      await index.upsert([specimen({ id: 'a', terms: ['middle'] }), specimen({ id: 'a', terms: ['new'] })]);
      await index.upsert([specimen({ id: 'c', terms: ['one'] }), specimen({ id: 'c', terms: ['two'] })]);
      expect(await index.count()).toBe(3);
      expect((await index.fetch(['a', 'c'])).map(({ terms }) => terms)).toEqual([['new'], ['two']]);
      expect(ids(await index.keywordSearch({ terms: plain(['old', 'middle', 'one']), limit: 9 }))).toEqual([]);
    });

    it('of a deleted version are gone at once from every call; others stay', async () => {
      const gone = "it's; DROP -- 旧";
      await index.upsert([
        specimen({ id: 'a', documentVersion: gone }),
        specimen({ id: 'b', documentVersion: gone }),
        specimen({ id: 'c', documentVersion: 'kept' }),
      ]);
      expect(await index.documentVersions()).toEqual(
        new Map([
          [gone, 2],
          ['kept', 1],
        ]),
      );
      await index.deleteDocumentVersion(gone);
      await index.deleteDocumentVersion('never there');
      expect(ids(await index.keywordSearch({ terms: plain(['数据库']), limit: 9 }))).toEqual(['c']);
      expect(await index.fetch(['a', 'b'])).toEqual([]);
      expect(await index.documentVersions()).toEqual(new Map([['kept', 1]]));
      expect((await index.termStatistics(['数据库'])).documentFrequency.get('数据库')).toBe(1);
    });

    it('with a term that holds white space are refused, and nothing of the batch is stored', async () => {
      const batch = [specimen({ id: 'a' }), specimen({ id: 'b', terms: ['two words'] })];
      await expect(index.upsert(batch)).rejects.toMatchObject({ code: 'invalid-input' });
      expect(await index.count()).toBe(0);
    });
  });

  describe('keyword search', () => {
    const corpus = [
      specimen({ id: '1', terms: ['深度', '学习', '数据库', 'a'] }),
      specimen({ id: '2', terms: ['数据库', '数据库', 'C++', 'gpt-4o', 'the'] }),
      specimen({ id: '3', terms: ['learning', '的', 'a', "it's"] }),
      specimen({ id: '4', terms: ['Learning', 'v1.2.3', 'ＡＢＣ', 'x'.repeat(300)] }),
    ];

    it('finds terms exactly as indexed: Chinese, one character, stop words, case, signs, long ones', async () => {
      await index.upsert(corpus);
      const search = async (term: string) => ids(await index.keywordSearch({ terms: plain([term]), limit: 9 })).sort();
      for (const compacted of [false, true]) {
        if (compacted) await index.compact();
        expect(await search('数据库')).toEqual(['1', '2']);
        expect(await search('数据')).toEqual([]);
        expect(await search('的')).toEqual(['3']);
        expect(await search('a')).toEqual(['1', '3']);
        expect(await search('the')).toEqual(['2']);
        expect(await search('learning')).toEqual(['3']);
        expect(await search('C++')).toEqual(['2']);
        expect(await search('gpt-4o')).toEqual(['2']);
        expect(await search('gpt')).toEqual([]);
        expect(await search("it's")).toEqual(['3']);
        expect(await search('ＡＢＣ')).toEqual(['4']);
        expect(await search('x'.repeat(300))).toEqual(['4']);
        expect(await search('"(a:b AND')).toEqual([]);
        expect(await search('')).toEqual([]);
      }
    });

    it('gives nothing for no terms, for a limit of 0 and for an empty table', async () => {
      expect(await index.keywordSearch({ terms: plain(['数据库']), limit: 5 })).toEqual([]);
      await index.upsert(corpus);
      expect(await index.keywordSearch({ terms: [], limit: 5 })).toEqual([]);
      expect(await index.keywordSearch({ terms: plain(['数据库']), limit: 0 })).toEqual([]);
      expect(await index.keywordSearch({ terms: plain(['数据库', 'a']), limit: 1 })).toHaveLength(1);
    });

    it.each([
      ['with a common unit', 0.75],
      ['without one', Math.SQRT1_2],
    ])('adds up weights %s, before and after compaction; a weight of 0 finds rows with score 0', async (_, odd) => {
      await index.upsert(corpus);
      for (const compacted of [false, true]) {
        if (compacted) await index.compact();
        const single = new Map<string, Map<string, number>>();
        for (const term of ['数据库', 'a', 'learning', 'the']) {
          const hits = await index.keywordSearch({ terms: plain([term]), limit: 9 });
          single.set(term, new Map(hits.map(({ chunkId, score }) => [chunkId, score])));
        }
        const weights = { 数据库: 2, a: 0.25, learning: 0, the: odd };
        const terms = Object.entries(weights).map(([term, weight]) => ({ term, weight }));
        const hits = await index.keywordSearch({ terms, limit: 9 });
        expect(ids(hits).sort()).toEqual(['1', '2', '3']);
        for (const { chunkId, score } of hits) {
          const sum = terms.reduce((all, { term, weight }) => all + weight * (single.get(term)?.get(chunkId) ?? 0), 0);
          expect(score).toBeCloseTo(sum, 4);
        }
        expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((x, y) => y - x));
        expect((await index.keywordSearch({ terms: plain(['learning'], 0), limit: 9 }))[0]?.score).toBe(0);
        expect(hits[0]?.documentVersion).toBe('version-1');
      }
    });

    it('scores by BM25 (k1 1.2, b 0.75), and finds the true best when lists are cut off', async () => {
      const words = ['甲', '乙', '丙', 'x', 'y'];
      const random = fc.sample(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }), {
        numRuns: 700,
        seed: 7,
      });
      await index.upsert(random.map((terms, row) => specimen({ id: `r${row}`, terms })));
      await index.compact();
      const meanLength = random.reduce((sum, terms) => sum + terms.length, 0) / random.length;
      const bm25 = (terms: readonly string[], term: string) => {
        const frequency = random.filter((other) => other.includes(term)).length;
        const inverse = Math.log(1 + (random.length - frequency + 0.5) / (frequency + 0.5));
        const count = terms.filter((other) => other === term).length;
        return (inverse * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * terms.length) / meanLength));
      };
      // With and without a common unit: a store may treat the two differently.
      for (const [first, second, third] of [
        [1, 0.9, 0.3],
        [1, Math.SQRT1_2, 0.31831],
      ] as const) {
        const weighted = [
          { term: '甲', weight: first },
          { term: 'x', weight: second },
          { term: '丙', weight: third },
        ];
        const hits = await index.keywordSearch({ terms: weighted, limit: 10 });
        const expected = random
          .map((terms) => weighted.reduce((sum, { term, weight }) => sum + weight * bm25(terms, term), 0))
          .sort((a, b) => b - a)
          .slice(0, 10);
        expect(hits).toHaveLength(10);
        for (const [rank, { score }] of hits.entries()) expect(score).toBeCloseTo(expected[rank] ?? Number.NaN, 2);
      }
    });
  });

  describe('filters', () => {
    it('hold on documents, path prefixes with any characters, formats and dates, all together', async () => {
      const row = (id: string, path: string, format: string, addedAt: number) =>
        specimen({ id, documentVersion: `of-${id}`, path, format, addedAt, terms: ['same'] });
      await index.upsert([
        row('1', '/a/100%_done/x.md', 'markdown', 100),
        row('2', '/a/100xydone/x.md', 'markdown', 200),
        row('3', "/a/it's/讲义.pdf", 'pdf', 300),
        row('4', '/b/讲义.pdf', 'pdf', 400),
      ]);
      const search = async (filter: Parameters<ChunkIndex['keywordSearch']>[0]['filter']) =>
        ids(await index.keywordSearch({ terms: plain(['same']), limit: 9, filter })).sort();
      for (const compacted of [false, true]) {
        if (compacted) await index.compact();
        expect(await search({})).toEqual(['1', '2', '3', '4']);
        expect(await search({ documentIds: ['document-of-of-2', "no'ne"] })).toEqual(['2']);
        expect(await search({ documentIds: [] })).toEqual([]);
        expect(await search({ pathPrefixes: ['/a/100%_'] })).toEqual(['1']);
        expect(await search({ pathPrefixes: ["/a/it's/", '/b/讲'] })).toEqual(['3', '4']);
        expect(await search({ pathPrefixes: ['讲义'] })).toEqual([]);
        expect(await search({ formats: ['pdf'], addedFrom: 300, addedBefore: 400 })).toEqual(['3']);
        expect(await search({ addedFrom: Number.NEGATIVE_INFINITY, addedBefore: 200 })).toEqual(['1']);
        expect(await search({ formats: ['pdf'], pathPrefixes: ['/a'], documentIds: ['document-of-of-4'] })).toEqual([]);
      }
    });
  });

  describe('term statistics', () => {
    it('are empty for an empty table', async () => {
      expect(await index.termStatistics(['x'])).toEqual({
        count: 0,
        meanLength: 0,
        documentFrequency: new Map([['x', 0]]),
      });
    });

    it('and rows agree with a model after any order of upserts, deletes and compactions', async () => {
      const term = fc.constantFrom('数', '据', 'a', "b'", 'C++', 'z');
      const operation = fc.oneof(
        {
          weight: 4,
          arbitrary: fc.record({
            kind: fc.constant('upsert' as const),
            rows: fc.array(
              fc.record({
                id: fc.constantFrom('1', '2', "3'", '四', '5', '6'),
                documentVersion: fc.constantFrom('v1', "v'2", 'v3'),
                terms: fc.array(term, { maxLength: 5 }),
              }),
              { maxLength: 6 },
            ),
          }),
        },
        {
          weight: 2,
          arbitrary: fc.record({
            kind: fc.constant('delete' as const),
            documentVersion: fc.constantFrom('v1', "v'2", 'v3', 'v4'),
          }),
        },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('compact' as const) }) },
      );
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 7 }), async (operations) => {
          run += 1;
          const table = await harness.store.open({ ...name, indexVersion: `random-${run}` });
          const model = new Map<string, IndexedChunk>();
          for (const step of operations) {
            if (step.kind === 'compact') await table.compact();
            else if (step.kind === 'delete') {
              await table.deleteDocumentVersion(step.documentVersion);
              for (const [id, { chunk }] of model) if (chunk.documentVersion === step.documentVersion) model.delete(id);
            } else {
              const rows = step.rows.map(specimen);
              await table.upsert(rows);
              for (const row of rows) model.set(row.chunk.id, row);
            }
          }
          await agreesWith(table, [...model.values()]);
          await table.close();
        }),
        { numRuns: 12, seed: 20 },
      );
    });
  });

  describe('handles and tables', () => {
    it('a second store sees rows and deletes of the first at once', async () => {
      const other = await harness.another();
      const second = await other.open(name);
      await index.upsert([specimen({ id: 'a' }), specimen({ id: 'b', documentVersion: 'v2' })]);
      expect(ids(await second.keywordSearch({ terms: plain(['text']), limit: 9 })).sort()).toEqual(['a', 'b']);
      await index.deleteDocumentVersion('v2');
      expect(ids(await second.keywordSearch({ terms: plain(['text']), limit: 9 }))).toEqual(['a']);
      await index.compact();
      expect(await second.count()).toBe(1);
      expect((await second.termStatistics(['text'])).documentFrequency.get('text')).toBe(1);
      await second.close();
      await other.close();
    });

    it('readers lose nothing while what was deleted is purged', async () => {
      const rows = Array.from({ length: 60 }, (_, row) => specimen({ id: `${row}`, documentVersion: `v${row % 6}` }));
      await index.upsert(rows);
      let purging = true;
      const read = async (): Promise<void> => {
        while (purging) {
          expect((await index.keywordSearch({ terms: plain(['text']), limit: 100 })).length).toBeGreaterThan(0);
          expect(await index.fetch(['5'])).toHaveLength(1);
        }
      };
      const readers = Promise.all([read(), read(), read()]);
      for (let version = 0; version < 4; version += 1) {
        await index.deleteDocumentVersion(`v${version}`);
        await index.compact({ purge: true });
      }
      purging = false;
      await readers;
      await agreesWith(
        index,
        rows.filter(({ chunk }) => ['v4', 'v5'].includes(chunk.documentVersion)),
      );
    });

    it('writes through two handles at once leave each id once', async () => {
      const second = await harness.store.open(name);
      const rows = Array.from({ length: 20 }, (_, row) => specimen({ id: `${row}` }));
      await Promise.all([index.upsert(rows), second.upsert(rows), index.upsert(rows.slice(5)), second.compact()]);
      await agreesWith(index, rows);
      await second.close();
    });

    it('names with any characters stay apart, are listed and dropped', async () => {
      const names = [name, { ...name, indexVersion: 'V1' }, { knowledgeBaseId: '知识库 A', indexVersion: '/b"c.d.v1' }];
      const tables = await Promise.all(names.map((other) => harness.store.open(other)));
      await tables[1]?.upsert([specimen({ id: 'a' })]);
      for (const table of tables) await table.close();
      expect(await harness.store.list()).toHaveLength(3);
      expect(await harness.store.list()).toEqual(expect.arrayContaining(names));
      for (const other of names.slice(1)) await harness.store.drop(other);
      await harness.store.drop({ ...name, indexVersion: 'never there' });
      expect(await harness.store.list()).toEqual([name]);
      const again = await harness.store.open({ ...name, indexVersion: 'V1' });
      expect(await again.count()).toBe(0);
      expect(await again.termStatistics(['text'])).toMatchObject({ count: 0 });
      await again.close();
    });

    it('rows survive closing and opening', async () => {
      await index.upsert([specimen({ id: 'a' })]);
      await index.close();
      index = await harness.store.open(name);
      await agreesWith(index, [specimen({ id: 'a' })]);
    });

    it('a signal that has fired rejects with `cancelled` and changes nothing', async () => {
      const options = { signal: AbortSignal.abort() };
      await expect(index.upsert([specimen({ id: 'a' })], options)).rejects.toMatchObject({ code: 'cancelled' });
      await expect(index.keywordSearch({ terms: plain(['a']), limit: 1 }, options)).rejects.toMatchObject({
        code: 'cancelled',
      });
      expect(await index.count()).toBe(0);
    });
  });

  vectorConformance(() => harness.store);
}

function vectorConformance(store: () => ChunkIndexStore): void {
  describe('vectors', () => {
    const withVectors = { ...name, indexVersion: 'with-vectors' };

    it('are optional per row; the nearest by cosine come first, rows without one never', async () => {
      const table = await store().open(withVectors, { dimensions: 3 });
      const rows = [
        specimen({ id: 'near', vector: Float32Array.of(2, 0.1, 0), format: 'pdf' }),
        specimen({ id: 'far', vector: Float32Array.of(0, 0, 1), format: 'html' }),
        specimen({ id: 'none' }),
      ];
      await table.upsert(rows);
      expect(await table.fetch(['near', 'none'])).toEqual([rows[0], rows[2]]);
      const hits = await table.vectorSearch({ vector: Float32Array.of(1, 0, 0), limit: 9 });
      expect(ids(hits)).toEqual(['near', 'far']);
      expect(hits[0]?.score).toBeCloseTo(2 / Math.hypot(2, 0.1), 4);
      const filtered = { vector: Float32Array.of(1, 0, 0), limit: 9, filter: { formats: ['html'] } };
      expect(ids(await table.vectorSearch(filtered))).toEqual(['far']);
      await table.close();
    });

    it('of the wrong length are refused in rows and queries', async () => {
      const table = await store().open(withVectors, { dimensions: 3 });
      const wrong = Float32Array.of(1, 2);
      await expect(table.upsert([specimen({ id: 'a', vector: wrong })])).rejects.toMatchObject({
        code: 'invalid-input',
      });
      await expect(table.vectorSearch({ vector: wrong, limit: 1 })).rejects.toMatchObject({ code: 'invalid-input' });
      await table.close();
    });

    it('a table without room for them finds nothing and refuses rows that have one', async () => {
      const table = await store().open(name);
      const vector = Float32Array.of(1, 2);
      expect(await table.vectorSearch({ vector, limit: 5 })).toEqual([]);
      await expect(table.upsert([specimen({ id: 'a', vector })])).rejects.toMatchObject({ code: 'invalid-input' });
      await table.close();
    });
  });
}
