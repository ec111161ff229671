import type { BlockKind, ParsedBlock, ParsedDocument, Run } from '../../contracts/parsed-document.ts';

/** A line of a page: its text, and where it begins and ends, in points. */
export interface PagedLine {
  readonly text: string;
  readonly left?: number;
  readonly right?: number;
}

/**
 * A PDF as its loader gives it: blocks of lines that stand one below the other,
 * 12 points each, 6 points per character unless `right` says otherwise.
 */
export function pagedDocument(
  parts: readonly {
    readonly page: number;
    readonly lines: readonly (PagedLine | string)[];
    readonly kind?: BlockKind;
    readonly top?: number;
  }[],
): ParsedDocument {
  let top = 50;
  let current = 0;
  const blocks = parts.map(({ page, lines, kind = 'paragraph', top: given }): ParsedBlock => {
    if (page !== current) top = 50;
    current = page;
    top = given ?? top;
    const runs: Run[] = [];
    let text = '';
    for (const [index, line] of lines.entries()) {
      const { text: words, left = 50, right } = typeof line === 'string' ? { text: line } : line;
      const start = text.length;
      text += index === lines.length - 1 ? words : `${words}\n`;
      const width = ((right ?? left + words.length * 6) - left) / Math.max(1, words.length);
      const edges = Array.from(
        { length: text.length - start + 1 },
        (_, at) => left + Math.min(at, words.length) * width,
      );
      runs.push({
        start,
        end: text.length,
        edges,
        locator: { kind: 'pdf', page, boxes: [[left, top, edges.at(-1)!, top + 10]] },
      });
      top += 12;
    }
    const boxes = runs.flatMap(({ locator }) => (locator.kind === 'pdf' ? locator.boxes : []));
    const box: [number, number, number, number] = [
      Math.min(...boxes.map(([x0]) => x0)),
      boxes[0]![1],
      Math.max(...boxes.map(([, , x1]) => x1)),
      boxes.at(-1)![3],
    ];
    return { kind, text, locator: { kind: 'pdf', page, boxes: [box] }, runs, inserted: [] };
  });
  const total = blocks.reduce((sum, block) => sum + block.text.length, 0);
  const pages = Array.from({ length: Math.max(0, ...parts.map(({ page }) => page)) }, () => ({
    width: 595,
    height: 842,
  }));
  return { format: 'pdf', blocks, coverage: { total, kept: total, markup: 0, skipped: [] }, warnings: [], pages };
}
