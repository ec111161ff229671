import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import type { Box, DocumentView, Locator } from '../../contracts/http.ts';
import { useLanguage } from '../language.tsx';
import { openPdf } from './open-pdf.ts';
import { PdfPage } from './pdf-page.tsx';
import { ScrollArea } from './scroll-area.tsx';
import { useScrollToMark } from './use-scroll-to-mark.ts';

/** All pages below each other, drawn as they come near; the cited boxes lie over their glyphs. */
export function PdfSource({
  url,
  pages,
  locators,
}: {
  readonly url: string;
  readonly pages: NonNullable<DocumentView['pages']>;
  readonly locators: readonly Locator[];
}) {
  const { text } = useLanguage();
  const { pdf, failed } = usePdf(url);
  const [scroller, scrollToMark] = useScrollToMark('.pdf-box');
  const boxes = boxesByPage(locators);
  const [current, setCurrent] = useState(() => [...boxes.keys()][0] ?? 1);
  const placeKey = JSON.stringify(locators);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place in the same document is scrolled to
  useEffect(scrollToMark, [placeKey]);

  const followScroll = (): void => {
    const box = scroller.current;
    if (box === null) return;
    const middle = box.getBoundingClientRect().top + box.clientHeight / 2;
    const shown = [...box.querySelectorAll<HTMLElement>('[data-page]')].find(
      (page) => page.getBoundingClientRect().bottom >= middle,
    );
    if (shown !== undefined) setCurrent(Number(shown.dataset.page));
  };
  const goTo = (page: number): void => {
    const box = scroller.current;
    const target = box?.querySelector(`[data-page="${page}"]`);
    if (box === null || target === null || target === undefined) return;
    box.scrollTop += target.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
    setCurrent(page);
  };
  return (
    <>
      <div className="source-tools">
        <button type="button" aria-label={text.previousPage} disabled={current <= 1} onClick={() => goTo(current - 1)}>
          ‹
        </button>
        <span>{text.pageOf(current, pages.length)}</span>
        <button
          type="button"
          aria-label={text.nextPage}
          disabled={current >= pages.length}
          onClick={() => goTo(current + 1)}
        >
          ›
        </button>
        {boxes.size > 0 && (
          <button type="button" onClick={scrollToMark}>
            {text.showQuote}
          </button>
        )}
      </div>
      {failed && (
        <p role="alert" className="failure">
          {text.failedToLoad}
        </p>
      )}
      <ScrollArea kind="pdf-source" area={scroller} onScroll={followScroll}>
        {pages.map((size, index) => (
          <PdfPage
            // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
            key={index}
            pdf={pdf}
            number={index + 1}
            size={size}
            boxes={boxes.get(index + 1) ?? noBoxes}
          />
        ))}
      </ScrollArea>
    </>
  );
}

const noBoxes: readonly Box[] = [];

function boxesByPage(locators: readonly Locator[]): ReadonlyMap<number, readonly Box[]> {
  const boxes = new Map<number, Box[]>();
  for (const locator of locators)
    if (locator.kind === 'pdf') boxes.set(locator.page, [...(boxes.get(locator.page) ?? []), ...locator.boxes]);
  return new Map([...boxes].sort(([a], [b]) => a - b));
}

function usePdf(url: string): { readonly pdf: PDFDocumentProxy | null; readonly failed: boolean } {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [failed, setFailed] = useState(false);
  const closing = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    let stopped = false;
    const task = openPdf(url);
    task
      .then((loading) => loading.promise)
      .then((opened) => {
        if (!stopped) setPdf(opened);
      })
      .catch(() => {
        if (!stopped) setFailed(true);
      });
    return () => {
      stopped = true;
      setPdf(null);
      // Closing what failed to open fails too, and leaves nothing behind.
      closing.current = task.then((loading) => loading.destroy()).catch(() => undefined);
    };
  }, [url]);
  return { pdf, failed };
}
