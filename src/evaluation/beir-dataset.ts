/** A judged collection in the layout of BEIR (Thakur et al. 2021), of one split. */
export interface BeirDataset {
  readonly documents: readonly BeirDocument[];
  /** The queries that the split judges, in the order of `queries.jsonl`. */
  readonly queries: readonly BeirQuery[];
  /** Query id → document id → relevance; above 0 is relevant. */
  readonly judgements: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Judged documents that the corpus does not hold: no system can find them, and they count as missed. */
  readonly judgedButMissing: number;
}

export interface BeirDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface BeirQuery {
  readonly id: string;
  readonly text: string;
}
