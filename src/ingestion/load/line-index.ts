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

function lineStarts(text: string): Uint32Array {
  let count = 1;
  for (const _ of lineEnds(text)) count += 1;
  const starts = new Uint32Array(count);
  let line = 1;
  for (const end of lineEnds(text)) {
    starts[line] = end;
    line += 1;
  }
  return starts;
}

/** Offsets just behind each line end. */
function* lineEnds(text: string): Generator<number> {
  let feed = text.indexOf('\n');
  let carriage = text.indexOf('\r');
  while (feed !== -1 || carriage !== -1) {
    if (carriage === -1 || (feed !== -1 && feed < carriage)) {
      yield feed + 1;
      feed = text.indexOf('\n', feed + 1);
    } else if (feed === carriage + 1) {
      yield feed + 1;
      carriage = text.indexOf('\r', feed + 1);
      feed = text.indexOf('\n', feed + 1);
    } else {
      yield carriage + 1;
      carriage = text.indexOf('\r', carriage + 1);
    }
  }
}
