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

/** Numbers per run in the flat list below: places in the block, places in the original, 1 where verbatim. */
const fields = 5;

export function buildBlock(original: string, lines: LineIndex): BlockBuilder {
  let text = '';
  // What was kept last and is contiguous in the original: cut out once, not line by line.
  let openStart = 0;
  let openEnd = 0;
  // Flat: a text of 50 MB has a million runs, and short-lived objects for them cost more than the parsing.
  const runs: number[] = [];
  const inserted: Span[] = [];
  let length = 0;

  const close = (): string => {
    if (openEnd > openStart) {
      const kept = original.slice(openStart, openEnd);
      text = text === '' ? kept : text + kept;
    }
    openStart = 0;
    openEnd = 0;
    return text;
  };
  const write = (value: string): Span => {
    text = close() + value;
    length += value.length;
    return { start: length - value.length, end: length };
  };
  /** One line's part, joined to the run before where nothing lies between them. */
  const keepInLine = (start: number, end: number, lineStart: number): void => {
    if (openEnd !== start || openEnd === openStart) {
      close();
      openStart = start;
    }
    openEnd = end;
    const at = runs.length - fields;
    const contiguous = at >= 0 && runs[at + 4] === 1 && runs[at + 3] === start && runs[at + 1] === length;
    length += end - start;
    if (contiguous && start !== lineStart) {
      runs[at + 1] = length;
      runs[at + 3] = end;
    } else {
      runs.push(length - (end - start), length, start, end, 1);
    }
  };

  return {
    get length() {
      return length;
    },
    get last() {
      return close().at(-1) ?? '';
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
      const span = write(value);
      runs.push(span.start, span.end, start, end, 0);
    },
    insert(value) {
      if (value === '') return;
      const before = inserted.at(-1);
      const span = write(value);
      if (before?.end === span.start) inserted[inserted.length - 1] = { start: before.start, end: span.end };
      else inserted.push(span);
    },
    finish(kind, { level, language, cells, place } = {}) {
      if (runs.length === 0) return null;
      const start = place?.start ?? runs[2]!;
      const end = place?.end ?? runs[runs.length - 2]!;
      return {
        kind,
        text: close(),
        ...(level === undefined ? {} : { level }),
        locator: lines.locate(start, end),
        runs: locateRuns(runs, lines),
        inserted,
        ...(cells === undefined ? {} : { cells }),
        ...(language === undefined ? {} : { language }),
      };
    },
  };
}

function locateRuns(flat: readonly number[], lines: LineIndex): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < flat.length; at += fields) {
    runs.push({ start: flat[at]!, end: flat[at + 1]!, locator: lines.locate(flat[at + 2]!, flat[at + 3]!) });
  }
  return runs;
}
