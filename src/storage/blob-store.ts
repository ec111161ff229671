import type { CallOptions } from './chunk-index.ts';

/** What was stored: content-addressed by lower-case hexadecimal SHA-256. */
export interface StoredBlob {
  readonly sha256: string;
  readonly byteLength: number;
}

/** Originals and parsed artefacts, content-addressed. A blob that `put` has returned survives a crash. */
export interface BlobStore {
  /** Stores a stream; more than `maxBytes` rejects with `too-large` and leaves nothing behind. */
  put(
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    options?: CallOptions & { readonly maxBytes?: number | undefined },
  ): Promise<StoredBlob>;
  /** The whole blob; rejects with `not-found`. */
  get(sha256: string, options?: CallOptions): Promise<Uint8Array>;
  /** Streams a blob, or `[start, end)` of it; rejects with `not-found` before the first piece. */
  read(
    sha256: string,
    options?: CallOptions & { readonly start?: number; readonly end?: number },
  ): Promise<AsyncIterable<Uint8Array>>;
  has(sha256: string, options?: CallOptions): Promise<boolean>;
  size(sha256: string, options?: CallOptions): Promise<number>;
  /** A local file that holds the blob, for parser processes; must not be written to. */
  localFile(sha256: string, options?: CallOptions): Promise<string>;
  /** Deleting what is not there is no error. */
  delete(sha256: string, options?: CallOptions): Promise<void>;
  list(options?: CallOptions): AsyncIterable<StoredBlob>;
}
