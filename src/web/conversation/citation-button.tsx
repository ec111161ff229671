import { useLanguage } from '../language.tsx';
import { describePlace } from '../source/describe-place.ts';
import type { SourceTarget } from '../source/source-target.ts';

export function CitationButton({
  target,
  open,
  onOpen,
}: {
  readonly target: SourceTarget;
  readonly open: boolean;
  readonly onOpen: (target: SourceTarget) => void;
}) {
  const { text } = useLanguage();
  const place = describePlace(target.locators, text) || text.wholeDocument;
  const label = text.openSource(target.number ?? 0, target.document.name, place);
  return (
    <button
      type="button"
      className={open ? 'citation open' : 'citation'}
      aria-label={label}
      title={`${target.document.name} · ${place}`}
      onClick={() => onOpen(target)}
    >
      [{target.number}]
    </button>
  );
}
