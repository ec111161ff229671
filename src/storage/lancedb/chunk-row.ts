import type { SchemaLike } from '@lancedb/lancedb';
import { RagstoneError } from '../../contracts/error.ts';
import type { IndexedChunk } from '../chunk-index.ts';

/**
 * A row as LanceDB holds it: what filters and searches test has a column; the
 * rest is one JSON text, since each further column that is read costs as much
 * as the first (17 columns took two to three times as long as 2; measured).
 */
export interface ChunkRow {
  readonly id: string;
  readonly document_id: string;
  readonly document_version: string;
  readonly path: string;
  readonly format: string;
  readonly added_at: number;
  /** JSON of `StoredChunk`. */
  readonly stored: string;
  /** Joined by one space: the search index cuts at white space and nowhere else. */
  readonly terms: string;
  readonly term_count: number;
  readonly vector?: readonly number[] | Float32Array | null;
}

type StoredChunk = Omit<IndexedChunk, 'terms' | 'vector'>;

const columnTypes = {
  id: 'utf8',
  document_id: 'utf8',
  document_version: 'utf8',
  path: 'utf8',
  format: 'utf8',
  added_at: 'float64',
  stored: 'utf8',
  terms: 'utf8',
  term_count: 'int32',
} satisfies Record<Exclude<keyof ChunkRow, 'vector'>, string>;

/** What `fromRow` needs. */
export const fetchedColumns = ['id', 'stored', 'terms'] as const;
export type FetchedRow = Pick<ChunkRow, (typeof fetchedColumns)[number] | 'vector'>;

/** The vector column is there only where the index version has an embedding model; each row's vector may be absent. */
export function chunkTableSchema(dimensions: number | undefined): SchemaLike {
  const fields: { name: string; type: unknown; nullable: boolean }[] = Object.entries(columnTypes).map(
    ([name, type]) => ({ name, type, nullable: false }),
  );
  if (dimensions !== undefined) {
    const fixedSizeList = 16;
    const children = [{ name: 'item', type: 'float32', nullable: true }];
    fields.push({
      name: 'vector',
      type: { typeId: fixedSizeList, listSize: dimensions, children },
      nullable: true,
    });
  }
  // LanceDB turns this description into its own Arrow classes; its type names only one of the forms it takes.
  return {
    fields,
    metadata: new Map<string, string>(),
    get names() {
      return fields.map(({ name }) => name);
    },
  } as unknown as SchemaLike;
}

export function toRow(indexed: IndexedChunk, dimensions: number | null): ChunkRow {
  const { chunk, terms, vector } = indexed;
  if (vector !== undefined && vector.length !== dimensions) throw wrongVector(chunk.id, vector.length, dimensions);
  const gap = terms.find((term) => term === '' || /\s/.test(term));
  if (gap !== undefined) throw wrongTerm(chunk.id, gap);
  const { terms: _terms, vector: _vector, ...stored } = indexed;
  return {
    id: chunk.id,
    document_id: chunk.documentId,
    document_version: chunk.documentVersion,
    path: indexed.path,
    format: indexed.format,
    added_at: indexed.addedAt,
    stored: JSON.stringify(stored),
    terms: terms.join(' '),
    term_count: terms.length,
    ...(dimensions === null ? {} : { vector: vector === undefined ? null : Array.from(vector) }),
  };
}

export function fromRow({ stored, terms, vector }: FetchedRow): IndexedChunk {
  return {
    ...(JSON.parse(stored) as StoredChunk),
    terms: splitTerms(terms),
    ...(vector == null ? {} : { vector: Float32Array.from(vector) }),
  };
}

export function splitTerms(terms: string): readonly string[] {
  return terms === '' ? [] : terms.split(' ');
}

export function wrongVector(subject: string, given: number, expected: number | null): RagstoneError {
  return new RagstoneError('invalid-input', {
    en: `A vector of ${given} numbers does not fit ${subject}: the index holds ${expected === null ? 'no vectors' : `vectors of ${expected}`}. Use the embedding model that the index was made with.`,
    zh: `${given} 维的向量不适用于 ${subject}：该索引${expected === null ? '不含向量' : `的向量为 ${expected} 维`}。请使用建立该索引时的向量模型。`,
    details: { given, expected },
  });
}

function wrongTerm(chunkId: string, term: string): RagstoneError {
  return new RagstoneError('invalid-input', {
    en: `Chunk ${chunkId} has the term "${term.slice(0, 80)}", which is empty or holds white space. Segment the text again.`,
    zh: `片段 ${chunkId} 的检索词“${term.slice(0, 80)}”为空或含有空白字符。请重新分词。`,
  });
}
