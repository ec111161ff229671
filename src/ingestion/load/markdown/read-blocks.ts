import type { FootnoteDefinition, ListItem, Nodes, Paragraph, RootContent, Table } from 'mdast';
import type { BlockKind, ParsedBlock, TableCell } from '../../../contracts/parsed-document.ts';
import type { Span } from '../../../contracts/span.ts';
import { type BlockBuilder, buildBlock } from '../block-builder.ts';
import type { LineIndex } from '../line-index.ts';
import { fillHtml, fillInline, fillVerbatim } from './fill-block.ts';
import type { ParsedSection, Piece } from './parse-section.ts';

interface Surroundings {
  /** What a paragraph here is called. */
  readonly paragraph: BlockKind;
  readonly listDepth: number;
}

/** Blocks of a section in order, and the spans of text that no block took: a fault of ours, to be told. */
export function readBlocks(
  original: string,
  lines: LineIndex,
  section: ParsedSection,
): { readonly blocks: readonly ParsedBlock[]; readonly unclaimed: readonly Span[] } {
  const claimed = new Set<Piece>();
  const blocks: ParsedBlock[] = [];
  const claim = (node: Nodes): readonly Piece[] => {
    const pieces = piecesWithin(section, node);
    for (const piece of pieces) claimed.add(piece);
    return pieces;
  };
  const push = (block: ParsedBlock | null): void => {
    if (block !== null) blocks.push(block);
  };
  const visit = (node: RootContent, around: Surroundings): void => {
    const builder = buildBlock(original, lines);
    switch (node.type) {
      case 'paragraph':
        fillInline(builder, original, claim(node));
        push(finishParagraph(builder, node, around));
        return;
      case 'heading':
        fillInline(builder, original, claim(node));
        push(builder.finish('heading', { level: node.depth }));
        return;
      case 'code':
        fillVerbatim(builder, claim(node));
        push(builder.finish('code', node.lang ? { language: node.lang } : {}));
        return;
      case 'math':
      case 'yaml':
        fillVerbatim(builder, claim(node));
        push(builder.finish(node.type === 'math' ? 'formula' : 'metadata'));
        return;
      case 'html':
        fillHtml(builder, original, claim(node));
        push(finishHtml(builder, node.value, around));
        return;
      case 'table':
        push(readTable(builder, original, lines, section, node, claim));
        return;
      case 'blockquote':
      case 'footnoteDefinition':
      case 'list':
      case 'listItem':
        visitContainer(node, around, visit);
        return;
      default:
        return;
    }
  };
  for (const node of section.root.children) visit(node, { paragraph: 'paragraph', listDepth: 0 });
  const unclaimed = section.pieces.filter((piece) => piece.kind === 'text' && !claimed.has(piece));
  return { blocks, unclaimed };
}

function visitContainer(
  node: Extract<RootContent, { type: 'blockquote' | 'list' }> | FootnoteDefinition | ListItem,
  around: Surroundings,
  visit: (node: RootContent, around: Surroundings) => void,
): void {
  if (node.type === 'listItem') {
    const [first, ...rest] = node.children;
    if (first !== undefined) visit(first, { ...around, paragraph: 'list-item' });
    for (const child of rest) visit(child, { ...around, paragraph: 'paragraph' });
    return;
  }
  const inside: Surroundings =
    node.type === 'list'
      ? { ...around, listDepth: around.listDepth + 1 }
      : node.type === 'footnoteDefinition'
        ? { ...around, paragraph: 'footnote' }
        : { ...around, paragraph: around.paragraph === 'list-item' ? 'paragraph' : around.paragraph };
  for (const child of node.children) visit(child, inside);
}

function finishParagraph(builder: BlockBuilder, node: Paragraph, around: Surroundings): ParsedBlock | null {
  const onlyImages = node.children.every(
    (child) =>
      child.type === 'image' || child.type === 'imageReference' || (child.type === 'text' && child.value.trim() === ''),
  );
  if (around.paragraph === 'list-item') return builder.finish('list-item', { level: around.listDepth });
  return builder.finish(onlyImages ? 'image-text' : around.paragraph);
}

/** Raw HTML that is one heading is one; all else is a paragraph. */
function finishHtml(builder: BlockBuilder, html: string, around: Surroundings): ParsedBlock | null {
  const level = /^\s*<h([1-6])\b[^<>]{0,400}>/i.exec(html)?.[1];
  const closes = level !== undefined && new RegExp(`</h${level}\\s*>\\s*$`, 'i').test(html.slice(-40));
  if (closes && (html.match(/<h[1-6]\b/gi)?.length ?? 0) === 1)
    return builder.finish('heading', { level: Number(level) });
  return builder.finish(around.paragraph === 'list-item' ? 'paragraph' : around.paragraph);
}

function readTable(
  builder: BlockBuilder,
  original: string,
  lines: LineIndex,
  section: ParsedSection,
  table: Table,
  claim: (node: Nodes) => readonly Piece[],
): ParsedBlock | null {
  const cells: TableCell[] = [];
  for (const [row, tableRow] of table.children.entries()) {
    if (row > 0) builder.insert('\n');
    for (const [column, tableCell] of tableRow.children.entries()) {
      if (column > 0) builder.insert('\t');
      const start = builder.length;
      const pieces = claim(tableCell);
      fillInline(builder, original, pieces, { inCell: true });
      const place = placeOf(section, tableCell);
      cells.push({
        row,
        column,
        rowSpan: 1,
        columnSpan: 1,
        header: row === 0,
        start,
        end: builder.length,
        locator: lines.locate(pieces[0]?.start ?? place.start, pieces.at(-1)?.end ?? place.end),
      });
    }
  }
  return builder.finish('table', { cells, place: placeOf(section, table) });
}

function placeOf({ offset }: ParsedSection, { position }: Nodes): Span {
  return { start: offset + (position?.start.offset ?? 0), end: offset + (position?.end.offset ?? 0) };
}

function piecesWithin(section: ParsedSection, node: Nodes): readonly Piece[] {
  const { pieces } = section;
  const { start, end } = placeOf(section, node);
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  // White space that the tree leaves out at the beginning (behind a task's box) belongs to the token all the same.
  if (low > 0 && pieces[low - 1]!.end > start) low -= 1;
  let stop = low;
  while (stop < pieces.length && pieces[stop]!.end <= end) stop += 1;
  return pieces.slice(low, stop);
}
