import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Chunk } from '../../src/contracts/chunk.ts';
import type { Ledger } from '../../src/contracts/ledger.ts';
import { segmentForIndex } from '../../src/language/segment-for-index.ts';
import type { Catalog } from '../../src/storage/catalog.ts';
import type { ChunkIndex } from '../../src/storage/chunk-index.ts';
import { createLanceDbChunkIndexStore } from '../../src/storage/lancedb/lancedb-chunk-index-store.ts';
import { openSqliteDatabase } from '../../src/storage/sqlite/open-database.ts';
import { createSqliteCatalog } from '../../src/storage/sqlite/sqlite-catalog.ts';

export interface IndexedPassages {
  readonly chunkIndex: ChunkIndex;
  readonly catalog: Catalog;
  /** The LanceDB table on disk, for the bare query. */
  readonly tableFolder: string;
  close(): Promise<void>;
}

const passagesPerDocument = 25;
const batch = 1000;
const indexVersion = 'bench';

/** Segments and stores passages as chunks of documents that are alive in a catalog, as ingestion does after parsing. */
export async function indexPassages(
  passages: readonly string[],
  { folder, knowledgeBaseId }: { readonly folder: string; readonly knowledgeBaseId: string },
): Promise<IndexedPassages> {
  const database = await openSqliteDatabase(join(folder, 'catalog.sqlite'), { synchronous: 'normal' });
  const catalog = createSqliteCatalog({ database });
  const store = createLanceDbChunkIndexStore({ folder: join(folder, 'index'), now: () => Date.now() });
  await catalog.createKnowledgeBase({
    id: knowledgeBaseId,
    name: 'bench',
    createdAt: 0,
    servedIndexVersion: indexVersion,
  });
  const chunkIndex = await store.open({ knowledgeBaseId, indexVersion });
  for (let start = 0; start < passages.length; start += batch) {
    const part = passages.slice(start, start + batch);
    await chunkIndex.upsert(
      part.map((text, offset) => ({
        chunk: toChunk(text, start + offset),
        documentName: 'bench.txt',
        path: '/bench',
        format: 'text',
        addedAt: 0,
        terms: segmentForIndex(text),
      })),
    );
  }
  await chunkIndex.compact();
  for (let document = 0; document * passagesPerDocument < passages.length; document += 1)
    await commit(catalog, knowledgeBaseId, document);
  const [table] = readdirSync(join(folder, 'index')).filter((name) => name.endsWith('.lance'));
  return {
    chunkIndex,
    catalog,
    tableFolder: join(folder, 'index', table ?? ''),
    async close() {
      await chunkIndex.close();
      await store.close();
      await database.close();
    },
  };
}

function toChunk(text: string, number: number): Chunk {
  const document = Math.floor(number / passagesPerDocument);
  const locator = {
    kind: 'text',
    start: 0,
    end: text.length,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: text.length + 1,
  } as const;
  return {
    id: `c${number}`,
    documentId: `d${document}`,
    documentVersion: `v${document}`,
    ordinal: number % passagesPerDocument,
    start: 0,
    end: text.length,
    text,
    context: [],
    contextText: '',
    tokens: 0,
    located: [{ start: 0, end: text.length, locator }],
  };
}

async function commit(catalog: Catalog, knowledgeBaseId: string, document: number): Promise<void> {
  const ledger: Ledger = {
    format: 'text',
    bytes: 0,
    status: 'done',
    reason: null,
    reasonZh: null,
    coverage: 1,
    characters: { total: 0, markup: 0, skipped: 0, parsed: 0, removed: 0, clean: 0 },
    skipped: [],
    rules: [],
    blocks: 1,
    chunks: passagesPerDocument,
    warnings: [],
    seconds: { parse: 0, clean: 0, chunk: 0 },
  };
  await catalog.commitVersion({
    knowledgeBaseId,
    documentId: `d${document}`,
    name: `${document}.txt`,
    place: { kind: 'upload', path: `${document}.txt` },
    version: {
      id: `v${document}`,
      documentId: `d${document}`,
      contentSha256: String(document),
      processingHash: 'bench',
      state: 'alive',
      format: 'text',
      mediaType: null,
      byteLength: 0,
      artefactSha256: null,
      indexVersion,
      ledger,
      error: null,
      addedAt: 0,
    },
  });
}
