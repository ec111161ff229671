import { useRef } from 'react';
import { useLanguage } from '../language.tsx';
import { type ChosenFile, filesOfInput } from './collect-files.ts';

export function AddFiles({
  formats,
  onFiles,
}: {
  readonly formats: readonly string[];
  readonly onFiles: (files: ChosenFile[]) => void;
}) {
  const { text } = useLanguage();
  const fileInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement): void => {
    if (input.files !== null && input.files.length > 0) onFiles(filesOfInput(input.files));
    input.value = '';
  };
  return (
    <div className="add-files">
      <input
        ref={fileInput}
        type="file"
        multiple
        hidden
        aria-label={text.addFiles}
        data-testid="file-input"
        onChange={(event) => take(event.target)}
      />
      <input
        ref={(input) => {
          folderInput.current = input;
          input?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        aria-label={text.addFolder}
        onChange={(event) => take(event.target)}
      />
      <div className="add-buttons">
        <button type="button" className="primary" onClick={() => fileInput.current?.click()}>
          {text.addFiles}
        </button>
        <button type="button" onClick={() => folderInput.current?.click()}>
          {text.addFolder}
        </button>
      </div>
      <p className="quiet">
        {text.dropHint}
        {formats.length > 0 && <span className="formats"> · {formats.join(' ')}</span>}
      </p>
    </div>
  );
}
