import { sql } from 'kysely';
import { RagstoneError } from '../../contracts/error.ts';
import type { Catalog } from '../catalog.ts';
import { sqliteFailure } from '../sqlite-driver.ts';
import { throwIfCancelled } from '../throw-if-cancelled.ts';
import { type Queries, toKnowledgeBase, toVersion, withVersions } from './catalog-row.ts';
import { commitVersion } from './commit-version.ts';
import type { SqliteDatabase } from './open-database.ts';
import { findReferencedBlobs, removeVersions } from './remove-versions.ts';

/** The catalog in SQLite. `close` leaves the database open: whoever opened it closes it. */
export function createSqliteCatalog({ database }: { readonly database: SqliteDatabase }): Catalog {
  const { read, write } = database;
  return {
    ...knowledgeBaseCalls(database),
    ...aliveCalls(database),
    findDocument: (id, options) =>
      read('find document', options?.signal, async (queries) => {
        const rows = await queries.selectFrom('documents').selectAll().where('id', '=', id).execute();
        return (await withVersions(queries, rows))[0] ?? null;
      }),
    findDocumentByPlace: (knowledgeBaseId, place, options) =>
      read('find document by place', options?.signal, async (queries) => {
        const rows = await queries
          .selectFrom('documents')
          .selectAll()
          .where('knowledge_base_id', '=', knowledgeBaseId)
          .where('place_kind', '=', place.kind)
          .where('place_path', '=', place.path)
          .execute();
        return (await withVersions(queries, rows))[0] ?? null;
      }),
    listDocuments: (knowledgeBaseId, options) =>
      read('list documents', options?.signal, async (queries) => {
        const rows = await queries
          .selectFrom('documents')
          .selectAll()
          .where('knowledge_base_id', '=', knowledgeBaseId)
          .orderBy('name')
          .orderBy('id')
          .execute();
        return withVersions(queries, rows);
      }),
    findVersion: (id, options) =>
      read('find version', options?.signal, async (queries) => {
        const row = await queries.selectFrom('document_versions').selectAll().where('id', '=', id).executeTakeFirst();
        return row === undefined ? null : toVersion(row);
      }),
    commitVersion: (commit, options) =>
      write('commit version', options?.signal, (transaction) => commitVersion(transaction, commit)),
    deleteDocument: (id, options) =>
      write('delete document', options?.signal, (transaction) => removeDocuments(transaction, 'id', id)),
    referencedBlobs: (among, options) =>
      read('list blobs', options?.signal, (queries) => findReferencedBlobs(queries, among)),
    close: async () => {},
  };
}

function knowledgeBaseCalls({
  read,
  write,
}: SqliteDatabase): Pick<
  Catalog,
  'createKnowledgeBase' | 'listKnowledgeBases' | 'findKnowledgeBase' | 'deleteKnowledgeBase'
> {
  return {
    createKnowledgeBase: (knowledgeBase, options) =>
      write('create knowledge base', options?.signal, async (transaction) => {
        const { id, name, createdAt, servedIndexVersion } = knowledgeBase;
        const result = await transaction
          .insertInto('knowledge_bases')
          .values({ id, name, created_at: createdAt, served_index_version: servedIndexVersion })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (result.numInsertedOrUpdatedRows === 0n) throw knowledgeBaseExists(name);
        return knowledgeBase;
      }),
    listKnowledgeBases: (options) =>
      read('list knowledge bases', options?.signal, async (queries) => {
        const rows = await queries
          .selectFrom('knowledge_bases as base')
          .leftJoin('documents as document', 'document.knowledge_base_id', 'base.id')
          .leftJoin('document_versions as version', (join) =>
            join
              .onRef('version.id', '=', 'document.current_version_id')
              .on('version.state', '=', 'alive')
              .onRef('version.index_version', '=', 'base.served_index_version'),
          )
          .selectAll('base')
          .select(({ fn }) => [
            fn.count<number>('document.id').as('documents'),
            fn.coalesce(fn.sum<number>('version.chunks'), sql<number>`0`).as('chunks'),
          ])
          .groupBy('base.id')
          .orderBy('base.name')
          .execute();
        return rows.map((row) => ({ ...toKnowledgeBase(row), documents: row.documents, chunks: row.chunks }));
      }),
    findKnowledgeBase: (nameOrId, options) =>
      read('find knowledge base', options?.signal, async (queries) => {
        const rows = await queries
          .selectFrom('knowledge_bases')
          .selectAll()
          .where((where) => where.or([where('id', '=', nameOrId), where('name', '=', nameOrId)]))
          .execute();
        // An id wins over a base that somebody named like it.
        const found = rows.find(({ id }) => id === nameOrId) ?? rows[0];
        return found === undefined ? null : toKnowledgeBase(found);
      }),
    deleteKnowledgeBase: (id, options) =>
      write('delete knowledge base', options?.signal, async (transaction) => {
        const unreferenced = await removeDocuments(transaction, 'knowledge_base_id', id);
        await transaction.deleteFrom('knowledge_bases').where('id', '=', id).execute();
        return unreferenced;
      }),
  };
}

/** On the path of every search: statements prepared once, no query builder. */
function aliveCalls({ reader }: SqliteDatabase): Pick<Catalog, 'aliveVersions' | 'listAliveVersions'> {
  const isAlive = `document.knowledge_base_id = ? AND version.state = 'alive' AND version.index_version = base.served_index_version`;
  const joined = `documents AS document ON document.current_version_id = version.id
    JOIN knowledge_bases AS base ON base.id = document.knowledge_base_id`;
  const aliveOf = reader.prepare(
    `SELECT version.id AS id, document.id AS documentId, document.name AS name
    FROM json_each(?) AS asked CROSS JOIN document_versions AS version ON version.id = asked.value
    CROSS JOIN ${joined} WHERE ${isAlive}`,
  );
  const allAlive = reader.prepare(
    `SELECT version.id AS id, version.chunks AS chunks FROM document_versions AS version JOIN ${joined} WHERE ${isAlive}`,
  );
  const run = <Row>(what: string, signal: AbortSignal | undefined, query: () => unknown[]): readonly Row[] => {
    throwIfCancelled(signal);
    try {
      return query() as Row[];
    } catch (error) {
      throw sqliteFailure(what, error);
    }
  };
  return {
    async aliveVersions(knowledgeBaseId, documentVersions, options) {
      const asked = JSON.stringify([...new Set(documentVersions)]);
      const rows = run<{ id: string; documentId: string; name: string }>('find alive versions', options?.signal, () =>
        aliveOf.all(asked, knowledgeBaseId),
      );
      return new Map(rows.map(({ id, documentId, name }) => [id, { documentId, name }]));
    },
    async listAliveVersions(knowledgeBaseId, options) {
      const rows = run<{ id: string; chunks: number }>('list alive versions', options?.signal, () =>
        allAlive.all(knowledgeBaseId),
      );
      return new Map(rows.map(({ id, chunks }) => [id, { chunks }]));
    },
  };
}

async function removeDocuments(queries: Queries, column: 'id' | 'knowledge_base_id', value: string) {
  const versions = await queries
    .selectFrom('document_versions as version')
    .innerJoin('documents as document', 'document.id', 'version.document_id')
    .select(['version.id as id', 'version.state as state'])
    .where(`document.${column}`, '=', value)
    .execute();
  const { blobs } = await removeVersions(
    queries,
    versions.map(({ id }) => id),
  );
  await queries.deleteFrom('documents').where(column, '=', value).execute();
  return { blobs, documentVersions: versions.filter(({ state }) => state !== 'failed').map(({ id }) => id) };
}

function knowledgeBaseExists(name: string): RagstoneError {
  return new RagstoneError('already-exists', {
    en: `A knowledge base "${name}" is there already. Use it, or choose another name.`,
    zh: `知识库“${name}”已存在。请直接使用，或换一个名称。`,
  });
}
