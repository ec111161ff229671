/** A passage that a system found, under the id of the judged document that it belongs to. */
export interface FoundPassage {
  readonly documentId: string;
  /** Higher is better. */
  readonly score: number;
}

/**
 * Ranks documents by their best passage. Equal scores stand in descending
 * order of the id, as trec_eval sorts them, so that the run file gives the
 * same figures there.
 */
export function rankDocuments(passages: readonly FoundPassage[]): FoundPassage[] {
  const best = new Map<string, number>();
  for (const { documentId, score } of passages) {
    if (score > (best.get(documentId) ?? Number.NEGATIVE_INFINITY)) best.set(documentId, score);
  }
  return Array.from(best, ([documentId, score]) => ({ documentId, score })).sort(
    (one, other) =>
      other.score - one.score || (one.documentId < other.documentId ? 1 : one.documentId > other.documentId ? -1 : 0),
  );
}
