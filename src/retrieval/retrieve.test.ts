import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { segmentForIndex } from '../language/segment-for-index.ts';
import type { Catalog, DocumentVersion } from '../storage/catalog.ts';
import type { ChunkIndex, ChunkIndexStore, IndexedChunk } from '../storage/chunk-index.ts';
import { createLanceDbChunkIndexStore } from '../storage/lancedb/lancedb-chunk-index-store.ts';
import { openSqliteDatabase, type SqliteDatabase } from '../storage/sqlite/open-database.ts';
import { createSqliteCatalog } from '../storage/sqlite/sqlite-catalog.ts';
import { retrieve } from './retrieve.ts';

const indexVersion = 'served';
const knowledgeBaseId = 'kb';
let folder = '';
let database: SqliteDatabase;
let catalog: Catalog;
let store: ChunkIndexStore;
let chunkIndex: ChunkIndex;

/** A document of one version whose chunks are the texts, one after the other. */
async function addDocument(
  id: string,
  texts: readonly string[],
  { index = indexVersion, alive = true, version = `${id}-1` } = {},
): Promise<void> {
  let start = 0;
  const rows = texts.map((text, ordinal): IndexedChunk => {
    const chunk = {
      ...{ id: `${version}:${ordinal}`, documentId: id, documentVersion: version, ordinal, text, tokens: 1 },
      ...{ start, end: start + text.length, context: [], contextText: '', located: [] },
    };
    start += text.length;
    const place = { documentName: `${id}.md`, path: `/data/${id}.md`, format: 'markdown', addedAt: 1_000 };
    return { chunk, ...place, terms: segmentForIndex(text) };
  });
  await chunkIndex.upsert(rows);
  if (alive) await makeAlive(id, version, index);
}

async function makeAlive(id: string, version: string, index: string): Promise<void> {
  const current: DocumentVersion = {
    ...{ id: version, documentId: id, contentSha256: 'ab'.repeat(32), processingHash: 'p', state: 'alive' },
    ...{ format: 'markdown', mediaType: null, byteLength: 1, artefactSha256: null, indexVersion: index },
    ...{ ledger: null, error: null, addedAt: 1_000 },
  };
  const place = { kind: 'path', path: `/data/${id}.md` } as const;
  await catalog.commitVersion({ knowledgeBaseId, documentId: id, name: `${id}.md`, place, version: current });
}

const find = (query: string, k = 3, filter?: Parameters<typeof retrieve>[0]['filter']) =>
  retrieve({ knowledgeBaseId, query, k, filter }, { chunkIndex, catalog });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retrieve-'));
  database = await openSqliteDatabase(join(folder, 'catalog.sqlite'), { synchronous: 'normal' });
  catalog = createSqliteCatalog({ database });
  store = createLanceDbChunkIndexStore({ folder: join(folder, 'index'), now: () => Date.now() });
  chunkIndex = await store.open({ knowledgeBaseId, indexVersion });
  await catalog.createKnowledgeBase({
    id: knowledgeBaseId,
    name: '课程',
    createdAt: 0,
    servedIndexVersion: indexVersion,
  });
  await addDocument('prompts', ['迭代优化提示是一种反复改进提示的方法。', '什么时候吃饭是一个问题。', '老虎和狮子。']);
  await addDocument('models', ['We set the temperature of a chatbot to zero.', 'GPT-4o is a model.', '溫度參數設定']);
  // A hundred rows of a version that nobody made alive, all better matches than the living one.
  await addDocument(
    'dead',
    Array.from({ length: 100 }, () => '西红柿炒鸡蛋'),
    { alive: false },
  );
  await addDocument('alive', ['西红柿炒鸡蛋的做法有很多种，这里只说其中最简单的那一种。']);
  await addDocument('elsewhere', ['西红柿炒鸡蛋'], { index: 'not-served' });
  await chunkIndex.compact();
});
afterAll(async () => {
  await chunkIndex.close();
  await store.close();
  await catalog.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

describe('retrieve', () => {
  it('finds by the words of the question, not by those that ask', async () => {
    const { passages, terms } = await find('什么是迭代优化提示？', 1);
    expect(passages).toHaveLength(1);
    const [passage] = passages;
    expect(passage).toMatchObject({ rank: 1, documentName: 'prompts.md', chunk: { id: 'prompts-1:0' } });
    expect(passage!.scores.keyword).toMatchObject({ rank: 1 });
    expect(passage!.scores.keyword!.score).toBeGreaterThan(0);
    expect(passage!.matchedTerms).toEqual(expect.arrayContaining(['迭代', '优化', '提示']));
    expect(passage!.matchedTerms).not.toContain('什么');
    expect(terms.find(({ term }) => term === '什么')).toMatchObject({ weight: 0.1 });
  });

  it('says what each term is worth in this table', async () => {
    const { terms } = await find('迭代 西红柿 章鱼');
    const worth = new Map(terms.map(({ term, inverseDocumentFrequency }) => [term, inverseDocumentFrequency]));
    const count = await chunkIndex.count();
    expect(worth.get('迭代')).toBeCloseTo(Math.log(1 + (count - 0.5) / 1.5), 10);
    expect(worth.get('西红柿')).toBeCloseTo(Math.log(1 + (count - 102 + 0.5) / 102.5), 10);
    expect(worth.get('章鱼')).toBeCloseTo(Math.log(1 + (count + 0.5) / 0.5), 10);
  });

  it('matches traditional with simplified, stems, and identifiers in any writing', async () => {
    expect((await find('温度参数设定', 1)).passages[0]?.chunk.id).toBe('models-1:2');
    expect((await find('chatbots temperatures', 1)).passages[0]?.chunk.id).toBe('models-1:0');
    expect((await find('gpt4o', 1)).passages[0]?.chunk.id).toBe('models-1:1');
  });

  it('looks deeper until enough passages are alive, and never gives a dead one', async () => {
    const { passages } = await find('西红柿炒鸡蛋', 1);
    expect(passages.map(({ chunk, rank }) => [chunk.id, rank])).toEqual([['alive-1:0', 1]]);
    expect(passages[0]!.scores.keyword!.rank).toBeGreaterThan(100);
    expect((await find('西红柿炒鸡蛋', 50)).passages).toHaveLength(1);
  });

  it('serves a new version from the moment of its commit', async () => {
    await addDocument('changing', ['旧的海豚段落']);
    expect((await find('海豚')).passages.map(({ chunk }) => chunk.text)).toEqual(['旧的海豚段落']);
    await addDocument('changing', ['新的海豚段落'], { version: 'changing-2', alive: false });
    expect((await find('海豚')).passages.map(({ chunk }) => chunk.text)).toEqual(['旧的海豚段落']);
    await makeAlive('changing', 'changing-2', indexVersion);
    expect((await find('海豚')).passages.map(({ chunk }) => chunk.text)).toEqual(['新的海豚段落']);
  });

  it('applies the filter', async () => {
    expect((await find('提示 chatbot', 5)).passages).toHaveLength(2);
    const { passages } = await find('提示 chatbot', 5, { documentIds: ['models'] });
    expect(passages.map(({ chunk }) => chunk.documentId)).toEqual(['models']);
  });

  it('passes over a chunk that lies within a better one', async () => {
    const text = '海豹在冰上晒太阳';
    await addDocument('overlapping', [text]);
    const [row] = await chunkIndex.fetch(['overlapping-1:0']);
    const inner = { ...row!.chunk, id: 'inner', text: text.slice(0, 7), end: 7 };
    const neighbour = { ...row!.chunk, id: 'neighbour', text: '晒太阳的海豹很多', start: 5, end: 13 };
    await chunkIndex.upsert(
      [inner, neighbour].map((chunk) => ({ ...row!, chunk, terms: segmentForIndex(chunk.text) })),
    );
    const found = (await find('海豹在冰上晒太阳', 5)).passages.map(({ chunk }) => chunk.id);
    expect(found).toContain('neighbour');
    expect(found.filter((id) => id === 'inner' || id === 'overlapping-1:0')).toHaveLength(1);
  });

  it('finds nothing for what holds no term, and ends when its signal fires', async () => {
    expect(await find('？！')).toEqual({ passages: [], terms: [] });
    expect((await find('章鱼')).passages).toEqual([]);
    const signal = AbortSignal.abort();
    await expect(
      retrieve({ knowledgeBaseId, query: '海豚', k: 1 }, { chunkIndex, catalog, signal }),
    ).rejects.toMatchObject({ code: 'cancelled' });
  });
});
