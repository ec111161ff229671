import { RagstoneError } from '../contracts/error.ts';
import { unpackViewable } from '../ingestion/process/artefact.ts';
import type { CatalogDocument, DocumentVersion } from '../storage/catalog.ts';
import { ingestPayloadSchema, placeKey } from './ingest-job.ts';
import type { IngestRunner } from './ingest-runner.ts';
import { requireKnowledgeBase } from './knowledge-base-operations.ts';
import { documentNotFound, versionNotFound } from './not-found.ts';
import { detailDocument, summariseDocument } from './summarise-document.ts';
import type { Workspace } from './workspace.ts';
import type { WorkspacePorts } from './workspace-ports.ts';

type Operations = Pick<Workspace, 'listDocuments' | 'getDocument' | 'deleteDocument' | 'viewDocument' | 'readOriginal'>;

export function documentOperations(ports: WorkspacePorts, runner: IngestRunner): Operations {
  const { catalog, jobs, blobs, tables, purger, places } = ports;

  const requireDocument = async (id: string): Promise<CatalogDocument> => {
    const document = await catalog.findDocument(id);
    if (document === null) throw documentNotFound(id);
    return document;
  };
  const requireVersion = async (
    id: string,
    versionId: string,
  ): Promise<{ document: CatalogDocument; version: DocumentVersion }> => {
    const document = await requireDocument(id);
    const version = await catalog.findVersion(versionId);
    if (version === null || version.documentId !== id) throw versionNotFound(document.name);
    return { document, version };
  };
  const cancelWaiting = async ({ knowledgeBaseId, place }: CatalogDocument): Promise<void> => {
    const key = placeKey(knowledgeBaseId, place);
    for (const job of await jobs.list({ knowledgeBaseId, states: ['queued', 'running'] })) {
      if (placeKey(knowledgeBaseId, ingestPayloadSchema.parse(job.payload).origin) !== key) continue;
      await jobs.cancel(job.id);
      await runner.abort(job.id);
    }
  };

  return {
    async listDocuments(knowledgeBase) {
      const { id } = await requireKnowledgeBase(ports, knowledgeBase);
      return (await catalog.listDocuments(id)).map(summariseDocument);
    },
    getDocument: async (id) => detailDocument(await requireDocument(id)),
    async deleteDocument(id) {
      const document = await requireDocument(id);
      await cancelWaiting(document);
      await places.run(placeKey(document.knowledgeBaseId, document.place), async () => {
        const knowledgeBase = await requireKnowledgeBase(ports, document.knowledgeBaseId);
        const unreferenced = await catalog.deleteDocument(id);
        await (await tables.open(knowledgeBase)).writer.deleteDocumentVersions(unreferenced.documentVersions, {
          purge: true,
        });
        await purger.deleteBlobs(unreferenced.blobs);
      });
      // The idle moment takes the text out of the index's files as well.
      runner.wake();
    },
    async viewDocument(id, versionId) {
      const { document, version } = await requireVersion(id, versionId);
      if (version.artefactSha256 === null) throw unreadable(document.name, version);
      const { format, title, pages, decodedText, view } = unpackViewable(await blobs.get(version.artefactSha256));
      return {
        document: { id, name: document.name },
        documentVersion: versionId,
        current: document.current.id === versionId,
        format,
        title: title ?? null,
        text: decodedText ?? null,
        view: view ?? null,
        pages: pages === undefined ? null : [...pages],
      };
    },
    async readOriginal(id, versionId) {
      const { document, version } = await requireVersion(id, versionId);
      return {
        name: document.name,
        format: version.format ?? 'unknown',
        byteLength: version.byteLength,
        read: (range) => blobs.read(version.contentSha256, range),
      };
    },
  };
}

function unreadable(name: string, { error }: DocumentVersion): RagstoneError {
  return new RagstoneError('not-found', {
    en: `"${name}" has no readable text to show: ${error?.message ?? 'it could not be read'}`,
    zh: `“${name}”没有可显示的文字：${error?.messageZh ?? '无法读取'}`,
  });
}
