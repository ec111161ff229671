/** A row of the viewer: a line, or a piece of a line too long to be drawn at once. */
export interface TextRow {
  readonly start: number;
  /** Without the line end. */
  readonly end: number;
  /** 1-based; `null` where a long line goes on. */
  readonly line: number | null;
}

const longestRow = 2000;

/** Line ends are `\r\n`, `\n` and a lone `\r`, as the server counts lines. */
export function splitRows(text: string): TextRow[] {
  const rows: TextRow[] = [];
  const lineEnd = /\r\n|\n|\r/g;
  let line = 1;
  let start = 0;
  for (;;) {
    const match = lineEnd.exec(text);
    const end = match?.index ?? text.length;
    pushLine(rows, text, start, end, line);
    if (match === null) return rows;
    start = end + match[0].length;
    line += 1;
  }
}

function pushLine(rows: TextRow[], text: string, start: number, end: number, line: number): void {
  let from = start;
  do {
    let to = Math.min(end, from + longestRow);
    const unit = text.charCodeAt(to - 1);
    if (to < end && unit >= 0xd800 && unit < 0xdc00) to += 1;
    rows.push({ start: from, end: to, line: from === start ? line : null });
    from = to;
  } while (from < end);
}

/** Index of the row that holds `offset`. */
export function rowAt(rows: readonly TextRow[], offset: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rows[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
