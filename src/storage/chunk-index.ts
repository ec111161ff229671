import type { Chunk } from '../contracts/chunk.ts';

/** Names one table: what must not mix is never in one table. */
export interface ChunkIndexName {
  readonly knowledgeBaseId: string;
  /** Segmentation plus embedding model: see `Catalog`. */
  readonly indexVersion: string;
}

/** A chunk as it is stored. Rows are idempotent by `chunk.id`. */
export interface IndexedChunk {
  readonly chunk: Chunk;
  /** What filters test. */
  readonly documentName: string;
  /** Place of the document: real path or relative upload name. */
  readonly path: string;
  /** Loader format, for example `pdf`. */
  readonly format: string;
  /** Milliseconds since the epoch at which the version was added. */
  readonly addedAt: number;
  /** The terms of context and text, in order, as segmented by us; no term holds white space. */
  readonly terms: readonly string[];
  /** Absent while no embedding model is in use. */
  readonly vector?: Float32Array | undefined;
}

/** A term of a keyword query; a weight of 0 is a weight. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

/** All given conditions hold. */
export interface ChunkFilter {
  readonly documentIds?: readonly string[] | undefined;
  /** Path prefixes; a row matches when its path begins with one of them. */
  readonly pathPrefixes?: readonly string[] | undefined;
  readonly formats?: readonly string[] | undefined;
  /** Milliseconds since the epoch, inclusive. */
  readonly addedFrom?: number | undefined;
  /** Milliseconds since the epoch, exclusive. */
  readonly addedBefore?: number | undefined;
}

/** A row found by one stage; a higher score is better. */
export interface ChunkHit {
  readonly chunkId: string;
  readonly documentVersion: string;
  readonly score: number;
  /** The row itself, where it was asked for and the store can give it along; else `fetch` has it. */
  readonly row?: IndexedChunk | undefined;
}

/** What BM25 needs to know of a table. */
export interface TermStatistics {
  /** Rows in the table. */
  readonly count: number;
  /** Mean number of terms of a row. */
  readonly meanLength: number;
  /** Rows that hold the term; 0 where none does. */
  readonly documentFrequency: ReadonlyMap<string, number>;
}

/** Every call of a port ends with `cancelled` when the signal fires. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * One table of chunks: keyword search (BM25) and vector search. One writer at
 * a time; readers never wait. Every call rejects with `RagstoneError`
 * `storage-failed` where the store fails and `cancelled` where the signal fires.
 */
export interface ChunkIndex {
  /** Adds rows or replaces those of the same chunk id; ids repeated within one call are taken once (the last). */
  upsert(rows: readonly IndexedChunk[], options?: CallOptions): Promise<void>;
  deleteDocumentVersion(documentVersion: string, options?: CallOptions): Promise<void>;
  /** Rows that hold at least one of the terms, best first, by BM25 summed over weighted terms. */
  keywordSearch(
    query: {
      readonly terms: readonly WeightedTerm[];
      readonly limit: number;
      readonly filter?: ChunkFilter | undefined;
      /** Wants the rows along with the hits: one way to the store instead of two. */
      readonly withRows?: boolean | undefined;
    },
    options?: CallOptions,
  ): Promise<readonly ChunkHit[]>;
  /** Rows with a vector, nearest by cosine first; none where the table holds no vectors. A vector of other length than the table's is an error. */
  vectorSearch(
    query: { readonly vector: Float32Array; readonly limit: number; readonly filter?: ChunkFilter | undefined },
    options?: CallOptions,
  ): Promise<readonly ChunkHit[]>;
  termStatistics(terms: readonly string[], options?: CallOptions): Promise<TermStatistics>;
  /** In the order of `chunkIds`; unknown ids are left out. */
  fetch(chunkIds: readonly string[], options?: CallOptions): Promise<readonly IndexedChunk[]>;
  count(options?: CallOptions): Promise<number>;
  /** Document versions that have rows here, with their number of rows: for the doctor. */
  documentVersions(options?: CallOptions): Promise<ReadonlyMap<string, number>>;
  /** Merges small files, brings the search index up to date. Never takes from a reader what it holds. */
  compact(
    options?: CallOptions & {
      /**
       * Takes what was deleted out of the store's files too, at the price of writing the table anew. Readers
       * of this handle wait meanwhile; another handle of the table has to be opened again.
       */
      readonly purge?: boolean | undefined;
    },
  ): Promise<void>;
  close(): Promise<void>;
}

/** Opens and drops tables; data on what the store can do. */
export interface ChunkIndexStore {
  readonly capabilities: {
    readonly keywordSearch: boolean;
    readonly vectorSearch: boolean;
    readonly maxBatchSize: number;
  };
  /**
   * Makes the table where it does not exist: with room for vectors of
   * `dimensions` numbers, or for none. An existing table keeps what it has.
   */
  open(name: ChunkIndexName, options?: CallOptions & { readonly dimensions?: number | undefined }): Promise<ChunkIndex>;
  drop(name: ChunkIndexName, options?: CallOptions): Promise<void>;
  /** All tables there are. */
  list(options?: CallOptions): Promise<readonly ChunkIndexName[]>;
  close(): Promise<void>;
}
