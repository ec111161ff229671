import type { RagstoneError } from '../contracts/error.ts';
import type { IngestedDocument } from '../contracts/http.ts';
import { identifyDocument, identifyDocumentVersion } from '../ingestion/identify.ts';
import { processingHash } from '../ingestion/process/processing-hash.ts';
import type { IngestPayload } from './ingest-job.ts';
import { requireKnowledgeBase } from './knowledge-base-operations.ts';
import type { WorkspacePorts } from './workspace-ports.ts';

/**
 * A document that cannot be read is kept and shown with its reason; a file of
 * a format that nobody reads is only reported as skipped, unless it stands
 * where a document was: then an older version answers, and that must be seen.
 */
export async function recordFailure(
  { catalog, tables, purger, now }: WorkspacePorts,
  knowledgeBaseId: string,
  { name, origin, mediaType, sha256, byteLength }: IngestPayload,
  error: RagstoneError,
): Promise<IngestedDocument> {
  const nothing = {
    name,
    path: origin.path,
    reason: error.message,
    reasonZh: error.messageZh,
    coverage: null,
    pages: null,
    chunks: 0,
    seconds: 0,
  };
  const knowledgeBase = await requireKnowledgeBase({ catalog }, knowledgeBaseId);
  const before = await catalog.findDocumentByPlace(knowledgeBaseId, origin);
  if (before === null && error.code === 'unsupported-format') return { ...nothing, id: null, status: 'skipped' };
  const documentId = before?.id ?? identifyDocument(knowledgeBaseId, origin);
  const processing = processingHash('unknown');
  const { documentVersions, blobs } = await catalog.commitVersion({
    knowledgeBaseId,
    documentId,
    name,
    place: origin,
    version: {
      id: identifyDocumentVersion({ documentId, contentSha256: sha256, processingHash: processing }),
      documentId,
      contentSha256: sha256,
      processingHash: processing,
      state: 'failed',
      format: null,
      mediaType: mediaType ?? null,
      byteLength,
      artefactSha256: null,
      indexVersion: knowledgeBase.servedIndexVersion,
      ledger: null,
      error: { code: error.code, message: error.message, messageZh: error.messageZh },
      addedAt: now(),
    },
  });
  await (await tables.open(knowledgeBase)).writer.deleteDocumentVersions(documentVersions);
  await purger.deleteBlobs(blobs);
  return { ...nothing, id: documentId, status: 'failed' };
}
