import { useMemo } from 'react';
import type { Locator, ViewElement } from '../../contracts/http.ts';
import { useLanguage } from '../language.tsx';
import { joinRanges, type MarkRange } from './marked-text.tsx';
import { renderView } from './render-view.tsx';
import { ScrollArea } from './scroll-area.tsx';
import { useScrollToMark } from './use-scroll-to-mark.ts';

/** A web page or a Word document: the tree that the server stamped, never its own markup. */
export function SectionSource({
  root,
  locators,
}: {
  readonly root: ViewElement;
  readonly locators: readonly Locator[];
}) {
  const { text } = useLanguage();
  const ranges = useMemo(() => sectionRanges(root, locators), [root, locators]);
  const content = useMemo(() => renderView(root, ranges, text.image), [root, ranges, text.image]);
  const [scroller, scrollToMark] = useScrollToMark();
  return (
    <>
      {locators.length > 0 && (
        <div className="source-tools">
          {ranges.length > 0 ? (
            <button type="button" onClick={scrollToMark}>
              {text.showQuote}
            </button>
          ) : (
            <p>{text.noHighlight}</p>
          )}
        </div>
      )}
      <ScrollArea kind="section-source" area={scroller}>
        {content}
      </ScrollArea>
    </>
  );
}

/** Places as offsets in the text of the whole tree. */
function sectionRanges(root: ViewElement, locators: readonly Locator[]): MarkRange[] {
  const starts = elementStarts(root);
  return joinRanges(
    locators.flatMap((locator) => {
      if (locator.kind !== 'section') return [];
      const from = starts.get(locator.element);
      const to = starts.get(locator.endElement);
      return from === undefined || to === undefined ? [] : [{ start: from + locator.start, end: to + locator.end }];
    }),
  );
}

function elementStarts(root: ViewElement): ReadonlyMap<number, number> {
  const starts = new Map<number, number>();
  let position = 0;
  const visit = ({ element, children }: ViewElement): void => {
    if (element !== undefined && !starts.has(element)) starts.set(element, position);
    for (const child of children) {
      if (typeof child === 'string') position += child.length;
      else visit(child);
    }
  };
  visit(root);
  return starts;
}
