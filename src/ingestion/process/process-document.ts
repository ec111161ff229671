import type { Chunk } from '../../contracts/chunk.ts';
import { RagstoneError } from '../../contracts/error.ts';
import type { Ledger } from '../../contracts/ledger.ts';
import { chunkDocument } from '../chunk/chunk-document.ts';
import { cleanDocument } from '../clean/clean-document.ts';
import { identifyDocumentVersion } from '../identify.ts';
import { loadDocument } from '../load/load-document.ts';
import type { Artefact } from './artefact.ts';
import { buildLedger } from './build-ledger.ts';
import { processingHash } from './processing-hash.ts';

/** What a parser process is asked to turn into chunks. */
export interface ProcessRequest {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mediaType?: string | undefined;
  readonly contentSha256: string;
  readonly documentId: string;
}

export interface ProcessedDocument {
  readonly documentVersion: string;
  readonly processingHash: string;
  readonly title: string | null;
  readonly chunks: readonly Chunk[];
  readonly ledger: Ledger;
}

/** load → clean → chunk, on bytes that nobody trusts: runs in a parser process. */
export async function processDocument(
  request: ProcessRequest,
  { now = () => performance.now() }: { readonly now?: () => number } = {},
): Promise<ProcessedDocument & { readonly artefact: Artefact }> {
  const started = now();
  const parsed = await loadDocument(request);
  const loaded = now();
  const clean = cleanDocument(parsed);
  const cleaned = now();
  const processing = processingHash(parsed.format);
  const documentVersion = identifyDocumentVersion({ ...request, processingHash: processing });
  const { chunks, warnings } = chunkDocument({ parsed, clean, documentId: request.documentId, documentVersion });
  if (chunks.length === 0) {
    throw new RagstoneError('empty-document', {
      en: `${request.name} holds no text after cleaning. See what was removed with: ragstone parse <file>`,
      zh: `${request.name} 清洗之后没有任何文字。可用 ragstone parse <文件> 查看清洗掉了什么`,
      details: { removed: clean.rules },
    });
  }
  const ledger = buildLedger({
    parsed,
    clean,
    bytes: request.bytes.byteLength,
    chunks: chunks.length,
    chunkWarnings: warnings,
    seconds: { parse: (loaded - started) / 1000, clean: (cleaned - loaded) / 1000, chunk: (now() - cleaned) / 1000 },
  });
  return {
    documentVersion,
    processingHash: processing,
    title: parsed.title ?? null,
    chunks,
    ledger,
    artefact: { parsed, clean },
  };
}
