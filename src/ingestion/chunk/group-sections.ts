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
  for (const [index, section] of sections.entries()) {
    const group = groups.at(-1);
    const tiny = settings.tinySectionTokens;
    const room = settings.targetTokens - tokens;
    const fits = chapterFits(sections, index, group, room) && (tokens <= tiny || section.tokens <= tiny);
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

/**
 * Whether a section, with all that stands below its heading, fits into the
 * room: the introduction of a chapter is not put to the end of the one before.
 * Below the heading that the group begins with, the section alone counts.
 */
function chapterFits(
  sections: readonly ChunkSection[],
  index: number,
  group: readonly ChunkSection[] | undefined,
  room: number,
): boolean {
  const { headings, tokens } = sections[index]!;
  if (tokens > room) return false;
  if (group === undefined || startsWith(headings, group[0]!.headings)) return true;
  let total = tokens;
  for (let next = index + 1; next < sections.length && total <= room; next += 1) {
    if (headings.length === 0 || !startsWith(sections[next]!.headings, headings)) break;
    total += sections[next]!.tokens;
  }
  return total <= room;
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
