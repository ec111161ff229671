import type { DocumentDetail, DocumentSummary } from '../contracts/http.ts';
import type { CatalogDocument } from '../storage/catalog.ts';

/** A catalog document as faces show it. A living document whose newest try failed is partial, with that reason. */
export function summariseDocument(document: CatalogDocument): DocumentSummary {
  const { current, failedUpdate } = document;
  const status =
    current.state === 'failed' ? 'failed' : failedUpdate === null ? (current.ledger?.status ?? 'done') : 'partial';
  return {
    id: document.id,
    name: document.name,
    path: document.place.path,
    status,
    ...reasonOf(document),
    format: current.format,
    bytes: current.byteLength,
    coverage: current.ledger?.coverage ?? null,
    chunks: current.ledger?.chunks ?? 0,
    warnings: current.ledger?.warnings ?? [],
    documentVersion: current.id,
    addedAt: current.addedAt,
  };
}

function reasonOf({ current, failedUpdate }: CatalogDocument): Pick<DocumentSummary, 'reason' | 'reasonZh'> {
  if (current.state === 'failed') {
    return { reason: current.error?.message ?? null, reasonZh: current.error?.messageZh ?? null };
  }
  if (failedUpdate === null) {
    return { reason: current.ledger?.reason ?? null, reasonZh: current.ledger?.reasonZh ?? null };
  }
  const { message = '', messageZh = '' } = failedUpdate.error ?? {};
  return {
    reason: `the newest version could not be read, the one before still answers: ${message}`,
    reasonZh: `最新版本无法读取，仍以上一版本回答：${messageZh}`,
  };
}

export function detailDocument(document: CatalogDocument): DocumentDetail {
  return { ...summariseDocument(document), origin: document.place, ledger: document.current.ledger };
}
