import { type RefObject, useCallback, useEffect, useRef } from 'react';

/**
 * Brings the first mark inside the scroller to the middle of the view, once
 * at the beginning and whenever the returned function is called.
 */
export function useScrollToMark(selector = 'mark'): readonly [RefObject<HTMLElement | null>, () => void] {
  const scroller = useRef<HTMLElement>(null);
  const scroll = useCallback((): void => {
    const box = scroller.current;
    const mark = box?.querySelector(selector);
    if (box === null || mark === null || mark === undefined) return;
    const place = mark.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    // A long mark is shown from its beginning.
    const lead = Math.max(frame.height / 6, (frame.height - place.height) / 2);
    box.scrollTop += place.top - frame.top - lead;
    box.scrollLeft += Math.min(0, place.left - frame.left) + Math.max(0, place.right - frame.right);
  }, [selector]);
  useEffect(scroll, [scroll]);
  return [scroller, scroll];
}
