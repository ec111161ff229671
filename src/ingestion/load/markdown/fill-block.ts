import type { BlockBuilder } from '../block-builder.ts';
import { decodeReference } from './decode-reference.ts';
import { htmlParts } from './html-parts.ts';
import type { Piece } from './parse-section.ts';

/** Inline content: words, character references, line ends; a tag that breaks a line, or an image, keeps words apart. */
export function fillInline(
  builder: BlockBuilder,
  original: string,
  pieces: readonly Piece[],
  { inCell = false }: { readonly inCell?: boolean } = {},
): void {
  let separator = '';
  for (const piece of trimInline(original, pieces)) {
    const source = original.slice(piece.start, piece.end);
    if (piece.kind === 'image-edge') {
      separator ||= ' ';
    } else if (piece.kind === 'html') {
      for (const part of htmlParts(source)) {
        if (part.kind === 'break') separator = inCell ? ' ' : '\n';
        if (part.kind !== 'alternative-text') continue;
        separate(builder, separator || ' ');
        builder.keep(piece.start + part.start, piece.start + part.end);
        separator = ' ';
      }
    } else {
      if (!/^\s/.test(source)) separate(builder, separator);
      separator = '';
      if (piece.kind === 'reference') builder.resolve(piece.start, piece.end, decodeReference(source));
      else if (piece.kind === 'code' && inCell) keepUnescaped(builder, piece, source);
      else builder.keep(piece.start, piece.end);
    }
  }
}

/** Without the line ends and spaces at both ends. */
function trimInline(original: string, pieces: readonly Piece[]): readonly Piece[] {
  const isSpace = (piece: Piece | undefined): boolean =>
    piece !== undefined &&
    piece.kind !== 'html' &&
    piece.kind !== 'reference' &&
    /^[ \t\r\n]*$/.test(original.slice(piece.start, piece.end));
  let from = 0;
  let to = pieces.length;
  while (from < to && isSpace(pieces[from])) from += 1;
  while (to > from && isSpace(pieces[to - 1])) to -= 1;
  const first = pieces[from];
  if (first?.kind !== 'text' || from >= to) return pieces.slice(from, to);
  const indent = /^[ \t]*/.exec(original.slice(first.start, first.end))![0].length;
  return [{ ...first, start: first.start + indent }, ...pieces.slice(from + 1, to)];
}

/** In a table a pipe is written `\|` even inside code. */
function keepUnescaped(builder: BlockBuilder, { start, end }: Piece, source: string): void {
  let position = 0;
  for (const { index } of source.matchAll(/\\(?=\|)/g)) {
    if (index > position) builder.keep(start + position, start + index);
    position = index + 1;
  }
  if (start + position < end) builder.keep(start + position, end);
}

/** Code, formulas and front matter: as they stand, without the line ends at both ends. */
export function fillVerbatim(builder: BlockBuilder, pieces: readonly Piece[]): void {
  let from = 0;
  let to = pieces.length;
  while (from < to && pieces[from]!.kind === 'line-end') from += 1;
  while (to > from && pieces[to - 1]!.kind === 'line-end') to -= 1;
  for (const piece of pieces.slice(from, to)) builder.keep(piece.start, piece.end);
}

/** The text of raw HTML. White space around line ends is layout; tags that break lines or end cells are written as `\n` and `\t`. */
export function fillHtml(builder: BlockBuilder, original: string, pieces: readonly Piece[]): void {
  const html = pieces.map(({ start, end }) => original.slice(start, end)).join('');
  const places = placesOf(pieces);
  let pending = '';
  for (const part of htmlParts(html)) {
    if (part.kind === 'break') {
      // A line break wins over the tab of the first cell in its row.
      if (pending !== '\n') pending = part.text;
      continue;
    }
    const text = html.slice(part.start, part.end);
    if (part.kind === 'reference') {
      separate(builder, pending);
      const [place] = places(part.start, part.end);
      builder.resolve(place![0], place![1], decodeReference(text));
      pending = '';
      continue;
    }
    const [before = ''] = pending === '' && builder.length > 0 ? [''] : (/^\s*/.exec(text) ?? []);
    const after = before.length === text.length ? '' : (/\s*[\r\n]\s*$/.exec(text)?.[0] ?? '');
    if (before.length < text.length) {
      separate(builder, part.kind === 'alternative-text' && pending === '' ? ' ' : pending);
      for (const [start, end] of places(part.start + before.length, part.end - after.length)) builder.keep(start, end);
      pending = after === '' ? '' : '\n';
    }
  }
}

/** Places in the original of a stretch of the joined pieces. */
function placesOf(pieces: readonly Piece[]): (start: number, end: number) => [number, number][] {
  const starts: number[] = [];
  let length = 0;
  for (const { start, end } of pieces) {
    starts.push(length);
    length += end - start;
  }
  let hint = 0;
  return (start, end) => {
    const places: [number, number][] = [];
    while (hint > 0 && starts[hint]! > start) hint -= 1;
    for (let index = hint; index < pieces.length && starts[index]! < end; index += 1) {
      hint = index;
      const piece = pieces[index]!;
      const from = piece.start + Math.max(0, start - starts[index]!);
      const to = Math.min(piece.end, piece.start + end - starts[index]!);
      if (to > from) places.push([from, to]);
    }
    return places;
  };
}

/** Writes a separator where the text so far does not end in white space. */
function separate(builder: BlockBuilder, separator: string): void {
  if (separator !== '' && builder.length > 0 && !/\s$/.test(builder.last)) builder.insert(separator);
}
