import { useEffect, useRef, useState } from 'react';
import type { DocumentView, ViewElement } from '../../contracts/http.ts';
import { apiClient } from '../api-client.ts';
import { ApiError } from '../api-error.ts';
import { useLanguage } from '../language.tsx';
import { describePlace } from './describe-place.ts';
import { PdfSource } from './pdf-source.tsx';
import { SectionSource } from './section-source.tsx';
import type { SourceTarget } from './source-target.ts';
import { TextSource } from './text-source.tsx';

type Loaded = { readonly view: DocumentView } | { readonly failure: ApiError } | null;

/** The cited document at the cited place, beside the answer. */
export function SourceViewer({ target, onClose }: { readonly target: SourceTarget; readonly onClose: () => void }) {
  const { text } = useLanguage();
  const [attempt, setAttempt] = useState(0);
  const loaded = useDocumentView(target, attempt);
  const heading = useRef<HTMLHeadingElement>(null);
  // A new place is announced and reachable by keyboard at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each target takes the focus once
  useEffect(() => heading.current?.focus({ preventScroll: true }), [target]);
  const place = describePlace(target.locators, text);
  return (
    <aside
      className="source-viewer"
      aria-labelledby="source-title"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className="source-head">
        <div className="source-titles">
          <h2 id="source-title" ref={heading} tabIndex={-1} title={target.document.name}>
            {target.number !== null && <span className="source-number">[{target.number}] </span>}
            {target.document.name}
          </h2>
          {place !== '' && (
            <p className="place" title={place}>
              {place}
            </p>
          )}
        </div>
        <button
          type="button"
          className="close"
          aria-label={text.closeSource}
          title={text.closeSource}
          onClick={onClose}
        >
          ×
        </button>
      </header>
      {target.quote !== '' && <blockquote className="quote">{target.quote}</blockquote>}
      {loaded !== null && 'view' in loaded && !loaded.view.current && <p className="notice">{text.sourceChanged}</p>}
      <SourceBody target={target} loaded={loaded} onRetry={() => setAttempt(attempt + 1)} />
    </aside>
  );
}

function SourceBody({
  target,
  loaded,
  onRetry,
}: {
  readonly target: SourceTarget;
  readonly loaded: Loaded;
  readonly onRetry: () => void;
}) {
  const { text, language } = useLanguage();
  if (loaded === null) return <p className="working source-message">{text.loading}</p>;
  if ('failure' in loaded) {
    const gone = loaded.failure.status === 404 || loaded.failure.status === 410;
    return (
      <div role="alert" className="source-message">
        <p>{gone ? text.sourceDeleted : `${text.failedToLoad} ${loaded.failure.words(language) || text.serverLost}`}</p>
        {!gone && (
          <button type="button" onClick={onRetry}>
            {text.retry}
          </button>
        )}
      </div>
    );
  }
  const { view } = loaded;
  const key = `${target.documentVersion} ${JSON.stringify(target.locators)}`;
  if (view.pages !== null)
    return (
      <PdfSource
        key={target.documentVersion}
        url={apiClient.originalUrl(target.document.id, target.documentVersion)}
        pages={view.pages}
        locators={target.locators}
      />
    );
  if (view.text !== null) return <TextSource key={key} text={view.text} locators={target.locators} />;
  if (view.view !== null) return <SectionSource key={key} root={view.view as ViewElement} locators={target.locators} />;
  return <p className="source-message">{text.noPlace}</p>;
}

function useDocumentView({ document, documentVersion }: SourceTarget, attempt: number): Loaded {
  const [loaded, setLoaded] = useState<{ key: string; value: Loaded }>({ key: '', value: null });
  const key = `${document.id} ${documentVersion} ${attempt}`;
  useEffect(() => {
    const controller = new AbortController();
    apiClient
      .view(document.id, documentVersion, controller.signal)
      .then((view) => setLoaded({ key, value: { view } }))
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        const failure = error instanceof ApiError ? error : new ApiError({ code: 'page', status: 0 });
        setLoaded({ key, value: { failure } });
      });
    return () => controller.abort();
  }, [document.id, documentVersion, key]);
  return loaded.key === key ? loaded.value : null;
}
