import type { BlockKind, ParsedBlock, Run } from '../../../contracts/parsed-document.ts';
import type { Span } from '../../../contracts/span.ts';
import type { TextLine } from './text-line.ts';

/** Lines of one page as a block: joined by an inserted line end, one run per line. */
export function lineBlock(kind: BlockKind, page: number, lines: readonly TextLine[], level?: number): ParsedBlock {
  let text = '';
  const runs: Run[] = [];
  const inserted: Span[] = [];
  for (const line of lines) {
    if (text.length > 0) {
      inserted.push({ start: text.length, end: text.length + 1 });
      text += '\n';
    }
    runs.push(...lineRuns(page, line, text.length));
    for (const span of line.inserted) inserted.push({ start: span.start + text.length, end: span.end + text.length });
    text += line.text;
  }
  return {
    kind,
    text,
    ...(level === undefined ? {} : { level }),
    locator: { kind: 'pdf', page, boxes: lines.map((line) => line.box) },
    runs,
    inserted,
  };
}

/**
 * The runs of a line whose text stands at `start` of a block: one per stretch
 * between inserted spaces, each with the box of its own glyphs.
 */
export function lineRuns(page: number, line: TextLine, start: number): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (const gap of [...line.inserted, { start: line.text.length, end: line.text.length }]) {
    if (gap.start > from) runs.push(stretchRun(page, line, from, gap.start, start));
    from = gap.end;
  }
  return runs;
}

function stretchRun(page: number, line: TextLine, from: number, to: number, start: number): Run {
  const edges = line.edges.slice(from, to);
  // The edge after the last glyph is the beginning of an inserted space, where there is one.
  edges.push(line.edges[to]!);
  const low = Math.min(edges[0]!, edges.at(-1)!);
  const high = Math.max(edges[0]!, edges.at(-1)!);
  const [x0, y0, x1, y1] = line.box;
  return {
    start: start + from,
    end: start + to,
    locator: { kind: 'pdf', page, boxes: [line.vertical ? [x0, low, x1, high] : [low, y0, high, y1]] },
    edges,
    ...(line.vertical ? { vertical: true } : {}),
  };
}
