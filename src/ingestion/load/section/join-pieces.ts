import type { Locator } from '../../../contracts/locator.ts';
import type { Run } from '../../../contracts/parsed-document.ts';
import type { Span } from '../../../contracts/span.ts';

/** A stretch of an original's text with its place, or text that the loader writes. */
export interface TextPiece {
  readonly text: string;
  /** Written by the loader. It may still have a place (an equation's LaTeX), or none (`element` undefined). */
  readonly inserted?: true;
  /** Number of the element whose text the offset counts in. */
  readonly element: number | undefined;
  /** UTF-16 offset of the piece in that element's text. */
  readonly offset: number;
}

/** Text of a block or cell with its runs; offsets count in `text`. */
export interface LocatedText {
  readonly text: string;
  readonly runs: readonly Run[];
  readonly inserted: readonly Span[];
  /** From the first piece that has a place to the last; undefined where none has. */
  readonly locator: Locator | undefined;
  /** White space of the original that was cut off at both ends. */
  readonly trimmed: number;
}

/** White space that formats collapse at the ends of a paragraph; a no-break space is text. */
const collapsible: ReadonlySet<string> = new Set('\t\n\f\r ');
const leadingSpace = /^[\t\n\f\r ]*/;
const leadingLines = /^(?:[\t\f ]*[\r\n]+)*/;

/**
 * Joins pieces into located text. White space at both ends is markup and goes,
 * inner white space stays as it is: collapsing it is a rule's work.
 * `preformatted` keeps the indentation of the first line.
 */
export function joinPieces(
  pieces: readonly TextPiece[],
  headingPath: string[],
  { preformatted = false }: { preformatted?: boolean } = {},
): LocatedText {
  const whole = pieces.map((piece) => piece.text).join('');
  const first = (preformatted ? leadingLines : leadingSpace).exec(whole)?.[0].length ?? 0;
  let last = whole.length;
  while (last > first && collapsible.has(whole[last - 1] ?? '')) last--;
  const runs: Run[] = [];
  const inserted: Span[] = [];
  let place: { element: number; start: number; endElement: number; end: number } | undefined;
  let position = 0;
  let trimmed = 0;
  for (const piece of pieces) {
    const from = Math.max(position, first);
    const to = Math.min(position + piece.text.length, last);
    if (piece.inserted === undefined) trimmed += piece.text.length - Math.max(0, to - from);
    if (to > from) {
      const span = { start: from - first, end: to - first };
      const start = piece.offset + from - position;
      if (piece.element !== undefined) {
        const end = start + to - from;
        place = { ...(place ?? { element: piece.element, start }), endElement: piece.element, end };
      }
      if (piece.inserted || piece.element === undefined) pushSpan(inserted, span);
      else pushRun(runs, span, piece.element, start, headingPath);
    }
    position += piece.text.length;
  }
  const locator = place && ({ kind: 'section', headingPath, ...place } as const);
  return { text: whole.slice(first, last), runs, inserted, locator, trimmed };
}

/** Adds a span, joined to the one before where they touch. */
export function pushSpan(spans: Span[], span: Span): void {
  const previous = spans.at(-1);
  if (previous?.end === span.start) spans[spans.length - 1] = { start: previous.start, end: span.end };
  else spans.push(span);
}

/** Text nodes that follow each other in the same element's text make one run. */
function pushRun(runs: Run[], span: Span, element: number, start: number, headingPath: string[]): void {
  const end = start + span.end - span.start;
  const previous = runs.at(-1);
  if (
    previous?.end === span.start &&
    previous.locator.kind === 'section' &&
    previous.locator.element === element &&
    previous.locator.end === start
  ) {
    runs[runs.length - 1] = { start: previous.start, end: span.end, locator: { ...previous.locator, end } };
    return;
  }
  runs.push({ ...span, locator: { kind: 'section', headingPath, element, start, endElement: element, end } });
}
