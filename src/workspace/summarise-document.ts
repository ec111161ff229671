import type { DocumentDetail, DocumentSummary } from '../contracts/http.ts';
import type { CatalogDocument } from '../storage/catalog.ts';

/** A catalog document as faces show it. A living document whose newest try failed is partial, with that reason. */
export function summariseDocument(document: CatalogDocument): DocumentSummary {
  const { current, failedUpdate } = document;
  const status =
    current.state === 'failed' ? 'failed' : failedUpdate === null ? (current.ledger?.status ?? 'done') : 'partial';
  const reason =
    current.state === 'failed'
      ? (current.error?.message ?? null)
      : failedUpdate === null
        ? (current.ledger?.reason ?? null)
        : `the newest version could not be read, the one before still answers: ${failedUpdate.error?.message ?? ''}`;
  return {
    id: document.id,
    name: document.name,
    path: document.place.path,
    status,
    reason,
    format: current.format,
    bytes: current.byteLength,
    coverage: current.ledger?.coverage ?? null,
    chunks: current.ledger?.chunks ?? 0,
    warnings: current.ledger?.warnings ?? [],
    documentVersion: current.id,
    addedAt: current.addedAt,
  };
}

export function detailDocument(document: CatalogDocument): DocumentDetail {
  return { ...summariseDocument(document), origin: document.place, ledger: document.current.ledger };
}
