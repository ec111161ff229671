import type { Span } from '../../contracts/span.ts';
import { estimateTokens } from '../../language/estimate-tokens.ts';
import { splitSentences } from '../../language/split-sentences.ts';
import { trimSpan } from './block-units.ts';
import type { ChunkSettings } from './chunk-settings.ts';
import type { ChunkUnit } from './chunk-unit.ts';

/** A chunk before it has an identity. */
export interface PackedChunk extends Span {
  readonly context: readonly Span[];
}

/** Fills chunks with the units of one section, in order; each but the first may begin with the last sentences of the one before. */
export function packUnits(
  text: string,
  units: readonly ChunkUnit[],
  headings: readonly Span[],
  settings: ChunkSettings,
): PackedChunk[] {
  const groups = groupUnits(text, units, settings);
  return groups.map((group, index) => {
    const first = group[0]!;
    const overlap = index === 0 ? first.start : overlapStart(text, groups[index - 1]!, first, settings);
    const header = overlap === first.start ? (first.header ?? []) : [];
    return { start: overlap, end: group.at(-1)!.end, context: [...headings, ...header] };
  });
}

function groupUnits(text: string, units: readonly ChunkUnit[], settings: ChunkSettings): ChunkUnit[][] {
  const groups: ChunkUnit[][] = [];
  let tokens = 0;
  for (const unit of units) {
    const last = groups.at(-1);
    if (last !== undefined && tokens + unit.tokens <= settings.targetTokens) {
      last.push(unit);
      tokens += unit.tokens;
    } else {
      const leadIn = last === undefined ? [] : takeLeadIn(text, last, unit, settings);
      if (last?.length === 0) groups.pop();
      groups.push([...leadIn, unit]);
      tokens = sum(leadIn) + unit.tokens;
    }
  }
  const tail = groups.at(-1);
  const before = groups.at(-2);
  // A scrap at the end is no passage of its own.
  if (tail !== undefined && before !== undefined && sum(tail) <= settings.tinySectionTokens) {
    if (sum(before) + sum(tail) <= settings.wholeTokens) groups.splice(-2, 2, [...before, ...tail]);
  }
  return groups;
}

/** Takes from the end of a group what introduces the next unit: what stands before code or a table, or ends with a colon. */
function takeLeadIn(
  text: string,
  group: ChunkUnit[],
  next: ChunkUnit,
  { targetTokens, tinySectionTokens, wholeTokens }: ChunkSettings,
): ChunkUnit[] {
  const last = group.at(-1)!;
  const introduces = next.opensExhibit === true || /[:：]\s*$/u.test(text.slice(last.start, last.end).slice(-8));
  if (!last.prose || !introduces) return [];
  if (last.tokens > targetTokens / 2 || last.tokens + next.tokens > wholeTokens) return [];
  // What would be left as a scrap goes along.
  const whole = sum(group) - last.tokens <= tinySectionTokens && sum(group) + next.tokens <= wholeTokens;
  return group.splice(whole ? 0 : group.length - 1);
}

const sum = (units: readonly ChunkUnit[]): number => units.reduce((total, unit) => total + unit.tokens, 0);

/** Where the repeated sentences begin; the beginning of `next` where none are repeated. */
function overlapStart(
  text: string,
  previous: readonly ChunkUnit[],
  next: ChunkUnit,
  { overlapTokens, overlapSentences }: ChunkSettings,
): number {
  const last = previous.at(-1)!;
  if (!last.prose || !(next.prose || next.opensExhibit)) return next.start;
  let first = previous.length - 1;
  while (first > 0 && previous.length - first < overlapSentences && previous[first - 1]!.prose) first -= 1;
  const from = previous[first]!.start;
  const beginning = trimSpan(text, { start: previous[0]!.start, end: last.end }).start;
  const sentences = splitSentences(text.slice(from, last.end));
  let start = next.start;
  let tokens = 0;
  for (let count = 0; count < overlapSentences; count += 1) {
    // The whole of the chunk before is no overlap but a copy.
    const sentence = sentences[sentences.length - 1 - count];
    if (sentence === undefined || from + sentence.start <= beginning) break;
    tokens += estimateTokens(text.slice(from + sentence.start, from + sentence.end));
    if (tokens > overlapTokens) break;
    start = from + sentence.start;
  }
  return start;
}
