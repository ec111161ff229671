import type { ReactNode, RefObject } from 'react';
import { useLanguage } from '../language.tsx';

/** Where the source is scrolled. */
export function ScrollArea({
  kind,
  area,
  onScroll,
  children,
}: {
  readonly kind: 'text-source' | 'section-source' | 'pdf-source';
  readonly area: RefObject<HTMLElement | null>;
  readonly onScroll?: () => void;
  readonly children: ReactNode;
}) {
  const { text } = useLanguage();
  return (
    <section
      className={`source-body ${kind}`}
      ref={area}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: Safari reaches a scroll area by keyboard only like this
      tabIndex={0}
      aria-label={text.source}
      onScroll={onScroll}
    >
      {children}
    </section>
  );
}
