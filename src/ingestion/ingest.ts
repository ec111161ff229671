import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { SourceDocument } from '../contracts/source-document.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import type { Catalog, KnowledgeBase, Unreferenced } from '../storage/catalog.ts';
import type { IndexedChunk } from '../storage/chunk-index.ts';
import { identifyDocument } from './identify.ts';
import { isUnchanged } from './is-unchanged.ts';
import type { ParseResult, ParserPool } from './process/parser-pool.ts';
import { indexChunk } from './store/index-chunk.ts';
import type { IndexWriter } from './store/index-writer.ts';

/** What became of one document; `unchanged` where the same bytes under the same processing were there already. */
export type IngestOutcome =
  | { readonly status: 'unchanged'; readonly documentId: string }
  | { readonly status: 'stored'; readonly documentId: string; readonly processed: ParseResult };

export interface IngestPorts {
  readonly catalog: Catalog;
  readonly blobs: BlobStore;
  readonly parsers: ParserPool;
  readonly writer: IndexWriter;
  readonly now: () => number;
  /** Deletes from the stores what nothing refers to any more. */
  readonly purge: (unreferenced: Unreferenced) => Promise<void>;
  readonly onStage?: ((stage: 'parse' | 'index' | 'commit') => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One document from its bytes to searchable chunks: load → clean → chunk (in
 * a parser process) → segment → store. Writes blobs, then index rows, then one
 * catalog transaction that makes the version alive: a crash in between leaves
 * rubbish for the doctor, never a wrong answer.
 */
export async function ingest(
  source: SourceDocument,
  knowledgeBase: KnowledgeBase,
  { catalog, blobs, parsers, writer, now, purge, onStage, signal }: IngestPorts,
): Promise<IngestOutcome> {
  const before = await catalog.findDocumentByPlace(knowledgeBase.id, source.origin);
  const documentId = before?.id ?? identifyDocument(knowledgeBase.id, source.origin);
  if (before !== null && isUnchanged(before, source)) return { status: 'unchanged', documentId };

  onStage?.('parse');
  const { file, name, mediaType, sha256: contentSha256 } = source;
  const processed = await parsers.process({ file, name, mediaType, contentSha256, documentId }, { signal });
  const { documentVersion: id, processingHash, chunks, ledger, artefactFile } = processed;

  onStage?.('index');
  const artefact = await blobs.put(createReadStream(artefactFile)).finally(() => rm(artefactFile, { force: true }));
  const addedAt = now();
  const rows: IndexedChunk[] = [];
  for (const chunk of chunks) {
    rows.push(indexChunk(chunk, { name, path: source.origin.path, format: ledger.format, addedAt }));
    // Segmenting a long document must not keep the server from answering.
    if (rows.length % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await writer.upsert(rows);

  onStage?.('commit');
  signal?.throwIfAborted();
  const version = {
    id,
    documentId,
    contentSha256,
    processingHash,
    state: 'alive',
    format: ledger.format,
    mediaType: mediaType ?? null,
    byteLength: source.byteLength,
    artefactSha256: artefact.sha256,
    indexVersion: knowledgeBase.servedIndexVersion,
    ledger,
    error: null,
    addedAt,
  } as const;
  await purge(
    await catalog.commitVersion({ knowledgeBaseId: knowledgeBase.id, documentId, name, place: source.origin, version }),
  );
  return { status: 'stored', documentId, processed };
}
