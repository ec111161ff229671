import type { Chunk } from '../contracts/chunk.ts';
import type { ScoredPassage } from '../contracts/scored-passage.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { CallOptions, ChunkIndex } from '../storage/chunk-index.ts';
import type { Candidate } from './candidate.ts';

/** Two chunks of one version that share more of the shorter one than this say the same. */
const largestOverlap = 0.8;

/**
 * The best `k` candidates whose document version is alive now, with their
 * rows: the catalog decides, whatever the index still holds. A chunk that lies
 * almost wholly within a better one is passed over. Fewer than `k` come back
 * where the candidates give no more; whoever calls may search deeper then.
 */
export async function selectPassages(
  {
    candidates,
    k,
    knowledgeBaseId,
    terms,
  }: {
    readonly candidates: readonly Candidate[];
    readonly k: number;
    readonly knowledgeBaseId: string;
    readonly terms: ReadonlySet<string>;
  },
  {
    chunkIndex,
    catalog,
    signal,
  }: CallOptions & { readonly chunkIndex: ChunkIndex; readonly catalog: Pick<Catalog, 'aliveVersions'> },
): Promise<readonly ScoredPassage[]> {
  const versions = [...new Set(candidates.map(({ documentVersion }) => documentVersion))];
  const alive = await catalog.aliveVersions(knowledgeBaseId, versions, { signal });
  const living = candidates.filter(({ documentVersion }) => alive.has(documentVersion));
  const passages: ScoredPassage[] = [];
  for (let from = 0; from < living.length && passages.length < k; ) {
    // As many rows as are missing: rows are large, and mostly none is passed over.
    const batch = living.slice(from, from + k - passages.length);
    from += batch.length;
    const missing = batch.filter(({ row }) => row === undefined).map(({ chunkId }) => chunkId);
    const fetched = missing.length === 0 ? [] : await chunkIndex.fetch(missing, { signal });
    const rowOf = new Map([...batch.flatMap(({ row }) => row ?? []), ...fetched].map((row) => [row.chunk.id, row]));
    for (const { chunkId, documentVersion, scores } of batch) {
      const row = rowOf.get(chunkId);
      if (row === undefined || passages.some(({ chunk }) => saysTheSame(chunk, row.chunk))) continue;
      passages.push({
        chunk: row.chunk,
        documentName: alive.get(documentVersion)!.name,
        rank: passages.length + 1,
        scores,
        matchedTerms: [...new Set(row.terms.filter((term) => terms.has(term)))],
      });
    }
  }
  return passages;
}

function saysTheSame(one: Chunk, other: Chunk): boolean {
  if (one.documentVersion !== other.documentVersion) return false;
  const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
  return shared > largestOverlap * Math.min(one.end - one.start, other.end - other.start);
}
