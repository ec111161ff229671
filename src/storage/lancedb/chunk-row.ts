import type { SchemaLike } from '@lancedb/lancedb';
import { RagstoneError } from '../../contracts/error.ts';
import type { IndexedChunk } from '../chunk-index.ts';

/** A row as LanceDB holds it; `context` and `located` are JSON text. */
export interface ChunkRow {
  readonly id: string;
  readonly document_id: string;
  readonly document_version: string;
  readonly document_name: string;
  readonly path: string;
  readonly format: string;
  readonly added_at: number;
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly context: string;
  readonly context_text: string;
  readonly tokens: number;
  readonly located: string;
  /** Joined by one space: the search index cuts at white space and nowhere else. */
  readonly terms: string;
  readonly term_count: number;
  readonly vector?: readonly number[] | Float32Array | null;
}

const columnTypes = {
  id: 'utf8',
  document_id: 'utf8',
  document_version: 'utf8',
  document_name: 'utf8',
  path: 'utf8',
  format: 'utf8',
  added_at: 'float64',
  ordinal: 'int32',
  start: 'int32',
  end: 'int32',
  text: 'utf8',
  context: 'utf8',
  context_text: 'utf8',
  tokens: 'int32',
  located: 'utf8',
  terms: 'utf8',
  term_count: 'int32',
} satisfies Record<Exclude<keyof ChunkRow, 'vector'>, string>;

export const rowColumns: readonly string[] = Object.keys(columnTypes);

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
  return {
    id: chunk.id,
    document_id: chunk.documentId,
    document_version: chunk.documentVersion,
    document_name: indexed.documentName,
    path: indexed.path,
    format: indexed.format,
    added_at: indexed.addedAt,
    ordinal: chunk.ordinal,
    start: chunk.start,
    end: chunk.end,
    text: chunk.text,
    context: JSON.stringify(chunk.context),
    context_text: chunk.contextText,
    tokens: chunk.tokens,
    located: JSON.stringify(chunk.located),
    terms: terms.join(' '),
    term_count: terms.length,
    ...(dimensions === null ? {} : { vector: vector === undefined ? null : Array.from(vector) }),
  };
}

export function fromRow(row: ChunkRow): IndexedChunk {
  return {
    chunk: {
      id: row.id,
      documentId: row.document_id,
      documentVersion: row.document_version,
      ordinal: row.ordinal,
      start: row.start,
      end: row.end,
      text: row.text,
      context: JSON.parse(row.context) as IndexedChunk['chunk']['context'],
      contextText: row.context_text,
      tokens: row.tokens,
      located: JSON.parse(row.located) as IndexedChunk['chunk']['located'],
    },
    documentName: row.document_name,
    path: row.path,
    format: row.format,
    addedAt: row.added_at,
    terms: splitTerms(row.terms),
    ...(row.vector == null ? {} : { vector: Float32Array.from(row.vector) }),
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
