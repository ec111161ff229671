import type { CleanBlock, SourceMapSegment } from '../../contracts/clean-document.ts';
import type { Span } from '../../contracts/span.ts';
import type { CleaningBlock } from './cleaning-rule.ts';

type CleanRow = NonNullable<CleanBlock['rows']>[number];

/** Rows and cells of a table block as spans of the clean text, in which the block begins at `blockStart`. */
export function mapCells({ source, pieces }: CleaningBlock, blockStart: number): CleanRow[] {
  const rows: { start: number; end: number; header: boolean; cells: Span[]; row: number }[] = [];
  let at = 0;
  let reached = 0;
  for (const cell of source.cells ?? []) {
    while (at < pieces.length && !reaches(pieces[at]!, cell.start)) at += 1;
    const start = Math.max(
      reached,
      pieces[at] === undefined ? (pieces.at(-1)?.end ?? 0) : startIn(pieces[at]!, cell.start),
    );
    let end = start;
    for (let look = at; look < pieces.length && pieces[look]!.originStart < cell.end; look += 1) {
      const piece = pieces[look]!;
      if (piece.kind === 'inserted' && piece.originStart <= cell.start) continue;
      end = Math.max(end, endIn(piece, cell.end));
    }
    reached = end;
    const span = { start: blockStart + start, end: blockStart + end };
    const last = rows.at(-1);
    if (last?.row === cell.row) {
      last.end = span.end;
      last.header &&= cell.header;
      last.cells.push(span);
    } else rows.push({ ...span, header: cell.header, cells: [span], row: cell.row });
  }
  // Headers at the side of a table are no header row, and a header row stands before all others.
  const firstBody = rows.findIndex((row) => !row.header);
  return rows.map(({ row: _, ...row }, index) => ({
    ...row,
    header: row.header && (firstBody < 0 || index < firstBody),
  }));
}

const reaches = (piece: SourceMapSegment, origin: number): boolean =>
  piece.originEnd > origin || (piece.kind === 'inserted' && piece.originStart >= origin);

function startIn(piece: SourceMapSegment, origin: number): number {
  return piece.kind === 'verbatim' ? piece.start + Math.max(0, origin - piece.originStart) : piece.start;
}

function endIn(piece: SourceMapSegment, origin: number): number {
  return piece.kind === 'verbatim' ? piece.start + Math.min(origin, piece.originEnd) - piece.originStart : piece.end;
}
