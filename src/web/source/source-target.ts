import type { Citation, Locator } from '../../contracts/http.ts';

/** A place to open in the viewer. No locators and no quote: the document from its beginning. */
export interface SourceTarget {
  readonly document: Citation['document'];
  readonly documentVersion: string;
  readonly locators: readonly Locator[];
  readonly quote: string;
  /** Number of the source in its answer, where there is one. */
  readonly number: number | null;
}
