import type { Insertable, Kysely, Selectable } from 'kysely';
import type { CatalogDocument, DocumentVersion, KnowledgeBase } from '../catalog.ts';
import type { CatalogTables } from './schema.ts';

export type Queries = Kysely<CatalogTables>;
type DocumentRow = Selectable<CatalogTables['documents']>;
type VersionRow = Selectable<CatalogTables['document_versions']>;

export function toKnowledgeBase(row: Selectable<CatalogTables['knowledge_bases']>): KnowledgeBase {
  return { id: row.id, name: row.name, createdAt: row.created_at, servedIndexVersion: row.served_index_version };
}

export function toVersion(row: VersionRow): DocumentVersion {
  return {
    id: row.id,
    documentId: row.document_id,
    contentSha256: row.content_sha256,
    processingHash: row.processing_hash,
    state: row.state,
    format: row.format,
    mediaType: row.media_type,
    byteLength: row.byte_length,
    artefactSha256: row.artefact_sha256,
    indexVersion: row.index_version,
    ledger: row.ledger === null ? null : (JSON.parse(row.ledger) as DocumentVersion['ledger']),
    error: row.error === null ? null : (JSON.parse(row.error) as DocumentVersion['error']),
    addedAt: row.added_at,
  };
}

export function fromVersion(version: DocumentVersion): Insertable<CatalogTables['document_versions']> {
  return {
    id: version.id,
    document_id: version.documentId,
    content_sha256: version.contentSha256,
    processing_hash: version.processingHash,
    state: version.state,
    format: version.format,
    media_type: version.mediaType,
    byte_length: version.byteLength,
    artefact_sha256: version.artefactSha256,
    index_version: version.indexVersion,
    ledger: version.ledger === null ? null : JSON.stringify(version.ledger),
    chunks: version.ledger?.chunks ?? 0,
    error: version.error === null ? null : JSON.stringify(version.error),
    added_at: version.addedAt,
  };
}

/** Documents with the versions they point at, in the order of `rows`; versions come in one query. */
export async function withVersions(
  queries: Queries,
  rows: readonly DocumentRow[],
): Promise<readonly CatalogDocument[]> {
  const versions = new Map<string, DocumentVersion>();
  // SQLite takes 32,766 parameters at most.
  const step = 10_000;
  const ids = rows.flatMap((row) => [row.current_version_id, row.failed_update_id ?? []].flat());
  for (let start = 0; start < ids.length; start += step) {
    const found = await queries
      .selectFrom('document_versions')
      .selectAll()
      .where('id', 'in', ids.slice(start, start + step))
      .execute();
    for (const row of found) versions.set(row.id, toVersion(row));
  }
  return rows.flatMap((row) => {
    const current = versions.get(row.current_version_id);
    if (current === undefined) return [];
    return [
      {
        id: row.id,
        knowledgeBaseId: row.knowledge_base_id,
        name: row.name,
        place: { kind: row.place_kind, path: row.place_path },
        current,
        failedUpdate: row.failed_update_id === null ? null : (versions.get(row.failed_update_id) ?? null),
        createdAt: row.created_at,
        updatedAt: row.updated_at,
      },
    ];
  });
}
