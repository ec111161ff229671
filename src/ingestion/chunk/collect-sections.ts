import type { CleanBlock, CleanDocument } from '../../contracts/clean-document.ts';
import type { Span } from '../../contracts/span.ts';
import { estimateTokens } from '../../language/estimate-tokens.ts';
import { blockUnits, proseUnits } from './block-units.ts';
import type { ChunkSettings } from './chunk-settings.ts';
import type { ChunkSection, ChunkUnit } from './chunk-unit.ts';

/**
 * The units of a document under their headings, in order. A heading with
 * nothing under it, here or deeper, becomes a unit itself, so that it is found.
 */
export function collectSections(
  { text, blocks: all }: Pick<CleanDocument, 'text' | 'blocks'>,
  settings: ChunkSettings,
  onCut: (span: Span) => void,
): ChunkSection[] {
  const blocks = all.filter(({ start, end }) => /\S/.test(text.slice(start, end)));
  const sections: ChunkSection[] = [];
  let open: { span: Span; level: number }[] = [];
  let units: ChunkUnit[] = [];
  const close = (): void => {
    if (units.length === 0) return;
    const headings = open.map(({ span }) => span);
    // Its own heading stands in the text where the section is put together with others.
    const own = headings.slice(-1).map(({ start, end }) => estimateTokens(text.slice(start, end)));
    const tokens = [...own, ...units.map((unit) => unit.tokens)].reduce((sum, count) => sum + count, 0);
    sections.push({ headings, units, tokens });
    units = [];
  };
  for (let index = 0; index < blocks.length; ) {
    const block = blocks[index]!;
    if (block.kind === 'heading') {
      close();
      const level = block.level ?? 1;
      open = open.filter((heading) => heading.level < level);
      if (hasContent(blocks, index, level)) open = [...open, { span: { start: block.start, end: block.end }, level }];
      else units.push(...proseUnits(text, block, settings, onCut));
      index += 1;
      continue;
    }
    // A paragraph that was parted by the end of a page or by a formula is one text.
    let last = index;
    while (last + 1 < blocks.length && flowsOn(text, blocks[last]!, blocks[last + 1]!)) last += 1;
    const whole = last === index ? block : { ...block, end: blocks[last]!.end };
    units.push(...blockUnits(text, whole, settings, onCut));
    index = last + 1;
  }
  close();
  return sections;
}

function flowsOn(text: string, block: CleanBlock, next: CleanBlock): boolean {
  const runs = block.kind === 'paragraph' || block.kind === 'list-item';
  return runs && next.kind === 'paragraph' && !text.slice(block.end, next.start).includes('\n');
}

/** Whether a block other than a heading comes before the next heading of the same or a higher rank. */
function hasContent(blocks: readonly CleanBlock[], heading: number, level: number): boolean {
  for (let index = heading + 1; index < blocks.length; index += 1) {
    const block = blocks[index]!;
    if (block.kind !== 'heading') return true;
    if ((block.level ?? 1) <= level) return false;
  }
  return false;
}
