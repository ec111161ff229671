import { z } from 'zod';

/**
 * Where a document came from. A file's origin is its real path, an upload's
 * its normalised relative file name. The place decides a document's identity
 * the first time it is seen in a knowledge base.
 */
export const originSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path: z.string() }),
  z.object({ kind: z.literal('upload'), path: z.string() }),
]);
export type Origin = z.infer<typeof originSchema>;

/** One original as it came in. The bytes are never changed. */
export interface SourceDocument {
  /** File name as a person knows it, without folders. */
  readonly name: string;
  readonly origin: Origin;
  /** What the sender said it is; a hint only, type is decided by content. */
  readonly mediaType?: string | undefined;
  /** Lower-case hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
  readonly byteLength: number;
  /** A file that holds the bytes, readable by a parser process. */
  readonly file: string;
}
