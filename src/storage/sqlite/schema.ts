import type { DocumentVersionState } from '../catalog.ts';
import type { JobState } from '../job-queue.ts';

/** Tables of the catalog, as kysely reads them. Times are milliseconds since the epoch; JSON columns hold JSON text. */
export interface CatalogTables {
  knowledge_bases: {
    id: string;
    name: string;
    created_at: number;
    served_index_version: string;
  };
  documents: {
    id: string;
    knowledge_base_id: string;
    name: string;
    place_kind: 'path' | 'upload';
    place_path: string;
    current_version_id: string;
    failed_update_id: string | null;
    created_at: number;
    updated_at: number;
  };
  document_versions: {
    id: string;
    document_id: string;
    content_sha256: string;
    processing_hash: string;
    state: DocumentVersionState;
    format: string | null;
    media_type: string | null;
    byte_length: number;
    artefact_sha256: string | null;
    index_version: string;
    ledger: string | null;
    /** Number of chunks from the ledger, so that counting reads no JSON. */
    chunks: number;
    error: string | null;
    added_at: number;
  };
  jobs: {
    id: string;
    kind: string;
    knowledge_base_id: string;
    payload: string;
    state: JobState;
    attempts: number;
    max_attempts: number;
    progress: string | null;
    result: string | null;
    error: string | null;
    worker: string | null;
    /** Until when the lease holds; `null` where nobody holds one. */
    lease_until: number | null;
    /** Not before this time. */
    run_after: number;
    /** Order of arrival, where times are equal. */
    sequence: number;
    created_at: number;
    updated_at: number;
  };
}

/**
 * One entry per schema version; entry `n` takes a database from version `n` to
 * `n + 1`. Entries that were released are never changed, only added to.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE knowledge_bases (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    served_index_version TEXT NOT NULL
  ) STRICT;
  CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    knowledge_base_id TEXT NOT NULL REFERENCES knowledge_bases (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    place_kind TEXT NOT NULL CHECK (place_kind IN ('path', 'upload')),
    place_path TEXT NOT NULL,
    current_version_id TEXT NOT NULL REFERENCES document_versions (id) DEFERRABLE INITIALLY DEFERRED,
    failed_update_id TEXT REFERENCES document_versions (id) DEFERRABLE INITIALLY DEFERRED,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (knowledge_base_id, place_kind, place_path)
  ) STRICT;
  CREATE TABLE document_versions (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    content_sha256 TEXT NOT NULL,
    processing_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('alive', 'replaced', 'failed')),
    format TEXT,
    media_type TEXT,
    byte_length INTEGER NOT NULL,
    artefact_sha256 TEXT,
    index_version TEXT NOT NULL,
    ledger TEXT,
    chunks INTEGER NOT NULL,
    error TEXT,
    added_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX document_versions_document ON document_versions (document_id);
  CREATE INDEX document_versions_content ON document_versions (content_sha256);
  CREATE INDEX document_versions_artefact ON document_versions (artefact_sha256);
  CREATE INDEX documents_current_version ON documents (current_version_id);
  CREATE INDEX documents_failed_update ON documents (failed_update_id);
  CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    knowledge_base_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    attempts INTEGER NOT NULL,
    max_attempts INTEGER NOT NULL,
    progress TEXT,
    result TEXT,
    error TEXT,
    worker TEXT,
    lease_until INTEGER,
    run_after INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX jobs_state ON jobs (state, sequence);
  CREATE UNIQUE INDEX jobs_sequence ON jobs (sequence);
  CREATE INDEX jobs_knowledge_base ON jobs (knowledge_base_id, sequence);
  `,
];
