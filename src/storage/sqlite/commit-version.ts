import { RagstoneError } from '../../contracts/error.ts';
import type { Catalog, DocumentVersion, Unreferenced } from '../catalog.ts';
import { fromVersion, type Queries } from './catalog-row.ts';
import { removeVersions } from './remove-versions.ts';

type Commit = Parameters<Catalog['commitVersion']>[0];

/**
 * The one step that changes what answers: see `Catalog.commitVersion`. Of the
 * replaced versions the latest is kept with its blobs, so that an answer given
 * a moment ago still opens; older ones go.
 */
export async function commitVersion(queries: Queries, commit: Commit): Promise<Unreferenced> {
  await checkCommit(queries, commit);
  const { documentId, version } = commit;
  const stored = await queries.selectFrom('documents').selectAll().where('id', '=', documentId).executeTakeFirst();
  const before = await queries
    .selectFrom('document_versions')
    .select(['id', 'state', 'content_sha256', 'artefact_sha256'])
    .where('document_id', '=', documentId)
    .execute();
  const alive = before.find(({ state }) => state === 'alive')?.id ?? null;
  const isFailedUpdate = version.state === 'failed' && alive !== null;
  // The same bytes by the same processing have succeeded before: nothing is newer than that.
  if (isFailedUpdate && version.id === alive) return { blobs: [], documentVersions: [] };

  await writeDocument(queries, commit, {
    currentVersionId: isFailedUpdate ? alive : version.id,
    failedUpdateId: isFailedUpdate ? version.id : null,
    exists: stored !== undefined,
  });
  await writeVersion(queries, version);
  const replaced = version.state === 'alive' && alive !== version.id ? alive : null;
  if (replaced !== null) {
    await queries.updateTable('document_versions').set({ state: 'replaced' }).where('id', '=', replaced).execute();
  }
  const outdated = before.filter(({ id, state }) => {
    if (id === version.id || id === alive) return false;
    return state === 'failed' || replaced !== null;
  });
  const formerBlobs = before.flatMap(({ id, content_sha256, artefact_sha256 }) =>
    id === version.id ? [content_sha256, artefact_sha256] : [],
  );
  const { blobs } = await removeVersions(
    queries,
    outdated.map(({ id }) => id),
    formerBlobs,
  );
  return { blobs, documentVersions: replaced === null ? [] : [replaced] };
}

async function checkCommit(
  queries: Queries,
  { knowledgeBaseId, documentId, name, place, version }: Commit,
): Promise<void> {
  if (version.documentId !== documentId || version.state === 'replaced') {
    throw new RagstoneError('invalid-input', {
      en: `Version ${version.id} cannot be committed to document ${documentId}: it must be alive or failed, and its own.`,
      zh: `版本 ${version.id} 不能提交到文档 ${documentId}：它必须是有效或失败状态，且属于该文档。`,
    });
  }
  const knowledgeBase = await queries
    .selectFrom('knowledge_bases')
    .select('id')
    .where('id', '=', knowledgeBaseId)
    .executeTakeFirst();
  if (knowledgeBase === undefined) {
    throw new RagstoneError('not-found', {
      en: `"${name}" cannot be stored: its knowledge base is gone. Create it again, then add the document.`,
      zh: `无法保存“${name}”：所属知识库已不存在。请重新创建知识库后再添加文档。`,
      details: { knowledgeBaseId },
    });
  }
  const occupant = await queries
    .selectFrom('documents')
    .select('id')
    .where('knowledge_base_id', '=', knowledgeBaseId)
    .where('place_kind', '=', place.kind)
    .where('place_path', '=', place.path)
    .where('id', '!=', documentId)
    .executeTakeFirst();
  if (occupant !== undefined) {
    throw new RagstoneError('already-exists', {
      en: `Another document stands at "${place.path}" already. Delete it first, or add this one under another name.`,
      zh: `“${place.path}”处已有另一个文档。请先删除它，或换一个名称添加。`,
      details: { documentId: occupant.id },
    });
  }
}

async function writeDocument(
  queries: Queries,
  { knowledgeBaseId, documentId, name, place, version }: Commit,
  {
    currentVersionId,
    failedUpdateId,
    exists,
  }: { readonly currentVersionId: string; readonly failedUpdateId: string | null; readonly exists: boolean },
): Promise<void> {
  const changed = {
    name,
    place_kind: place.kind,
    place_path: place.path,
    current_version_id: currentVersionId,
    failed_update_id: failedUpdateId,
    updated_at: version.addedAt,
  };
  if (exists) {
    await queries
      .updateTable('documents')
      .set(changed)
      .where('id', '=', documentId)
      .where('knowledge_base_id', '=', knowledgeBaseId)
      .execute();
    return;
  }
  await queries
    .insertInto('documents')
    .values({ id: documentId, knowledge_base_id: knowledgeBaseId, created_at: version.addedAt, ...changed })
    .execute();
}

async function writeVersion(queries: Queries, version: DocumentVersion): Promise<void> {
  const { id, ...changed } = fromVersion(version);
  await queries
    .insertInto('document_versions')
    .values({ id, ...changed })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
    .execute();
}
