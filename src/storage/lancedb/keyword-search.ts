import type { Table } from '@lancedb/lancedb';
import type { ChunkHit, WeightedTerm } from '../chunk-index.ts';
import { isOneOf } from './filter-expression.ts';
import type { LanceDb } from './load-lancedb.ts';

interface Group {
  readonly weight: number;
  readonly terms: readonly string[];
}
interface Candidate {
  readonly documentVersion: string;
  /** Unweighted score per group; absent where the group's list was cut off before this row, or does not hold it. */
  readonly scores: Map<Group, number>;
}

/**
 * BM25 summed over weighted terms. One query per distinct weight, all at once,
 * added up here: three times as fast as LanceDB's BooleanQuery over boosted
 * parts, and right also for rows that are not in the search index yet, for
 * which LanceDB ignores boosts (both measured with 0.37.1).
 *
 * Where a group's list was cut off, the candidates that it may miss are asked
 * for by id, so every returned score is complete.
 */
export async function searchKeywords(
  lance: LanceDb,
  table: Table,
  {
    terms,
    limit,
    where,
  }: { readonly terms: readonly WeightedTerm[]; readonly limit: number; readonly where: string | null },
): Promise<readonly ChunkHit[]> {
  const groups = groupByWeight(terms);
  if (groups.length === 0 || limit <= 0) return [];
  const depth = groups.length === 1 ? limit : Math.max(4 * limit, 200);
  const lists = await Promise.all(groups.map((group) => match(lance, table, { group, limit: depth, where })));
  const candidates = new Map<string, Candidate>();
  for (const [index, group] of groups.entries()) collect(candidates, group, lists[index] ?? []);
  if (groups.length > 1) await complete(lance, table, { groups, lists, candidates, limit, depth });
  return [...candidates]
    .map(([chunkId, { documentVersion, scores }]) => ({ chunkId, documentVersion, score: total(scores) }))
    .sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1))
    .slice(0, limit);
}

function groupByWeight(terms: readonly WeightedTerm[]): readonly Group[] {
  const weights = new Map<string, number>();
  for (const { term, weight } of terms) {
    // White space would make it several terms; no indexed term holds any.
    if (term !== '' && !/\s/.test(term)) weights.set(term, (weights.get(term) ?? 0) + weight);
  }
  const groups = new Map<number, string[]>();
  for (const [term, weight] of weights) {
    const group = groups.get(weight);
    if (group === undefined) groups.set(weight, [term]);
    else group.push(term);
  }
  return [...groups].map(([weight, members]) => ({ weight, terms: members }));
}

async function match(
  lance: LanceDb,
  table: Table,
  { group, limit, where }: { readonly group: Group; readonly limit: number; readonly where: string | null },
): Promise<readonly ChunkHit[]> {
  let query = table.query().fullTextSearch(new lance.MatchQuery(group.terms.join(' '), 'terms'), {
    columns: ['terms'],
  });
  if (where !== null) query = query.where(where);
  // Without `_score` in the list LanceDB writes a warning to stderr per query.
  const found = await query.select(['id', 'document_version', '_score']).limit(limit).toArrow();
  const [ids, versions, scores] = ['id', 'document_version', '_score'].map((column) => found.getChild(column));
  return Array.from({ length: found.numRows }, (_, row) => ({
    chunkId: String(ids?.get(row)),
    documentVersion: String(versions?.get(row)),
    score: Number(scores?.get(row)),
  }));
}

function collect(candidates: Map<string, Candidate>, group: Group, hits: readonly ChunkHit[]): void {
  for (const { chunkId, documentVersion, score } of hits) {
    let candidate = candidates.get(chunkId);
    if (candidate === undefined) {
      candidate = { documentVersion, scores: new Map() };
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
