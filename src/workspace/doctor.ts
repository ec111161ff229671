import type { BlobStore } from '../storage/blob-store.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { ChunkIndexStore } from '../storage/chunk-index.ts';
import type { Purger } from './purger.ts';
import type { Tables } from './tables.ts';
import type { DoctorProblem, DoctorReport } from './workspace.ts';

interface DoctorPorts {
  readonly catalog: Catalog;
  readonly blobs: BlobStore;
  readonly chunkIndexes: ChunkIndexStore;
  readonly tables: Tables;
  readonly purger: Purger;
  /** Queues a living version to be read again from its original; `false` where the original is gone too. */
  readonly processAgain: (documentVersion: string) => Promise<boolean>;
}

/** One finding and the way to mend it. */
interface Finding extends DoctorProblem {
  /** `false` where not all of it could be mended. */
  readonly repair: () => Promise<boolean>;
}

/**
 * Compares the stores with the catalog, which alone says what is alive: rows
 * and blobs that nobody refers to (what a crash leaves), tables without a
 * knowledge base, and living versions whose rows or blobs are missing.
 */
export async function examine(
  ports: DoctorPorts,
  { repair = false }: { readonly repair?: boolean | undefined } = {},
): Promise<DoctorReport> {
  const findings = [...(await findRows(ports)), ...(await findTables(ports)), ...(await findBlobs(ports))];
  let repaired = repair;
  if (repair) for (const finding of findings) repaired = (await finding.repair()) && repaired;
  return { problems: findings.map(({ repair: _repair, ...problem }) => problem), repaired };
}

async function findRows({ catalog, tables, processAgain }: DoctorPorts): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const knowledgeBase of await catalog.listKnowledgeBases()) {
    const { chunkIndex, writer } = await tables.open(knowledgeBase);
    const [stored, alive] = await Promise.all([
      chunkIndex.documentVersions(),
      catalog.listAliveVersions(knowledgeBase.id),
    ]);
    const dead = [...stored.keys()].filter((version) => !alive.has(version));
    const short = [...alive].filter(([version, { chunks }]) => (stored.get(version) ?? 0) !== chunks);
    if (dead.length > 0) {
      findings.push({
        kind: 'dead-rows',
        count: dead.length,
        message: `${dead.length} dead document versions still have rows in the index of "${knowledgeBase.name}" (they never answer)`,
        messageZh: `知识库“${knowledgeBase.name}”的索引里还有 ${dead.length} 个失效版本的条目（不会参与回答）`,
        repair: async () => {
          await writer.deleteDocumentVersions(dead);
          return true;
        },
      });
    }
    if (short.length > 0) {
      findings.push({
        kind: 'missing-rows',
        count: short.length,
        message: `${short.length} documents of "${knowledgeBase.name}" have not all their rows in the index; a repair reads them again from their originals`,
        messageZh: `知识库“${knowledgeBase.name}”有 ${short.length} 个文档的索引条目不完整；修复时会从原件重新读取`,
        repair: () =>
          allOf(
            short.map(([version]) => version),
            processAgain,
          ),
      });
    }
  }
  return findings;
}

async function findTables({ catalog, chunkIndexes }: DoctorPorts): Promise<readonly Finding[]> {
  const known = new Set(
    (await catalog.listKnowledgeBases()).map(({ id, servedIndexVersion }) => `${id}\n${servedIndexVersion}`),
  );
  const lost = (await chunkIndexes.list()).filter(
    ({ knowledgeBaseId, indexVersion }) => !known.has(`${knowledgeBaseId}\n${indexVersion}`),
  );
  if (lost.length === 0) return [];
  return [
    {
      kind: 'lost-tables',
      count: lost.length,
      message: `${lost.length} index tables belong to no knowledge base`,
      messageZh: `${lost.length} 个索引表不属于任何知识库`,
      repair: async () => {
        for (const name of lost) await chunkIndexes.drop(name);
        return true;
      },
    },
  ];
}

async function findBlobs({ catalog, blobs, purger, processAgain }: DoctorPorts): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  // Stored blobs first: one that is added in between is then not taken for lost.
  const stored = new Set<string>();
  for await (const { sha256 } of blobs.list()) stored.add(sha256);
  const held = await purger.held();
  const referenced = await catalog.referencedBlobs();
  const lost = [...stored].filter((sha256) => !referenced.has(sha256) && !held.has(sha256));
  const missing: string[] = [];
  for (const sha256 of referenced) if (!stored.has(sha256) && !(await blobs.has(sha256))) missing.push(sha256);
  if (lost.length > 0) {
    findings.push({
      kind: 'lost-blobs',
      count: lost.length,
      message: `${lost.length} stored files are referred to by nothing`,
      messageZh: `${lost.length} 个已存文件没有任何引用`,
      repair: async () => {
        await purger.deleteBlobs(lost);
        return true;
      },
    });
  }
  if (missing.length > 0) {
    findings.push({
      kind: 'missing-blobs',
      count: missing.length,
      message: `${missing.length} stored originals or artefacts are missing; a repair makes what can be made from the originals, the other documents must be deleted and added again`,
      messageZh: `缺少 ${missing.length} 个已存的原件或解析结果；修复时会用原件重新生成，缺少原件的文档请删除后重新添加`,
      repair: async () => allOf(await versionsWithout(catalog, new Set(missing)), processAgain),
    });
  }
  return findings;
}

/** Living versions whose original or artefact is among the missing blobs. */
async function versionsWithout(catalog: Catalog, missing: ReadonlySet<string>): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { id } of await catalog.listKnowledgeBases()) {
    for (const version of (await catalog.listAliveVersions(id)).keys()) {
      const { contentSha256, artefactSha256 } = (await catalog.findVersion(version)) ?? {};
      if ([contentSha256, artefactSha256].some((blob) => blob != null && missing.has(blob))) found.push(version);
    }
  }
  return found;
}

async function allOf(items: readonly string[], work: (item: string) => Promise<boolean>): Promise<boolean> {
  let all = true;
  for (const item of items) all = (await work(item)) && all;
  return all;
}
