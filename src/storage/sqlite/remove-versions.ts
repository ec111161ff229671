import { sql } from 'kysely';
import type { Queries } from './catalog-row.ts';

/** Deletes versions and tells which of their blobs, and of `alsoBlobs`, nothing refers to any more. */
export async function removeVersions(
  queries: Queries,
  versions: readonly string[],
  alsoBlobs: readonly (string | null)[] = [],
): Promise<{ readonly blobs: readonly string[] }> {
  const given = JSON.stringify(versions);
  const held = await queries
    .selectFrom('document_versions')
    .select(['content_sha256', 'artefact_sha256'])
    .where(sql<boolean>`id in (select value from json_each(${given}))`)
    .execute();
  await queries
    .deleteFrom('document_versions')
    .where(sql<boolean>`id in (select value from json_each(${given}))`)
    .execute();
  const candidates = [...held.flatMap((row) => [row.content_sha256, row.artefact_sha256]), ...alsoBlobs].filter(
    (sha256) => sha256 !== null,
  );
  const referenced = await findReferencedBlobs(queries, candidates);
  return { blobs: [...new Set(candidates)].filter((sha256) => !referenced.has(sha256)) };
}

/** Blobs that some version refers to: of the given ones, or all. */
export async function findReferencedBlobs(
  queries: Queries,
  among: readonly string[] | undefined,
): Promise<ReadonlySet<string>> {
  if (among !== undefined && among.length === 0) return new Set();
  const listed = JSON.stringify(among ?? []);
  const isAsked = (column: 'content_sha256' | 'artefact_sha256') =>
    among === undefined
      ? sql<boolean>`true`
      : sql<boolean>`${sql.ref(column)} in (select value from json_each(${listed}))`;
  const rows = await queries
    .selectFrom('document_versions')
    .select('content_sha256 as sha256')
    .where(isAsked('content_sha256'))
    .union(
      queries
        .selectFrom('document_versions')
        .select('artefact_sha256 as sha256')
        .where('artefact_sha256', 'is not', null)
        .where(isAsked('artefact_sha256'))
        .$castTo<{ sha256: string }>(),
    )
    .execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}
