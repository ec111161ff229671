import { useCallback, useEffect, useRef, useState } from 'react';
import { apiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { ConversationPane } from './conversation/conversation-pane.tsx';
import { useQuestions } from './conversation/use-questions.ts';
import { useLanguage } from './language.tsx';
import type { ChosenFile } from './library/collect-files.ts';
import { LibraryRail } from './library/library-rail.tsx';
import { useIngestion } from './library/use-ingestion.ts';
import { useLibrary } from './library/use-library.ts';
import { usePageDrop } from './library/use-page-drop.ts';
import { PageHeader } from './page-header.tsx';
import type { SourceTarget } from './source/source-target.ts';
import { SourceViewer } from './source/source-viewer.tsx';

export function App() {
  const { text, language } = useLanguage();
  const library = useLibrary();
  const questions = useQuestions();
  const [opened, setOpened] = useState<SourceTarget | null>(null);
  const [railOpen, setRailOpen] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const opener = useRef<Element | null>(null);
  const { refresh, choose, chosen } = library;
  const maxUploadBytes = library.info?.maxUploadBytes ?? Number.MAX_SAFE_INTEGER;
  const reload = useCallback((): void => {
    // The connection's own watch says that the server is gone, and reloads once it is back.
    refresh().catch(() => undefined);
  }, [refresh]);
  const ingestion = useIngestion({ knowledgeBase: chosen?.id ?? null, maxUploadBytes, onFinished: reload });

  const addToNew = (files: readonly ChosenFile[]): void => {
    apiClient
      .createKnowledgeBase(text.defaultKnowledgeBase)
      .then((base) => {
        choose(base.id);
        ingestion.add(base.id, files);
        reload();
      })
      .catch((error: unknown) =>
        setNotice((error instanceof ApiError ? error.words(language) : '') || text.serverLost),
      );
  };
  const addFiles = (files: readonly ChosenFile[]): void => {
    setNotice(files.length === 0 ? text.nothingDropped : null);
    if (files.length === 0) return;
    if (chosen !== null) ingestion.add(chosen.id, files);
    else addToNew(files);
  };
  const dropping = usePageDrop(addFiles);
  const open = (target: SourceTarget): void => {
    opener.current = document.activeElement;
    setOpened(target);
    setRailOpen(false);
  };
  useEffect(() => {
    // Back to where the source was opened from; only now, as a narrow screen hides it until the source is gone.
    if (opened === null && opener.current instanceof HTMLElement) opener.current.focus();
  }, [opened]);
  return (
    <div className={`page${opened === null ? '' : ' with-source'}${railOpen ? ' with-rail' : ''}`}>
      <a className="skip" href="#question">
        {text.skipToQuestion}
      </a>
      <PageHeader railOpen={railOpen} onToggleRail={() => setRailOpen(!railOpen)} />
      {library.lost && (
        <p role="alert" className="lost">
          <strong>{text.serverLost}</strong> {text.serverLostHint}
        </p>
      )}
      {notice !== null && (
        <p role="alert" className="lost">
          {notice}
        </p>
      )}
      <div className="columns">
        <LibraryRail library={library} ingestion={ingestion} onFiles={addFiles} onOpen={open} />
        <ConversationPane library={library} ingestion={ingestion} questions={questions} opened={opened} onOpen={open} />
        {opened !== null && <SourceViewer target={opened} onClose={() => setOpened(null)} />}
      </div>
      {dropping && (
        <div className="drop-cover">
          <p>{text.dropHere(chosen?.name ?? text.defaultKnowledgeBase)}</p>
        </div>
      )}
    </div>
  );
}
