import type { Locator } from './locator.ts';
import type { Span } from './span.ts';

/**
 * A stretch of clean text with the one locator it comes from, narrow enough
 * that any span inside it can be located: see `locateSpan`. `start`/`end`
 * count in the clean text of the document version.
 */
export interface LocatedSpan extends Span {
  readonly locator: Locator;
  /** As in `Run.edges`: `end - start + 1` coordinates along the line. */
  readonly edges?: readonly number[] | undefined;
  readonly vertical?: boolean | undefined;
  /** The whole maps to the whole (a rewritten ligature, say): never narrowed. */
  readonly whole?: boolean | undefined;
}

/** A retrievable piece of a document. `text === clean.slice(start, end)`. */
export interface Chunk extends Span {
  /** SHA-256 (32 hexadecimal digits) over document version, start and end. */
  readonly id: string;
  readonly documentId: string;
  readonly documentVersion: string;
  /** 0-based position in the document. */
  readonly ordinal: number;
  readonly text: string;
  /** Headings and header rows it stands under: spans of the clean text. Goes into search text and prompt, never into `text`. */
  readonly context: readonly Span[];
  /** The text of `context`, joined by line ends. */
  readonly contextText: string;
  /** Upper-bound-free estimate of tokens in `text`. */
  readonly tokens: number;
  /** What `locateSpan` needs, in order of `start`. */
  readonly located: readonly LocatedSpan[];
}
