import type { Span } from '../../contracts/span.ts';
import type { ChunkSettings } from './chunk-settings.ts';
import type { ChunkSection } from './chunk-unit.ts';

/**
 * Puts tiny sections together with their siblings (and what stands below
 * these) under the same parent, up to the target. All others stay alone.
 */
export function groupSections(sections: readonly ChunkSection[], settings: ChunkSettings): ChunkSection[][] {
  const groups: ChunkSection[][] = [];
  let tokens = 0;
  for (const section of sections) {
    const group = groups.at(-1);
    const tiny = settings.tinySectionTokens;
    const fits = tokens + section.tokens <= settings.targetTokens && (tokens <= tiny || section.tokens <= tiny);
    if (group !== undefined && fits && isKin(group[0]!, section)) {
      group.push(section);
      tokens += section.tokens;
    } else {
      groups.push([section]);
      tokens = section.tokens;
    }
  }
  return groups;
}

/** Whether `section` stands under the parent of `first`. */
function isKin(first: ChunkSection, section: ChunkSection): boolean {
  return startsWith(section.headings, first.headings.slice(0, -1));
}

/** The headings that all sections of a group share, and where its text begins: with the first heading that is not shared. */
export function frameGroup(group: readonly ChunkSection[]): { headings: readonly Span[]; start: number } {
  const first = group[0]!;
  let shared = first.headings.length;
  for (const { headings } of group) while (!startsWith(headings, first.headings.slice(0, shared))) shared -= 1;
  return { headings: first.headings.slice(0, shared), start: (first.headings[shared] ?? first.units[0]!).start };
}

function startsWith(path: readonly Span[], prefix: readonly Span[]): boolean {
  return prefix.every((span, index) => path[index]?.start === span.start);
}
