import { useCallback, useEffect, useState } from 'react';
import type { DocumentSummary, KnowledgeBaseSummary, ServerInfo } from '../../contracts/http.ts';
import { apiClient } from '../api-client.ts';

export interface Library {
  readonly info: ServerInfo | null;
  readonly knowledgeBases: readonly KnowledgeBaseSummary[] | null;
  readonly chosen: KnowledgeBaseSummary | null;
  readonly documents: readonly DocumentSummary[] | null;
  /** The server does not answer. */
  readonly lost: boolean;
  readonly choose: (id: string) => void;
  /** Reads knowledge bases and documents again. */
  readonly refresh: () => Promise<void>;
}

const storageKey = 'ragstone.knowledge-base';
const watchMs = 8000;
const retryMs = 2000;

/** What the server holds, and whether it is there. */
export function useLibrary(): Library {
  const [info, setInfo] = useState<ServerInfo | null>(null);
  const [knowledgeBases, setKnowledgeBases] = useState<readonly KnowledgeBaseSummary[] | null>(null);
  const [chosenId, setChosenId] = useState<string | null>(() => localStorage.getItem(storageKey));
  const [documents, setDocuments] = useState<{ of: string; list: readonly DocumentSummary[] } | null>(null);
  const [lost, setLost] = useState(false);

  const chosen = knowledgeBases?.find(({ id }) => id === chosenId) ?? knowledgeBases?.[0] ?? null;
  const chosenNow = chosen?.id ?? null;

  const reachable = info !== null && !lost;

  const refresh = useCallback(async (): Promise<void> => {
    setKnowledgeBases(await apiClient.knowledgeBases());
    if (chosenNow !== null) setDocuments({ of: chosenNow, list: await apiClient.documents(chosenNow) });
  }, [chosenNow]);

  useEffect(() => {
    let stopped = false;
    let timer = 0;
    const watch = async (): Promise<void> => {
      const answer = await apiClient.info().catch(() => null);
      if (stopped) return;
      if (answer !== null) setInfo(answer);
      setLost(answer === null);
      timer = window.setTimeout(watch, answer === null ? retryMs : watchMs);
    };
    watch();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, []);

  useEffect(() => {
    // A failure is a server that went away or a knowledge base deleted meanwhile; both show at the next look.
    if (reachable) refresh().catch(() => undefined);
  }, [reachable, refresh]);

  const choose = useCallback((id: string): void => {
    localStorage.setItem(storageKey, id);
    setChosenId(id);
  }, []);

  return {
    info,
    knowledgeBases,
    chosen,
    documents: documents !== null && documents.of === chosenNow ? documents.list : null,
    lost,
    choose,
    refresh,
  };
}
