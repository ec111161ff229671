import type { CleanBlock, CleanDocument, RemovedSpan, SourceMapSegment } from '../../contracts/clean-document.ts';
import type { CleaningBlock } from './cleaning-rule.ts';
import { mapCells } from './map-cells.ts';

/** Name under which separators between blocks stand in the source map and the ledger. */
export const separatorRule = 'block-separators';

/** Joins cleaned blocks to one text, with a blank line between them and a line end between list items. */
export function assembleClean(
  blocks: readonly CleaningBlock[],
  separators: ReadonlyMap<number, string>,
): Pick<CleanDocument, 'text' | 'segments' | 'blocks'> {
  const parts: string[] = [];
  const segments: SourceMapSegment[] = [];
  const cleanBlocks: CleanBlock[] = [];
  let length = 0;
  let previous: CleaningBlock | undefined;
  for (const block of blocks) {
    if (block.text === '') continue;
    if (previous !== undefined) {
      const separator = separators.get(previous.index) ?? separatorBetween(previous, block);
      if (separator !== '') {
        const point = previous.source.text.length;
        segments.push({
          kind: 'inserted',
          start: length,
          end: length + separator.length,
          block: previous.index,
          originStart: point,
          originEnd: point,
          rule: separatorRule,
        });
        parts.push(separator);
        length += separator.length;
      }
    }
    const start = length;
    for (const piece of block.pieces) segments.push({ ...piece, start: piece.start + start, end: piece.end + start });
    parts.push(block.text);
    length += block.text.length;
    const { kind, level, cells } = block.source;
    cleanBlocks.push({
      block: block.index,
      kind,
      start,
      end: length,
      ...(level === undefined ? {} : { level }),
      ...(kind === 'table' && cells !== undefined && cells.length > 0 ? { rows: mapCells(block, start) } : {}),
    });
    previous = block;
  }
  return { text: parts.join(''), segments, blocks: cleanBlocks };
}

function separatorBetween(previous: CleaningBlock, next: CleaningBlock): string {
  return previous.source.kind === 'list-item' && next.source.kind === 'list-item' ? '\n' : '\n\n';
}

/** Removed spans in order, joined where they touch, without those that a later rule's rewriting has swallowed. */
export function settleRemoved(removed: readonly RemovedSpan[], segments: readonly SourceMapSegment[]): RemovedSpan[] {
  const sorted = [...removed].sort((a, b) => a.block - b.block || a.start - b.start);
  const settled: RemovedSpan[] = [];
  let at = 0;
  for (const span of sorted) {
    while (at < segments.length && isBefore(segments[at]!, span)) at += 1;
    const segment = segments[at];
    if (segment?.kind === 'rewritten' && segment.block === span.block && segment.originStart <= span.start) continue;
    const last = settled.at(-1);
    if (last !== undefined && last.block === span.block && last.end === span.start && last.rule === span.rule) {
      settled[settled.length - 1] = { ...last, end: span.end };
    } else settled.push(span);
  }
  return settled;
}

function isBefore(segment: SourceMapSegment, span: RemovedSpan): boolean {
  return segment.block < span.block || (segment.block === span.block && segment.originEnd <= span.start);
}
