import type { ParsedDocument } from '../../contracts/parsed-document.ts';

/** What a loader gets: the bytes and what the sender said about them. */
export interface LoaderInput {
  /** The whole original. A loader must not change it and must copy it for a library that takes ownership. */
  readonly bytes: Uint8Array;
  /** File name, for messages and as a hint only. */
  readonly name: string;
  readonly mediaType?: string | undefined;
}

/**
 * Turns the bytes of one format into located blocks. Runs in a parser process
 * with a memory cap and a deadline. Throws `RagstoneError` (`encrypted-document`,
 * `damaged-document`, `hostile-document`, `empty-document`) where it cannot read.
 */
export type Load = (input: LoaderInput) => Promise<ParsedDocument>;
