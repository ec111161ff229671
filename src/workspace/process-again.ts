import { type IngestPayload, ingestJobKind } from './ingest-job.ts';
import type { WorkspacePorts } from './workspace-ports.ts';

/** Queues a document version to be read again from its stored original; `false` where that is gone. */
export async function processAgain(
  { catalog, blobs, jobs, newId }: Pick<WorkspacePorts, 'catalog' | 'blobs' | 'jobs' | 'newId'>,
  documentVersion: string,
): Promise<boolean> {
  const version = await catalog.findVersion(documentVersion);
  const document = version === null ? null : await catalog.findDocument(version.documentId);
  if (version === null || document === null || !(await blobs.has(version.contentSha256))) return false;
  const payload: IngestPayload = {
    name: document.name,
    origin: document.place,
    sha256: version.contentSha256,
    byteLength: version.byteLength,
    again: true,
    ...(version.mediaType === null ? {} : { mediaType: version.mediaType }),
  };
  await jobs.add({ id: newId(), kind: ingestJobKind, knowledgeBaseId: document.knowledgeBaseId, payload });
  return true;
}
