import { useLanguage } from '../language.tsx';
import { describePlace } from '../source/describe-place.ts';
import type { SourceTarget } from '../source/source-target.ts';

/** Documents with their places, each a button that opens it. */
export function SourceList({
  targets,
  withText,
  onOpen,
}: {
  readonly targets: readonly SourceTarget[];
  readonly withText: boolean;
  readonly onOpen: (target: SourceTarget) => void;
}) {
  const { text } = useLanguage();
  return (
    <ol className={withText ? 'sources passages' : 'sources'}>
      {targets.map((target) => {
        const place = describePlace(target.locators, text) || text.wholeDocument;
        return (
          <li key={`${target.number} ${target.documentVersion} ${target.quote}`}>
            <button
              type="button"
              className="source-row"
              aria-label={
                target.number === null
                  ? text.openPassage(target.document.name, place)
                  : text.openSource(target.number, target.document.name, place)
              }
              onClick={() => onOpen(target)}
            >
              {target.number !== null && <span className="source-number">[{target.number}]</span>}
              <span className="source-name" title={target.document.name}>
                {target.document.name}
              </span>
              <span className="source-place" title={place}>
                {place}
              </span>
              {withText && <span className="passage-text">{target.quote}</span>}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
