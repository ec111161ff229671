import type { Locator } from '../../contracts/locator.ts';

/**
 * Where lines begin in a decoded text. Line ends are `\r\n`, `\n` and a lone
 * `\r`, as in CommonMark.
 */
export interface LineIndex {
  /** 0-based number of the line that holds `offset`; a line end belongs to the line it closes. */
  lineAt(offset: number): number;
  /** Offset at which a 0-based line begins; behind the last line the length of the text. */
  startOf(line: number): number;
  /**
   * The place of `[start, end)`. The end is said on the line of the last
   * character, so that a span closed by its line end stays on its line.
   */
  locate(start: number, end: number): Extract<Locator, { kind: 'text' }>;
}

export function indexLines(text: string): LineIndex {
  const starts = lineStarts(text);
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    lineAt,
    startOf: (line) => starts[line] ?? text.length,
    locate(start, end) {
      const line = lineAt(start);
      const endLine = end > start ? lineAt(end - 1) : line;
      return {
        kind: 'text',
        start,
        end,
        line: line + 1,
        column: start - starts[line]! + 1,
        endLine: endLine + 1,
        endColumn: end - starts[endLine]! + 1,
      };
    },
  };
}

/** Offsets at which lines begin; counted first, so that the list is as small as can be. */
function lineStarts(text: string): Uint32Array {
  let count = 1;
  for (let end = lineEndAfter(text, 0); end !== -1; end = lineEndAfter(text, end)) count += 1;
  const starts = new Uint32Array(count);
  for (let line = 1; line < count; line += 1) starts[line] = lineEndAfter(text, starts[line - 1]!);
  return starts;
}

const lineEnd = /\r\n?|\n/g;

/** Offset just behind the next line end at or behind `from`, or -1. */
function lineEndAfter(text: string, from: number): number {
  lineEnd.lastIndex = from;
  return lineEnd.test(text) ? lineEnd.lastIndex : -1;
}
