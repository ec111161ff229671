import type { PDFDocumentProxy } from 'pdfjs-dist';
import { memo, useEffect, useRef, useState } from 'react';
import type { Box } from '../../contracts/http.ts';
import { useLanguage } from '../language.tsx';

/** Widest side of a canvas that every browser draws. */
const mostPixels = 8192;

export const PdfPage = memo(function PdfPage({
  pdf,
  number,
  size,
  boxes,
}: {
  readonly pdf: PDFDocumentProxy | null;
  readonly number: number;
  /** Points, as shown. */
  readonly size: { readonly width: number; readonly height: number };
  readonly boxes: readonly Box[];
}) {
  const { text } = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { near, width } = useNearness(frame);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (pdf === null || !near || width === 0) return;
    let stopped = false;
    let cancel = (): void => {};
    const draw = async (): Promise<void> => {
      const page = await pdf.getPage(number);
      const target = canvas.current;
      if (stopped || target === null) return;
      const natural = page.getViewport({ scale: 1 });
      const ratio = Math.min(
        window.devicePixelRatio || 1,
        mostPixels / Math.max(width, (width * natural.height) / natural.width),
      );
      const viewport = page.getViewport({ scale: (width * ratio) / natural.width });
      target.width = Math.round(viewport.width);
      target.height = Math.round(viewport.height);
      const task = page.render({ canvas: target, viewport });
      cancel = () => task.cancel();
      await task.promise;
      if (!stopped) target.dataset.drawn = 'true';
    };
    draw().catch(() => {
      if (!stopped) setFailed(true);
    });
    return () => {
      stopped = true;
      cancel();
    };
  }, [pdf, near, width, number]);

  return (
    <div
      ref={frame}
      className={boxes.length > 0 ? 'pdf-page cited-page' : 'pdf-page'}
      data-page={number}
      style={{ aspectRatio: `${size.width} / ${size.height}` }}
    >
      {near && <canvas ref={canvas} role="img" aria-label={text.page(number)} />}
      {failed && <p className="page-failure">{text.pageFailed(number)}</p>}
      {boxes.map(([x0, y0, x1, y1]) => (
        <div
          key={`${x0} ${y0} ${x1} ${y1}`}
          className="pdf-box"
          style={{
            left: `${(x0 / size.width) * 100}%`,
            top: `${(y0 / size.height) * 100}%`,
            width: `${((x1 - x0) / size.width) * 100}%`,
            height: `${((y1 - y0) / size.height) * 100}%`,
          }}
        />
      ))}
    </div>
  );
});

/** Whether the page is within a screen of the view, and its width in CSS pixels. */
function useNearness(frame: React.RefObject<HTMLDivElement | null>): {
  readonly near: boolean;
  readonly width: number;
} {
  const [near, setNear] = useState(false);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const nearness = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting === true), {
      root: element.parentElement,
      rootMargin: '80% 0px',
    });
    nearness.observe(element);
    const resize = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    resize.observe(element);
    return () => {
      nearness.disconnect();
      resize.disconnect();
    };
  }, [frame]);
  return { near, width };
}
