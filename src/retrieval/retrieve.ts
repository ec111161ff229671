import type { QueryTerm } from '../contracts/grounded-prompt.ts';
import type { ScoredPassage } from '../contracts/scored-passage.ts';
import { analyseQuery } from '../language/analyse-query.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { ChunkFilter, ChunkIndex } from '../storage/chunk-index.ts';
import { searchKeywords } from './search-keywords.ts';
import { selectPassages } from './select-passages.ts';
import { weighTerms } from './weigh-terms.ts';

export interface RetrievalRequest {
  readonly knowledgeBaseId: string;
  readonly query: string;
  /** How many passages are wanted. */
  readonly k: number;
  readonly filter?: ChunkFilter | undefined;
}

export interface RetrievalParts {
  /** The table that the catalog serves for this knowledge base. */
  readonly chunkIndex: ChunkIndex;
  readonly catalog: Pick<Catalog, 'aliveVersions'>;
  readonly signal?: AbortSignal | undefined;
}

export interface Retrieved {
  /** Best first, at most `k`, none of a dead document version. */
  readonly passages: readonly ScoredPassage[];
  /** What was looked for and what each term is worth here. */
  readonly terms: readonly QueryTerm[];
}

/** Rows of replaced and deleted versions may stand among the best until they are removed; a few more make a second search rare. */
const spareCandidates = 10;

/**
 * search → select. A stage of search gives a list of candidates; where there
 * are several lists, fusion and reranking make one of them before selection.
 * Errors are those of the ports.
 */
export async function retrieve(
  { knowledgeBaseId, query, k, filter }: RetrievalRequest,
  { chunkIndex, catalog, signal }: RetrievalParts,
): Promise<Retrieved> {
  const terms = analyseQuery(query);
  if (terms.length === 0) return { passages: [], terms: [] };
  const names = terms.map(({ term }) => term);
  const wanted = new Set(names);

  const findPassages = async (): Promise<readonly ScoredPassage[]> => {
    for (let limit = k + spareCandidates; ; limit *= 2) {
      const candidates = await searchKeywords({ terms, limit, filter }, { chunkIndex, signal });
      const passages = await selectPassages(
        { candidates, k, knowledgeBaseId, terms: wanted },
        { chunkIndex, catalog, signal },
      );
      if (passages.length >= k || candidates.length < limit) return passages;
    }
  };

  const [passages, statistics] = await Promise.all([findPassages(), chunkIndex.termStatistics(names, { signal })]);
  return { passages, terms: weighTerms(terms, statistics) };
}
