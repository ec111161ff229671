import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { RagstoneError } from '../contracts/error.ts';
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
  /** Keeps what is written from being purged while `work` runs, and takes it back where `work` fails. */
  readonly attempt: <Result>(written: Unreferenced, work: () => Promise<Result>) => Promise<Result>;
  readonly onStage?: ((stage: 'parse' | 'index' | 'commit') => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Read it even where nothing has changed. */
  readonly again?: boolean | undefined;
}

/**
 * One document from its bytes to searchable chunks: load → clean → chunk (in
 * a parser process) → segment → store. Writes blobs, then index rows, then one
 * catalog transaction that makes the version alive: a failure in between takes
 * back what was written, a crash leaves rubbish for the doctor, never a wrong
 * answer.
 */
export async function ingest(
  source: SourceDocument,
  knowledgeBase: KnowledgeBase,
  ports: IngestPorts,
): Promise<IngestOutcome> {
  const { catalog, blobs, parsers, onStage, signal, attempt } = ports;
  const before = await catalog.findDocumentByPlace(knowledgeBase.id, source.origin);
  const documentId = before?.id ?? identifyDocument(knowledgeBase.id, source.origin);
  if (ports.again !== true && before !== null && isUnchanged(before, source))
    return { status: 'unchanged', documentId };

  onStage?.('parse');
  const { file, name, mediaType, sha256: contentSha256 } = source;
  const processed = await parsers.process({ file, name, mediaType, contentSha256, documentId }, { signal });
  const { documentVersion, artefactFile } = processed;

  onStage?.('index');
  const artefact = await blobs.put(createReadStream(artefactFile)).finally(() => rm(artefactFile, { force: true }));
  await attempt({ documentVersions: [documentVersion], blobs: [artefact.sha256] }, () =>
    store(source, knowledgeBase, { documentId, processed, artefactSha256: artefact.sha256 }, ports),
  );
  return { status: 'stored', documentId, processed };
}

/** Index rows, then the catalog: after that the version is alive. */
async function store(
  source: SourceDocument,
  knowledgeBase: KnowledgeBase,
  {
    documentId,
    processed: { documentVersion: id, processingHash, chunks, ledger },
    artefactSha256,
  }: { readonly documentId: string; readonly processed: ParseResult; readonly artefactSha256: string },
  { catalog, blobs, writer, now, purge, onStage, signal }: IngestPorts,
): Promise<void> {
  const { name, mediaType, sha256: contentSha256 } = source;
  // Another document with the same artefact may have been deleted just before this one took hold of it.
  if (!(await blobs.has(artefactSha256))) throw artefactGone(name);
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
    artefactSha256,
    indexVersion: knowledgeBase.servedIndexVersion,
    ledger,
    error: null,
    addedAt,
  } as const;
  await purge(
    await catalog.commitVersion({ knowledgeBaseId: knowledgeBase.id, documentId, name, place: source.origin, version }),
  );
}

function artefactGone(name: string): RagstoneError {
  return new RagstoneError('storage-failed', {
    en: `What was read from ${name} was deleted with another document before it was stored. Add it again.`,
    zh: `${name} 的解析结果在保存前随另一个文档被删除。请重新添加。`,
  });
}
