import type { Ledger } from '../contracts/ledger.ts';
import type { Origin } from '../contracts/source-document.ts';
import type { CallOptions } from './chunk-index.ts';

/** A set of documents that are searched together. Times are milliseconds since the epoch. */
export interface KnowledgeBase {
  readonly id: string;
  /** Unique, as typed by a person. */
  readonly name: string;
  readonly createdAt: number;
  /** The index version that answers questions now. */
  readonly servedIndexVersion: string;
}

/**
 * `alive`: answers questions · `replaced`: a newer version took its place ·
 * `failed`: no searchable text; its ledger says why.
 */
export type DocumentVersionState = 'alive' | 'replaced' | 'failed';

/** A document's bytes as one processing configuration read them. */
export interface DocumentVersion {
  /** Hash of document id + content hash + processing hash. */
  readonly id: string;
  readonly documentId: string;
  readonly contentSha256: string;
  /** Hash of the versions of loaders, rules and chunker and of their settings. */
  readonly processingHash: string;
  readonly state: DocumentVersionState;
  readonly format: string | null;
  readonly mediaType: string | null;
  readonly byteLength: number;
  /** Blob with the compressed artefact (parsed + clean document); `null` for a failed version. */
  readonly artefactSha256: string | null;
  readonly indexVersion: string;
  readonly ledger: Ledger | null;
  /** For a failed version: code and message of the error. */
  readonly error: { readonly code: string; readonly message: string; readonly messageZh: string } | null;
  readonly addedAt: number;
}

/** A document of a knowledge base with the version that answers. */
export interface CatalogDocument {
  readonly id: string;
  readonly knowledgeBaseId: string;
  readonly name: string;
  /** Where it is now; identity is made from the first place and kept. */
  readonly place: Origin;
  /** The newest version: alive, or failed where nothing better came before. */
  readonly current: DocumentVersion;
  /** A newer try that failed while an older version is still alive. */
  readonly failedUpdate: DocumentVersion | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Blobs that nothing refers to any more, to be deleted by the caller. */
export interface Unreferenced {
  readonly blobs: readonly string[];
  /** Document versions whose index rows are to be deleted. */
  readonly documentVersions: readonly string[];
}

/**
 * The one truth about what is alive: knowledge bases, documents, versions.
 * Each call is one transaction.
 */
export interface Catalog {
  createKnowledgeBase(knowledgeBase: KnowledgeBase, options?: CallOptions): Promise<KnowledgeBase>;
  listKnowledgeBases(
    options?: CallOptions,
  ): Promise<readonly (KnowledgeBase & { readonly documents: number; readonly chunks: number })[]>;
  findKnowledgeBase(nameOrId: string, options?: CallOptions): Promise<KnowledgeBase | null>;
  deleteKnowledgeBase(id: string, options?: CallOptions): Promise<Unreferenced>;

  findDocument(id: string, options?: CallOptions): Promise<CatalogDocument | null>;
  findDocumentByPlace(knowledgeBaseId: string, place: Origin, options?: CallOptions): Promise<CatalogDocument | null>;
  /** By name. */
  listDocuments(knowledgeBaseId: string, options?: CallOptions): Promise<readonly CatalogDocument[]>;
  findVersion(id: string, options?: CallOptions): Promise<DocumentVersion | null>;
  /**
   * Records a processed version and makes it the current one in one
   * transaction: the old alive version becomes dead for readers at the same
   * moment. A `failed` version never takes the place of an alive one. Returns
   * what the replaced version leaves behind.
   */
  commitVersion(
    commit: {
      readonly knowledgeBaseId: string;
      readonly documentId: string;
      readonly name: string;
      readonly place: Origin;
      readonly version: DocumentVersion;
    },
    options?: CallOptions,
  ): Promise<Unreferenced>;
  /** Purges the document with all its versions. */
  deleteDocument(id: string, options?: CallOptions): Promise<Unreferenced>;

  /** Of the given document versions those that are current and alive under the served index version, with what faces show of them. */
  aliveVersions(
    knowledgeBaseId: string,
    documentVersions: readonly string[],
    options?: CallOptions,
  ): Promise<ReadonlyMap<string, { readonly documentId: string; readonly name: string }>>;
  /** Every version of a knowledge base that may answer: for the doctor. */
  listAliveVersions(
    knowledgeBaseId: string,
    options?: CallOptions,
  ): Promise<ReadonlyMap<string, { readonly chunks: number }>>;
  /** Blobs that any version refers to: of the given ones, or all there are. */
  referencedBlobs(among?: readonly string[], options?: CallOptions): Promise<ReadonlySet<string>>;

  close(): Promise<void>;
}
