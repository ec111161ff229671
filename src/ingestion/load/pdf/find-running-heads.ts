import { groupRows } from './group-rows.ts';
import type { TextLine } from './text-line.ts';

/** What the search for running heads needs to know of a page. */
export interface PageEdges {
  readonly height: number;
  readonly lines: readonly TextLine[];
}

interface Candidate {
  readonly page: number;
  readonly edge: 'top' | 'bottom';
  readonly y: number;
  readonly text: string;
  readonly numbers: readonly number[];
  readonly parts: readonly TextLine[];
}

/** Share of the page's height, at either end, in which a running head stands. */
const band = 0.13;
/** Lines from either end of the page that may be running heads. */
const outermost = 2;
const tolerance = 5;
const minimumPages = 3;
/** Two occurrences further apart are not the head of the same chapter (left and right pages alternate). */
const widestPageGap = 3;
const pageOf = /^(?:page|第|p\.?)\s*(\d+)\s*(?:of|\/|页?[,，]?\s*共)\s*\d+\s*页?$/iu;

function candidatesOf({ height, lines }: PageEdges, page: number): Candidate[] {
  const found: Candidate[] = [];
  for (const edge of ['top', 'bottom'] as const) {
    const near = lines.filter(({ box }) => (edge === 'top' ? box[1] < band * height : box[3] > (1 - band) * height));
    if (near.length === 0) continue;
    const rows = groupRows(near);
    for (const row of edge === 'top' ? rows.slice(0, outermost) : rows.slice(-outermost)) {
      for (const cell of row.cells) {
        found.push({
          page,
          edge,
          y: row.line.baseline,
          text: cell.text.replace(/\s+/gu, ''),
          numbers: (cell.text.match(/\d+/g) ?? []).map(Number),
          parts: row.parts.filter(({ box }) => box[0] >= cell.box[0] - 0.01 && box[2] <= cell.box[2] + 0.01),
        });
      }
    }
  }
  return found;
}

/** Splits occurrences of one key by their height on the page. */
function byHeight(candidates: readonly Candidate[]): Candidate[][] {
  const clusters: Candidate[][] = [];
  for (const candidate of [...candidates].sort((a, b) => a.y - b.y)) {
    const cluster = clusters.at(-1);
    if (cluster === undefined || candidate.y - cluster[0]!.y > tolerance) clusters.push([candidate]);
    else cluster.push(candidate);
  }
  return clusters.map((cluster) => cluster.sort((a, b) => a.page - b.page));
}

/** Occurrences whose neighbours are near enough in the document. */
function sustained(cluster: readonly Candidate[], pages: number): Candidate[] {
  if (cluster.length >= Math.max(minimumPages, pages / 2)) return [...cluster];
  const kept: Candidate[] = [];
  let chain: Candidate[] = [];
  const close = (): void => {
    if (new Set(chain.map(({ page }) => page)).size >= minimumPages) kept.push(...chain);
    chain = [];
  };
  for (const candidate of cluster) {
    const last = chain.at(-1);
    if (last !== undefined && candidate.page - last.page > widestPageGap) close();
    chain.push(candidate);
  }
  close();
  return kept;
}

/** Whether one of the numbers goes up with the pages: only then is it a page number. */
function countsPages(previous: Candidate, next: Candidate): boolean {
  const step = next.page - previous.page;
  return step > 0 && next.numbers.some((number, index) => number - (previous.numbers[index] ?? Number.NaN) === step);
}

function numbered(cluster: readonly Candidate[]): Candidate[] {
  const kept = new Set<Candidate>();
  for (const [index, candidate] of cluster.entries()) {
    for (const later of cluster.slice(index + 1, index + 4)) {
      if (countsPages(candidate, later)) kept.add(candidate).add(later);
    }
  }
  return cluster.filter((candidate) => kept.has(candidate));
}

function groupBy(candidates: readonly Candidate[], key: (candidate: Candidate) => string): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const name = `${candidate.edge} ${key(candidate)}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [candidate]);
    else group.push(candidate);
  }
  return [...groups.values()];
}

/**
 * Finds running heads, footers and page numbers by what they do: the same text
 * at the same height on several pages near one another, or a number there that
 * counts the pages. A lone number that does neither stays in the text.
 */
export function findRunningHeads(pages: readonly PageEdges[]): Set<TextLine> {
  const candidates = pages.flatMap(candidatesOf);
  const running = new Set<TextLine>();
  const mark = (found: readonly Candidate[]): void => {
    for (const { parts } of found) for (const part of parts) running.add(part);
  };
  for (const group of groupBy(candidates, ({ text }) => text)) {
    // The same bare number on several pages is not a head, and not a page number either.
    if (/^\d*$/.test(group[0]!.text)) continue;
    for (const cluster of byHeight(group)) mark(sustained(cluster, pages.length));
  }
  for (const group of groupBy(
    candidates.filter(({ numbers }) => numbers.length > 0),
    ({ text }) => text.replace(/\d+/g, '#'),
  )) {
    for (const cluster of byHeight(group)) mark(sustained(numbered(cluster), pages.length));
  }
  const labelled = candidates.filter(({ text }) => pageOf.test(text));
  if (pages.length >= 2 && new Set(labelled.map(({ page }) => page)).size === pages.length) mark(labelled);
  return running;
}
