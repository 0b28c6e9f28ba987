import { type RefObject, useCallback, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** Places in a list, `end` exclusive. */
export type Span = { start: number; end: number };

/** Rows to draw of a list of rows of one height: what is in sight and `ahead` of it on both sides, in steps of half of that. */
export function spanOf(scroll: { top: number; height: number }, rowHeight: number, count: number, ahead: number): Span {
  const step = Math.max(1, ahead >> 1);
  const first = Math.floor(scroll.top / rowHeight / step) * step;
  const last = Math.ceil((scroll.top + scroll.height) / rowHeight / step) * step;
  return { start: Math.max(0, Math.min(first, count) - ahead), end: Math.min(count, last + ahead) };
}

/**
 * Which rows are to be drawn. Nothing in it grows with the list: a hundred thousand rows cost what a hundred do. They are
 * drawn in the same frame as the scrolling that brings them in sight.
 */
export function useRowsInSight(scroller: RefObject<HTMLElement | null>, rowHeight: number, count: number, ahead: number) {
  const [scroll, setScroll] = useState({ top: 0, height: 0 });
  const span = spanOf(scroll, rowHeight, count, ahead);
  const seen = useRef(scroll);

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const next = { top: element.scrollTop, height: element.clientHeight };
    seen.current = next;
    setScroll((before) => {
      const [old, now] = [before, next].map((each) => spanOf(each, rowHeight, Number.MAX_SAFE_INTEGER, ahead));
      return old?.start === now?.start && old?.end === now?.end ? before : next;
    });
  }, [scroller, rowHeight, ahead]);

  /** To be the `ref` of what scrolls; keeps `scroller`. */
  const attach = useCallback(
    (element: HTMLElement | null) => {
      scroller.current = element;
      if (!element) return;
      look();
      const sizes = new ResizeObserver(look);
      sizes.observe(element);
      return () => sizes.disconnect();
    },
    [scroller, look],
  );

  /** Scrolls as little as brings a row in sight. One that is in sight is not asked about, which would lay the page out once more. */
  const bringInSight = (index: number): void => {
    const { top, height } = seen.current;
    const place = index * rowHeight;
    if (!scroller.current || (place >= top && place + rowHeight <= top + height)) return;
    scroller.current.scrollTop = place < top ? place : place + rowHeight - height;
  };

  return { ...span, attach, bringInSight, onScroll: () => flushSync(look) };
}
