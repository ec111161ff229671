import { useEffect, useRef, useState } from 'react';
import { ApiError } from './api-error.ts';
import { useLanguage } from './language.tsx';

/** Asks before something is lost; stays open with the reason where it failed. */
export function ConfirmDialog({
  title,
  loss,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly loss: string;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const { text, language } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);

  const confirm = async (): Promise<void> => {
    setWorking(true);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailure(error instanceof ApiError ? error.words(language) || text.serverLost : text.pageFault);
      setWorking(false);
    }
  };

  return (
    <dialog ref={dialog} className="confirm" onClose={onClose} aria-labelledby="confirm-title">
      <h2 id="confirm-title">{title}</h2>
      <p>{loss}</p>
      {failure !== null && (
        <p role="alert" className="failure">
          {failure}
        </p>
      )}
      <div className="confirm-actions">
        <button type="button" onClick={onClose}>
          {text.cancel}
        </button>
        <button type="button" className="danger" disabled={working} onClick={confirm}>
          {text.deleteForGood}
        </button>
      </div>
    </dialog>
  );
}
