import type { ParsedBlock, Run, TableCell } from '../../contracts/parsed-document.ts';
import type { Span } from '../../contracts/span.ts';
import type { LineIndex } from './line-index.ts';

/** Puts the text of one block of a text format together, piece by piece, and remembers where each piece stands. */
export interface BlockBuilder {
  /** Characters so far. */
  readonly length: number;
  /** The last character so far, or the empty string. */
  readonly last: string;
  /** Takes `[start, end)` of the original as it is. */
  keep(start: number, end: number): void;
  /** Takes `value` for `[start, end)` of the original: a character reference. */
  resolve(start: number, end: number, value: string): void;
  /** Writes a separator of the loader's own. */
  insert(text: string): void;
  /** The block, or `null` where no character of the original is in it. `place` is its span in the original; without it the span of the runs. */
  finish(
    kind: ParsedBlock['kind'],
    options?: {
      readonly level?: number;
      readonly language?: string;
      readonly cells?: readonly TableCell[];
      readonly place?: Span;
    },
  ): ParsedBlock | null;
}

export function buildBlock(original: string, lines: LineIndex): BlockBuilder {
  const pieces: string[] = [];
  const runs: (Span & { sourceStart: number; sourceEnd: number; verbatim: boolean })[] = [];
  const inserted: Span[] = [];
  let length = 0;

  const add = (text: string): Span => {
    pieces.push(text);
    length += text.length;
    return { start: length - text.length, end: length };
  };
  /** One line's part, joined to the run before where nothing lies between them. */
  const keepInLine = (start: number, end: number, lineStart: number): void => {
    const before = runs.at(-1);
    const span = add(original.slice(start, end));
    if (before?.verbatim && before.sourceEnd === start && before.end === span.start && start !== lineStart) {
      runs[runs.length - 1] = { ...before, end: span.end, sourceEnd: end };
    } else {
      runs.push({ ...span, sourceStart: start, sourceEnd: end, verbatim: true });
    }
  };

  return {
    get length() {
      return length;
    },
    get last() {
      return pieces.at(-1)?.at(-1) ?? '';
    },
    keep(start, end) {
      let line = lines.lineAt(start);
      for (let position = start; position < end; line += 1) {
        const stop = Math.min(end, lines.startOf(line + 1));
        keepInLine(position, stop, lines.startOf(line));
        position = stop;
      }
    },
    resolve(start, end, value) {
      if (value === '') return;
      runs.push({ ...add(value), sourceStart: start, sourceEnd: end, verbatim: false });
    },
    insert(text) {
      if (text === '') return;
      const before = inserted.at(-1);
      const span = add(text);
      if (before?.end === span.start) inserted[inserted.length - 1] = { start: before.start, end: span.end };
      else inserted.push(span);
    },
    finish(kind, { level, language, cells, place } = {}) {
      const first = runs[0];
      const last = runs.at(-1);
      if (first === undefined || last === undefined) return null;
      return {
        kind,
        text: pieces.join(''),
        ...(level === undefined ? {} : { level }),
        locator: lines.locate(place?.start ?? first.sourceStart, place?.end ?? last.sourceEnd),
        runs: runs.map(
          ({ start, end, sourceStart, sourceEnd }): Run => ({
            start,
            end,
            locator: lines.locate(sourceStart, sourceEnd),
          }),
        ),
        inserted,
        ...(cells === undefined ? {} : { cells }),
        ...(language === undefined ? {} : { language }),
      };
    },
  };
}
