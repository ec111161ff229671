import type { RemovedSpan, SourceMapSegment } from '../../contracts/clean-document.ts';
import type { Span } from '../../contracts/span.ts';
import type { CleaningBlock, Edit } from './cleaning-rule.ts';

/** The block after one rule, and what that rule took out of the original. */
export interface EditedBlock {
  readonly block: CleaningBlock;
  readonly removed: readonly RemovedSpan[];
}

/**
 * Applies the edits of one rule to one block and composes them with the map
 * that the rules before have made. A rewritten piece is never cut: an edit
 * inside it rewrites the whole of it once more. Linear in pieces and edits.
 */
export function applyEdits(block: CleaningBlock, edits: readonly Edit[], rule: string): EditedBlock {
  const builder = new PieceBuilder(block, rule);
  for (const edit of widenEdits(block, edits)) builder.replace(edit);
  return builder.finish();
}

interface WideEdit extends Span {
  readonly text: string;
}

/** Widens edits that begin or end inside a rewritten piece to the whole of it, and joins those that meet there. */
function widenEdits({ text, pieces }: CleaningBlock, edits: readonly Edit[]): WideEdit[] {
  const wide: WideEdit[] = [];
  let at = 0;
  for (let index = 0; index < edits.length; ) {
    const first = edits[index]!;
    while (at < pieces.length && pieces[at]!.end <= first.start) at += 1;
    const opening = pieces[at];
    const start = opening !== undefined && cuts(opening, first.start) ? opening.start : first.start;
    let replacement = text.slice(start, first.start) + first.text;
    let rawEnd = first.end;
    let end = widenEnd(pieces, at, rawEnd);
    index += 1;
    while (index < edits.length && edits[index]!.start < end) {
      const next = edits[index]!;
      replacement += text.slice(rawEnd, next.start) + next.text;
      rawEnd = next.end;
      end = Math.max(end, widenEnd(pieces, at, rawEnd));
      index += 1;
    }
    wide.push({ start, end, text: replacement + text.slice(rawEnd, end) });
  }
  return wide;
}

function widenEnd(pieces: readonly SourceMapSegment[], from: number, end: number): number {
  let at = from;
  while (at < pieces.length && pieces[at]!.end <= end) at += 1;
  const closing = pieces[at];
  return closing !== undefined && cuts(closing, end) ? closing.end : end;
}

const cuts = (piece: SourceMapSegment, position: number): boolean =>
  piece.kind === 'rewritten' && piece.start < position && position < piece.end;

class PieceBuilder {
  readonly #block: CleaningBlock;
  readonly #rule: string;
  readonly #pieces: SourceMapSegment[] = [];
  readonly #removed: RemovedSpan[] = [];
  #text = '';
  #position = 0;
  #at = 0;

  constructor(block: CleaningBlock, rule: string) {
    this.#block = block;
    this.#rule = rule;
  }

  replace({ start, end, text }: WideEdit): void {
    this.#copy(start);
    const origins = this.#skip(end);
    if (text === '') {
      for (const { start: from, end: to } of origins) {
        if (to > from) this.#removed.push({ block: this.#block.index, start: from, end: to, rule: this.#rule });
      }
      return;
    }
    const point = this.#originPoint();
    const originStart = origins[0]?.start ?? point;
    const originEnd = origins.at(-1)?.end ?? point;
    const kind = originEnd > originStart ? 'rewritten' : 'inserted';
    this.#push({ kind, originStart, originEnd, rule: this.#rule }, text);
  }

  finish(): EditedBlock {
    this.#copy(this.#block.text.length);
    const { index, source } = this.#block;
    return { block: { index, source, text: this.#text, pieces: this.#pieces }, removed: this.#removed };
  }

  /** Where in the original something is inserted: behind what has been written, or before what comes. */
  #originPoint(): number {
    return this.#pieces.at(-1)?.originEnd ?? this.#block.pieces[this.#at]?.originStart ?? 0;
  }

  #copy(to: number): void {
    this.#walk(to, (piece, from, until) => {
      const text = this.#block.text.slice(from, until);
      const { kind, rule } = piece;
      if (kind !== 'verbatim') this.#push({ ...piece, rule }, text);
      else {
        const originStart = piece.originStart + from - piece.start;
        this.#push({ kind, originStart, originEnd: originStart + until - from, rule: undefined }, text);
      }
    });
  }

  /** Passes over the text up to `to`; gives the origins of what it passes. */
  #skip(to: number): Span[] {
    const origins: Span[] = [];
    this.#walk(to, (piece, from, until) => {
      if (piece.kind === 'rewritten') origins.push({ start: piece.originStart, end: piece.originEnd });
      if (piece.kind !== 'verbatim') return;
      const start = piece.originStart + from - piece.start;
      origins.push({ start, end: start + until - from });
    });
    return origins;
  }

  #walk(to: number, visit: (piece: SourceMapSegment, from: number, until: number) => void): void {
    while (this.#position < to) {
      const piece = this.#block.pieces[this.#at]!;
      const until = Math.min(piece.end, to);
      visit(piece, this.#position, until);
      this.#position = until;
      if (until === piece.end) this.#at += 1;
    }
  }

  #push(
    {
      kind,
      originStart,
      originEnd,
      rule,
    }: Pick<SourceMapSegment, 'kind' | 'originStart' | 'originEnd'> & {
      rule: string | undefined;
    },
    text: string,
  ): void {
    const start = this.#text.length;
    this.#text += text;
    const end = this.#text.length;
    const last = this.#pieces.at(-1);
    const follows = last !== undefined && last.kind === kind && last.originEnd === originStart && last.rule === rule;
    if (follows && kind !== 'rewritten') {
      this.#pieces[this.#pieces.length - 1] = { ...last, end, originEnd };
      return;
    }
    const block = this.#block.index;
    this.#pieces.push({ kind, start, end, block, originStart, originEnd, ...(rule === undefined ? {} : { rule }) });
  }
}
