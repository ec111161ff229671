import type { AnswerPart } from '../contracts/answer-part.ts';
import type {
  AskRequest,
  DocumentDetail,
  DocumentSummary,
  DocumentView,
  IngestedDocument,
  IngestJob,
  IngestReport,
  KnowledgeBaseSummary,
  SearchRequest,
} from '../contracts/http.ts';
import type { SearchResult } from '../contracts/scored-passage.ts';
import type { Origin } from '../contracts/source-document.ts';

/** A document to be added: its bytes as a stream, and where they come from. */
export interface NewDocument {
  /** Name or id of the knowledge base. */
  readonly knowledgeBase: string;
  /** File name without folders. */
  readonly name: string;
  readonly origin: Origin;
  readonly mediaType?: string | undefined;
  readonly content: AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal | undefined;
}

/** Told after each file of an `ingest`; `latest` is what became of it. */
export interface IngestProgress {
  /** Pages done; a document without pages counts as one. */
  readonly pagesDone: number;
  readonly files: number;
  readonly filesDone: number;
  readonly latest: IngestedDocument | null;
}

/** Files and folders to be added to one knowledge base. */
export interface IngestRequest {
  /** Made where it does not exist. */
  readonly knowledgeBase: string;
  /** Files and folders; folders are walked. */
  readonly paths: readonly string[];
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One kind of inconsistency that the doctor found. */
export interface DoctorProblem {
  readonly kind: string;
  readonly count: number;
  readonly message: string;
  readonly messageZh: string;
}

/** What the doctor found. `repaired`: mending was asked for, and nothing is left that only adding documents again would mend. */
export interface DoctorReport {
  readonly problems: readonly DoctorProblem[];
  readonly repaired: boolean;
}

/** An original as it came in, to be streamed in whole or in part. */
export interface OriginalBytes {
  readonly name: string;
  readonly format: string;
  readonly byteLength: number;
  /** Streams `[start, end)` of the original. */
  read(range: { readonly start: number; readonly end: number }): Promise<AsyncIterable<Uint8Array>>;
}

/**
 * Everything that a face can do, in this process or through a server: knowledge
 * bases, documents, search, answers. All calls reject with `RagstoneError`.
 */
export interface Workspace {
  createKnowledgeBase(name: string): Promise<KnowledgeBaseSummary>;
  listKnowledgeBases(): Promise<readonly KnowledgeBaseSummary[]>;
  /** By name or id; `not-found` where there is none. */
  getKnowledgeBase(nameOrId: string): Promise<KnowledgeBaseSummary>;
  /** Purges the knowledge base with its documents from every store. */
  deleteKnowledgeBase(nameOrId: string): Promise<void>;

  /** Stores the bytes and queues the document; what it returns survives a crash. */
  addDocument(document: NewDocument): Promise<IngestJob>;
  getJob(id: string): Promise<IngestJob>;
  /** Newest first. */
  listJobs(filter?: {
    readonly knowledgeBase?: string | undefined;
    readonly limit?: number | undefined;
  }): Promise<readonly IngestJob[]>;
  cancelJob(id: string): Promise<void>;
  /** Resolves when the job has ended. */
  waitForJob(id: string, options?: { readonly signal?: AbortSignal | undefined }): Promise<IngestJob>;
  /** Adds files and folders and waits for all of them. */
  ingest(request: IngestRequest): Promise<IngestReport>;

  /** By name. */
  listDocuments(knowledgeBase: string): Promise<readonly DocumentSummary[]>;
  getDocument(id: string): Promise<DocumentDetail>;
  /** Purges the document from every store at once. */
  deleteDocument(id: string): Promise<void>;
  viewDocument(id: string, documentVersion: string): Promise<DocumentView>;
  readOriginal(id: string, documentVersion: string): Promise<OriginalBytes>;

  search(
    request: SearchRequest & { readonly knowledgeBase: string; readonly signal?: AbortSignal | undefined },
  ): Promise<SearchResult>;
  /** Rejects before the first part where the knowledge base or the question is no good; later errors are parts. */
  ask(
    request: AskRequest & { readonly knowledgeBase: string; readonly signal?: AbortSignal | undefined },
  ): Promise<AsyncIterable<AnswerPart>>;

  /** Looks for rubbish and contradictions between the stores; with `repair` mends them. */
  doctor(options?: { readonly repair?: boolean | undefined }): Promise<DoctorReport>;
  close(): Promise<void>;
}
