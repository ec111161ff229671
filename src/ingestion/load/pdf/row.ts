import type { TextLine } from './text-line.ts';

/** One line of a region, whole and as the pieces between its wide gaps. */
export interface Row {
  readonly line: TextLine;
  readonly cells: readonly TextLine[];
  /** The stretches that it was grouped from. */
  readonly parts: readonly TextLine[];
}
