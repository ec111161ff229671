import { type FormEvent, useState } from 'react';
import type { KnowledgeBaseSummary } from '../../contracts/http.ts';
import { apiClient } from '../api-client.ts';
import { ApiError } from '../api-error.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { useLanguage } from '../language.tsx';

export function KnowledgeBaseList({
  knowledgeBases,
  chosen,
  onChoose,
  onChanged,
}: {
  readonly knowledgeBases: readonly KnowledgeBaseSummary[] | null;
  readonly chosen: KnowledgeBaseSummary | null;
  readonly onChoose: (id: string) => void;
  readonly onChanged: () => Promise<void>;
}) {
  const { text } = useLanguage();
  const [deleting, setDeleting] = useState<KnowledgeBaseSummary | null>(null);
  return (
    <section aria-labelledby="knowledge-bases-title" className="rail-section">
      <h2 id="knowledge-bases-title">{text.knowledgeBases}</h2>
      {knowledgeBases === null && <p className="quiet">{text.loading}</p>}
      <ul className="rows">
        {knowledgeBases?.map((base) => (
          <li key={base.id} className={base.id === chosen?.id ? 'row chosen' : 'row'}>
            <button
              type="button"
              className="row-main"
              aria-current={base.id === chosen?.id}
              onClick={() => onChoose(base.id)}
            >
              <span className="row-name" title={base.name}>
                {base.name}
              </span>
              <span className="row-note">{text.documentCount(base.documents)}</span>
            </button>
            <button
              type="button"
              className="row-delete"
              aria-label={text.deleteKnowledgeBase(base.name)}
              title={text.deleteKnowledgeBase(base.name)}
              onClick={() => setDeleting(base)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <NewKnowledgeBase
        onCreated={async (id) => {
          onChoose(id);
          await onChanged();
        }}
      />
      {deleting !== null && (
        <ConfirmDialog
          title={text.deleteKnowledgeBaseTitle(deleting.name)}
          loss={text.deleteKnowledgeBaseLoss(deleting.documents, deleting.chunks)}
          onConfirm={async () => {
            await apiClient.deleteKnowledgeBase(deleting.id);
            await onChanged();
          }}
          onClose={() => setDeleting(null)}
        />
      )}
    </section>
  );
}

function NewKnowledgeBase({ onCreated }: { readonly onCreated: (id: string) => Promise<void> }) {
  const { text, language } = useLanguage();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  if (!open)
    return (
      <button type="button" className="quiet-button" onClick={() => setOpen(true)}>
        + {text.newKnowledgeBase}
      </button>
    );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      const base = await apiClient.createKnowledgeBase(name.trim());
      setOpen(false);
      setName('');
      setFailure(null);
      await onCreated(base.id);
    } catch (error) {
      setFailure(error instanceof ApiError ? error.words(language) || text.serverLost : text.pageFault);
    }
  };
  return (
    <form
      className="new-base"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false);
      }}
    >
      <label>
        <span className="visually-hidden">{text.knowledgeBaseName}</span>
        <input
          // The field was asked for by the button that it replaces.
          ref={(input) => input?.focus()}
          value={name}
          maxLength={100}
          required
          placeholder={text.knowledgeBaseName}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <button type="submit" className="primary" disabled={name.trim() === ''}>
        {text.create}
      </button>
      {failure !== null && (
        <p role="alert" className="failure">
          {failure}
        </p>
      )}
    </form>
  );
}
