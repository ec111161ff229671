import { createHash } from 'node:crypto';
import type { Chunk, LocatedSpan } from '../../contracts/chunk.ts';
import type { CleanDocument } from '../../contracts/clean-document.ts';
import { narrowLocatedSpan } from '../../contracts/narrow-located-span.ts';
import type { ParsedDocument } from '../../contracts/parsed-document.ts';
import type { Span } from '../../contracts/span.ts';
import type { Warning } from '../../contracts/warning.ts';
import { estimateTokens } from '../../language/estimate-tokens.ts';
import { locateClean } from '../clean/locate-clean.ts';
import { trimSpan } from './block-units.ts';
import { type ChunkSettings, defaultChunkSettings } from './chunk-settings.ts';
import type { ChunkSection } from './chunk-unit.ts';
import { collectSections } from './collect-sections.ts';
import { frameGroup, groupSections } from './group-sections.ts';
import { type PackedChunk, packUnits } from './pack-units.ts';

/**
 * Parts a clean document into chunks along its structure. Every character that
 * is not white space stands in the text of a chunk or in the context (headings,
 * header rows) of one; chunks are in order, and only prose overlaps, by whole
 * sentences. Deterministic.
 */
export function chunkDocument({
  parsed,
  clean,
  documentId,
  documentVersion,
  settings = {},
}: {
  readonly parsed: ParsedDocument;
  readonly clean: CleanDocument;
  readonly documentId: string;
  readonly documentVersion: string;
  readonly settings?: Partial<ChunkSettings>;
}): { readonly chunks: Chunk[]; readonly warnings: Warning[] } {
  const sizes = { ...defaultChunkSettings, ...settings };
  const cuts: Span[] = [];
  const sections = collectSections(clean, sizes, (span) => cuts.push(span));
  const located = locateClean(parsed, clean);
  let firstLocated = 0;
  const chunks: Chunk[] = [];
  for (const packed of packSections(clean.text, sections, sizes)) {
    const { start, end } = trimSpan(clean.text, packed);
    if (start === end) continue;
    const text = clean.text.slice(start, end);
    while (firstLocated < located.length && located[firstLocated]!.end <= start) firstLocated += 1;
    chunks.push({
      id: createHash('sha256').update(`${documentVersion}\n${start}\n${end}`).digest('hex').slice(0, 32),
      documentId,
      documentVersion,
      ordinal: chunks.length,
      start,
      end,
      text,
      context: packed.context,
      contextText: packed.context.map((span) => clean.text.slice(span.start, span.end)).join('\n'),
      tokens: estimateTokens(text),
      located: sliceLocated(located, firstLocated, start, end),
    });
  }
  return { chunks, warnings: cuts.map((span) => describeCut(clean.text, span, sizes)) };
}

function packSections(text: string, sections: readonly ChunkSection[], settings: ChunkSettings): PackedChunk[] {
  const total = sections.reduce((sum, section) => sum + section.tokens, 0);
  const small = sections.length > 0 && total <= settings.wholeTokens;
  const groups = small ? [[...sections]] : groupSections(sections, settings);
  return groups.flatMap((group) => {
    const only = group.length === 1 ? group[0]! : undefined;
    if (only !== undefined && !small) return packUnits(text, only.units, only.headings, settings);
    const { headings, start } = frameGroup(group);
    const first = group[0]!.units[0]!;
    const header = start === first.start ? (first.header ?? []) : [];
    return [{ start, end: group.at(-1)!.units.at(-1)!.end, context: [...headings, ...header] }];
  });
}

/** The places of one chunk. `from` is the first that does not end before it. */
function sliceLocated(located: readonly LocatedSpan[], from: number, start: number, end: number): LocatedSpan[] {
  const slice: LocatedSpan[] = [];
  for (let index = from; index < located.length && located[index]!.start < end; index += 1) {
    if (located[index]!.end > start) slice.push(narrowLocatedSpan(located[index]!, start, end));
  }
  return slice;
}

function describeCut(text: string, { start, end }: Span, { maxTokens }: ChunkSettings): Warning {
  const specimen = [...text.slice(start, Math.min(end, start + 40))].join('').replace(/\p{Cs}/gu, '');
  return {
    code: 'long-unit-cut',
    message: `A word or table cell of ${end - start} characters at ${start} (${JSON.stringify(specimen)}…) is larger than ${maxTokens} tokens and was cut between graphemes; a search for the whole of it may miss.`,
    messageZh: `位置 ${start} 处有一个长达 ${end - start} 个字符的词或单元格（${JSON.stringify(specimen)}…），超过 ${maxTokens} 个 token，已按字符切分；搜索其完整内容可能找不到。`,
  };
}
