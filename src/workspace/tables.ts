import { RagstoneError } from '../contracts/error.ts';
import { createIndexWriter, type IndexWriter } from '../ingestion/store/index-writer.ts';
import type { KnowledgeBase } from '../storage/catalog.ts';
import type { ChunkIndex, ChunkIndexStore } from '../storage/chunk-index.ts';

/** The open table of a knowledge base and its one writer. */
export interface Table {
  readonly chunkIndex: ChunkIndex;
  readonly writer: IndexWriter;
}

/** Opens each table once and keeps it open. */
export interface Tables {
  open(knowledgeBase: KnowledgeBase): Promise<Table>;
  drop(knowledgeBase: KnowledgeBase): Promise<void>;
  /** Brings every open table's search index up to date. */
  compact(): Promise<void>;
  close(): Promise<void>;
}

export function createTables(store: ChunkIndexStore, currentIndexVersion: string): Tables {
  const open = new Map<string, Promise<Table>>();
  const nameOf = ({ id, servedIndexVersion }: KnowledgeBase) => ({
    knowledgeBaseId: id,
    indexVersion: servedIndexVersion,
  });
  const openTable = async (knowledgeBase: KnowledgeBase): Promise<Table> => {
    // Terms of two segmentations must not meet in one table, nor in a question and its table.
    if (knowledgeBase.servedIndexVersion !== currentIndexVersion) throw otherIndexVersion(knowledgeBase);
    const chunkIndex = await store.open(nameOf(knowledgeBase));
    return { chunkIndex, writer: createIndexWriter({ chunkIndex, maxBatchSize: store.capabilities.maxBatchSize }) };
  };
  return {
    open(knowledgeBase) {
      const known = open.get(knowledgeBase.id);
      if (known !== undefined) return known;
      const opening = openTable(knowledgeBase);
      open.set(knowledgeBase.id, opening);
      // A failed opening is tried again at the next call.
      opening.catch(() => open.delete(knowledgeBase.id));
      return opening;
    },
    async drop(knowledgeBase) {
      const table = await open.get(knowledgeBase.id);
      open.delete(knowledgeBase.id);
      await table?.writer.close();
      await table?.chunkIndex.close();
      await store.drop(nameOf(knowledgeBase));
    },
    async compact() {
      for (const table of open.values()) await (await table).writer.compact();
    },
    async close() {
      for (const opened of open.values()) {
        const { writer, chunkIndex } = await opened;
        await writer.close();
        await chunkIndex.close();
      }
      open.clear();
      await store.close();
    },
  };
}

function otherIndexVersion({ name }: KnowledgeBase): RagstoneError {
  return new RagstoneError('storage-failed', {
    en: `The knowledge base "${name}" was indexed by another version of Ragstone, which cut words otherwise. Make a new knowledge base and add its documents again, or use the version that made it.`,
    zh: `知识库“${name}”由另一个版本的 Ragstone 建立索引，分词方式不同。请新建知识库并重新添加文档，或使用原来的版本。`,
  });
}
