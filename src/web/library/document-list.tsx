import { useState } from 'react';
import type { DocumentSummary } from '../../contracts/http.ts';
import { apiClient } from '../api-client.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { useLanguage } from '../language.tsx';
import type { SourceTarget } from '../source/source-target.ts';

const shownAtFirst = 100;

export function DocumentList({
  documents,
  onOpen,
  onChanged,
}: {
  readonly documents: readonly DocumentSummary[] | null;
  readonly onOpen: (target: SourceTarget) => void;
  readonly onChanged: () => Promise<void>;
}) {
  const { text } = useLanguage();
  const [shown, setShown] = useState(shownAtFirst);
  const [wanted, setWanted] = useState('');
  const [deleting, setDeleting] = useState<DocumentSummary | null>(null);
  const found = (documents ?? []).filter(({ path }) => path.toLowerCase().includes(wanted.toLowerCase()));
  // Documents that are not whole come first: they must not be scrolled past.
  const sorted = [...found].sort((a, b) => Number(a.status === 'done') - Number(b.status === 'done'));
  return (
    <section aria-labelledby="documents-title" className="rail-section documents">
      <h2 id="documents-title">{text.documents}</h2>
      {documents === null && <p className="quiet">{text.loading}</p>}
      {documents?.length === 0 && <p className="quiet">{text.noDocuments}</p>}
      {documents !== null && documents.length > 12 && (
        <input
          type="search"
          className="find"
          aria-label={text.findDocument}
          placeholder={text.findDocument}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      <ul className="rows">
        {sorted.slice(0, shown).map((document) => (
          <DocumentRow key={document.id} document={document} onOpen={onOpen} onDelete={() => setDeleting(document)} />
        ))}
      </ul>
      {sorted.length > shown && (
        <button type="button" className="quiet-button" onClick={() => setShown(shown + shownAtFirst * 5)}>
          {text.moreRows(sorted.length - shown)}
        </button>
      )}
      {deleting !== null && (
        <ConfirmDialog
          title={text.deleteDocumentTitle(deleting.name)}
          loss={text.deleteDocumentLoss(deleting.chunks)}
          onConfirm={async () => {
            await apiClient.deleteDocument(deleting.id);
            await onChanged();
          }}
          onClose={() => setDeleting(null)}
        />
      )}
    </section>
  );
}

function DocumentRow({
  document,
  onOpen,
  onDelete,
}: {
  readonly document: DocumentSummary;
  readonly onOpen: (target: SourceTarget) => void;
  readonly onDelete: () => void;
}) {
  const { text, language } = useLanguage();
  const reason = language === 'zh' ? document.reasonZh : document.reason;
  // A whole text beside pictures without text is partial for another reason, which is said.
  const percent =
    document.coverage === null || document.coverage >= 1
      ? null
      : `${(Math.floor(document.coverage * 1000) / 10).toFixed(1)} %`;
  const folder = document.path.slice(0, Math.max(0, document.path.lastIndexOf('/')));
  const open = (): void =>
    onOpen({
      document: { id: document.id, name: document.name },
      documentVersion: document.documentVersion,
      locators: [],
      quote: '',
      number: null,
    });
  return (
    <li className={`row document ${document.status}`}>
      <button type="button" className="row-main" onClick={open} disabled={document.status === 'failed'}>
        <span className="row-name" title={document.path}>
          {document.name}
        </span>
        {folder !== '' && <span className="row-folder">{folder}</span>}
        <span className="row-note">
          {document.status === 'done' ? (
            text.passages(document.chunks)
          ) : (
            <>
              <strong className="state-word">
                <span aria-hidden="true">{document.status === 'failed' ? '✕' : '!'} </span>
                {text.fileState[document.status]}
              </strong>
              {document.status === 'partial' && percent !== null && ` · ${text.coverage(percent)}`}
            </>
          )}
        </span>
        {reason !== null && <span className="row-reason">{reason}</span>}
      </button>
      <button
        type="button"
        className="row-delete"
        aria-label={text.deleteDocument(document.name)}
        title={text.deleteDocument(document.name)}
        onClick={onDelete}
      >
        ×
      </button>
    </li>
  );
}
