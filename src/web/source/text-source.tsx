import { useMemo, useState } from 'react';
import type { Locator } from '../../contracts/http.ts';
import { useLanguage } from '../language.tsx';
import { joinRanges, markText } from './marked-text.tsx';
import { ScrollArea } from './scroll-area.tsx';
import { rowAt, splitRows } from './split-rows.ts';
import { useScrollToMark } from './use-scroll-to-mark.ts';

const rowsAround = 120;
const rowsMore = 400;

/** The decoded original: a window of its lines around the quote, so that megabytes of text open at once. */
export function TextSource({
  text: content,
  locators,
}: {
  readonly text: string;
  readonly locators: readonly Locator[];
}) {
  const { text } = useLanguage();
  const rows = useMemo(() => splitRows(content), [content]);
  const ranges = useMemo(() => joinRanges(locators.filter((locator) => locator.kind === 'text')), [locators]);
  const [first, setFirst] = useState(() => Math.max(0, rowAt(rows, ranges[0]?.start ?? 0) - rowsAround));
  const [last, setLast] = useState(() =>
    Math.min(rows.length, rowAt(rows, ranges[0]?.end ?? 0) + rowsAround + (ranges.length === 0 ? rowsMore : 0)),
  );
  const [scroller, scrollToMark] = useScrollToMark();

  const showEarlier = (): void => {
    const box = scroller.current;
    const before = box?.scrollHeight ?? 0;
    setFirst(Math.max(0, first - rowsMore));
    requestAnimationFrame(() => {
      // What was in view stays in view.
      if (box !== null) box.scrollTop += box.scrollHeight - before;
    });
  };
  return (
    <>
      {ranges.length > 0 && (
        <div className="source-tools">
          <button type="button" onClick={scrollToMark}>
            {text.showQuote}
          </button>
        </div>
      )}
      <ScrollArea kind="text-source" area={scroller}>
        {first > 0 && (
          <button type="button" className="more" onClick={showEarlier}>
            {text.earlierLines}
          </button>
        )}
        <ol className="lines">
          {rows.slice(first, last).map((row) => (
            <li key={row.start + (row.line ?? 0)} data-line={row.line ?? ''}>
              <span>{markText(content.slice(row.start, row.end), row.start, ranges)}</span>
            </li>
          ))}
        </ol>
        {last < rows.length && (
          <button type="button" className="more" onClick={() => setLast(Math.min(rows.length, last + rowsMore))}>
            {text.laterLines}
          </button>
        )}
      </ScrollArea>
    </>
  );
}
