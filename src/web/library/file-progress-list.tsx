import { useEffect, useRef } from 'react';
import { useLanguage } from '../language.tsx';
import { type FileProgress, isFinished } from './use-ingestion.ts';

const mostRows = 60;

/** Each file on its way, those that went wrong first. */
export function FileProgressList({
  files,
  maxUploadBytes,
  onClear,
}: {
  readonly files: readonly FileProgress[];
  readonly maxUploadBytes: number;
  readonly onClear: () => void;
}) {
  const { text } = useLanguage();
  const count = useRef<HTMLParagraphElement>(null);
  // New files are seen to arrive, also where the list of documents was scrolled down.
  useEffect(() => {
    if (files.length > 0) count.current?.scrollIntoView({ block: 'nearest' });
  }, [files.length]);
  if (files.length === 0) return null;
  const left = files.filter((file) => !isFinished(file)).length;
  const sorted = [...files].sort((a, b) => urgency(a) - urgency(b));
  return (
    <section aria-labelledby="progress-title" className="rail-section progress">
      <h2 id="progress-title">{left > 0 ? text.progress : text.progressDone}</h2>
      <p ref={count} className="quiet" role="status">
        {text.filesLeft(left, files.length)}
        {left < files.length && (
          <button type="button" className="text-button" onClick={onClear}>
            {text.clearFinished}
          </button>
        )}
      </p>
      <ul className="rows">
        {sorted.slice(0, mostRows).map((file) => (
          <FileRow key={file.key} file={file} maxUploadBytes={maxUploadBytes} />
        ))}
      </ul>
      {sorted.length > mostRows && <p className="quiet">{text.moreRows(sorted.length - mostRows)}</p>}
    </section>
  );
}

function urgency(file: FileProgress): number {
  const outcome = outcomeOf(file);
  if (outcome === 'failed' || outcome === 'partial') return 0;
  if (outcome === 'running' || outcome === 'sending') return 1;
  if (outcome === 'skipped' || outcome === 'cancelled') return 2;
  return isFinished(file) ? 4 : 3;
}

type Outcome =
  | 'waiting'
  | 'sending'
  | 'queued'
  | 'running'
  | 'done'
  | 'unchanged'
  | 'partial'
  | 'failed'
  | 'skipped'
  | 'cancelled';

function outcomeOf({ state, job }: FileProgress): Outcome {
  if (state === 'refused') return 'failed';
  if (job === null) return state === 'waiting' ? 'waiting' : 'sending';
  // A job that was stopped has a result of its own; that it was stopped is all there is to say.
  return job.state === 'cancelled' ? 'cancelled' : (job.result?.status ?? job.state);
}

function FileRow({ file, maxUploadBytes }: { readonly file: FileProgress; readonly maxUploadBytes: number }) {
  const { text } = useLanguage();
  const reason = useReason(file, maxUploadBytes);
  const outcome = outcomeOf(file);
  const stage = file.job?.state === 'running' ? file.job.stage : null;
  return (
    <li className={`row file ${outcome}`}>
      <div className="row-main">
        <span className="row-name" title={file.path}>
          {file.path.slice(file.path.lastIndexOf('/') + 1)}
        </span>
        <span className="row-note">
          <span className="state-word">{text.fileState[outcome]}</span>
          {stage !== null && ` · ${text.stages[stage] ?? stage}`}
        </span>
        {outcome === 'running' && file.job !== null && file.job.total > 0 && (
          <progress aria-label={file.path} max={file.job.total} value={file.job.done} />
        )}
        {outcome === 'sending' && <progress aria-label={file.path} />}
        {reason !== '' && <span className="row-reason">{reason}</span>}
      </div>
    </li>
  );
}

function useReason({ refusal, job }: FileProgress, maxUploadBytes: number): string {
  const { text, language } = useLanguage();
  if (job?.state === 'cancelled') return '';
  if (refusal === null) return (language === 'zh' ? job?.result?.reasonZh : job?.result?.reason) ?? '';
  if (refusal.code === 'page-too-large') return text.tooLarge(Math.floor(maxUploadBytes / 1024 / 1024));
  if (refusal.code === 'unreadable') return text.unreadable;
  return refusal.words(language) || text.serverLost;
}
