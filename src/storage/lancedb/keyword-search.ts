import type { Table } from '@lancedb/lancedb';
import type { ChunkHit, IndexedChunk, WeightedTerm } from '../chunk-index.ts';
import { fetchedColumns, fromRow } from './chunk-row.ts';
import { isOneOf } from './filter-expression.ts';
import type { LanceDb } from './load-lancedb.ts';

/** Terms of one query; one that counts several times as much stands there several times. */
interface Group {
  readonly weight: number;
  readonly terms: readonly string[];
}
interface Candidate {
  readonly documentVersion: string;
  /** Unweighted score per group; absent where the group's list was cut off before this row, or does not hold it. */
  readonly scores: Map<Group, number>;
  readonly row?: IndexedChunk | undefined;
}

/** Hits up to which their rows come along. */
const maxRowsAlong = 64;

/**
 * BM25 summed over weighted terms. A term that stands `n` times in a query
 * counts `n` times, and hardly slows it down, so weights with a common unit
 * (1, 0.4, 0.25, 0.1: the unit is 0.05) are one query. LanceDB's own way, a
 * BooleanQuery over boosted parts, takes two to three times as long and
 * ignores the boosts for rows that are not in the search index yet (measured
 * with 0.37.1).
 *
 * Weights without a common unit, and 0, are queries of their own, added up
 * here; where such a list was cut off, the candidates that it may miss are
 * asked for by id, so every returned score is complete.
 */
export async function searchKeywords(
  lance: LanceDb,
  table: Table,
  {
    terms,
    limit,
    where,
    withRows = false,
  }: {
    readonly terms: readonly WeightedTerm[];
    readonly limit: number;
    readonly where: string | null;
    readonly withRows?: boolean | undefined;
  },
): Promise<readonly ChunkHit[]> {
  const groups = groupByWeight(terms);
  if (groups.length === 0 || limit <= 0) return [];
  const depth = groups.length === 1 ? limit : Math.max(4 * limit, 200);
  // Rows of a long list would mostly be read in vain.
  const alongWithRows = withRows && groups.length === 1 && limit <= maxRowsAlong;
  const lists = await Promise.all(
    groups.map((group) => match(lance, table, { group, limit: depth, where, withRows: alongWithRows })),
  );
  const candidates = new Map<string, Candidate>();
  for (const [index, group] of groups.entries()) collect(candidates, group, lists[index] ?? []);
  if (groups.length > 1) await complete(lance, table, { groups, lists, candidates, limit, depth });
  return [...candidates]
    .map(([chunkId, { documentVersion, scores, row }]) => ({
      chunkId,
      documentVersion,
      score: total(scores),
      ...(row === undefined ? {} : { row }),
    }))
    .sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1))
    .slice(0, limit);
}

function groupByWeight(terms: readonly WeightedTerm[]): readonly Group[] {
  const weights = new Map<string, number>();
  for (const { term, weight } of terms) {
    // White space would make it several terms; no indexed term holds any.
    if (term !== '' && !/\s/.test(term)) weights.set(term, (weights.get(term) ?? 0) + weight);
  }
  const unit = commonUnit([...new Set(weights.values())].filter((weight) => weight > 0));
  const groups = new Map<number, string[]>();
  for (const [term, weight] of weights) {
    const isInUnits = unit !== null && weight > 0;
    const key = isInUnits ? unit : weight;
    const repeated = Array<string>(isInUnits ? Math.round(weight / unit) : 1).fill(term);
    groups.set(key, [...(groups.get(key) ?? []), ...repeated]);
  }
  return [...groups].map(([weight, members]) => ({ weight, terms: members }));
}

/** The largest unit of which all weights are whole multiples, 40 at most; `null` where there is none. */
function commonUnit(weights: readonly number[]): number | null {
  if (weights.length === 0) return null;
  const largest = Math.max(...weights);
  for (let parts = 1; parts <= 40; parts += 1) {
    const unit = largest / parts;
    const isUnit = weights.every((weight) => Math.abs(weight / unit - Math.round(weight / unit)) < 1e-6);
    if (isUnit) return unit;
  }
  return null;
}

async function match(
  lance: LanceDb,
  table: Table,
  {
    group,
    limit,
    where,
    withRows = false,
  }: {
    readonly group: Group;
    readonly limit: number;
    readonly where: string | null;
    readonly withRows?: boolean;
  },
): Promise<readonly ChunkHit[]> {
  let query = table.query().fullTextSearch(new lance.MatchQuery(group.terms.join(' '), 'terms'), {
    columns: ['terms'],
  });
  if (where !== null) query = query.where(where);
  // Without `_score` in the list LanceDB writes a warning to stderr per query.
  const columns = [
    'id',
    'document_version',
    '_score',
    ...(withRows ? fetchedColumns.filter((name) => name !== 'id') : []),
  ];
  const found = await query.select(columns).limit(limit).toArrow();
  const value = (name: string, row: number): unknown => found.getChild(name)?.get(row);
  return Array.from({ length: found.numRows }, (_, row) => {
    const id = String(value('id', row));
    return {
      chunkId: id,
      documentVersion: String(value('document_version', row)),
      score: Number(value('_score', row)),
      ...(withRows
        ? { row: fromRow({ id, stored: String(value('stored', row)), terms: String(value('terms', row)) }) }
        : {}),
    };
  });
}

function collect(candidates: Map<string, Candidate>, group: Group, hits: readonly ChunkHit[]): void {
  for (const { chunkId, documentVersion, score, row } of hits) {
    let candidate = candidates.get(chunkId);
    if (candidate === undefined) {
      candidate = { documentVersion, scores: new Map(), row };
      candidates.set(chunkId, candidate);
    }
    candidate.scores.set(group, score);
  }
}

async function complete(
  lance: LanceDb,
  table: Table,
  found: {
    readonly groups: readonly Group[];
    readonly lists: readonly (readonly ChunkHit[])[];
    readonly candidates: Map<string, Candidate>;
    readonly limit: number;
    readonly depth: number;
  },
): Promise<void> {
  const { groups, lists, candidates, limit, depth } = found;
  /** What a row below the end of a cut list can still have. */
  const ceilings = new Map(
    groups.flatMap((group, index) => {
      const list = lists[index] ?? [];
      return list.length < depth || group.weight === 0 ? [] : [[group, list.at(-1)?.score ?? 0] as const];
    }),
  );
  if (ceilings.size === 0) return;
  const lowest = [...candidates.values()].map(({ scores }) => total(scores)).sort((a, b) => b - a)[limit - 1] ?? 0;
  const hopeful = [...candidates].filter(([, { scores }]) => {
    let best = total(scores);
    for (const [group, ceiling] of ceilings) if (!scores.has(group)) best += group.weight * ceiling;
    return best >= lowest;
  });
  await Promise.all(
    [...ceilings.keys()].map(async (group) => {
      const ids = hopeful.filter(([, { scores }]) => !scores.has(group)).map(([id]) => id);
      if (ids.length === 0) return;
      collect(candidates, group, await match(lance, table, { group, limit: ids.length, where: isOneOf('id', ids) }));
    }),
  );
}

function total(scores: ReadonlyMap<Group, number>): number {
  let sum = 0;
  for (const [{ weight }, score] of scores) sum += weight * score;
  return sum;
}
