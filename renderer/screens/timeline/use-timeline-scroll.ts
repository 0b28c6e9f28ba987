import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Person } from '../../state/person.ts';
import { useApp } from '../../state/store.ts';

/** Distance from the end in pixels within which the reader counts as being there. */
const endSlack = 32;
/** Distance from either edge at which the next page is read. */
const lookahead = 900;

/**
 * Where the timeline stands. It opens at its end, or at what is new, or at a found item; stays at the end while things
 * arrive, unless the reader has scrolled away; and keeps its place when pages are added or mails grow above (the
 * browser’s own scroll anchoring, which only needs the position not to be exactly 0).
 */
export function useTimelineScroll(person: Person) {
  const { timeline, visit, target } = person;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [atEnd, setAtEnd] = useState(true);
  const [seenKey, setSeenKey] = useState(0);
  const loadOlder = useApp((state) => state.loadOlder);
  const loadNewer = useApp((state) => state.loadNewer);
  const newestKey = timeline.items.at(-1)?.key ?? 0;

  const settle = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const rest = element.scrollHeight - element.scrollTop - element.clientHeight;
    following.current = rest <= endSlack && !useApp.getState().person?.timeline.newer;
    setAtEnd(following.current);
  }, []);

  const jumpToEnd = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    settle();
  }, [settle]);

  const page = useCallback(() => {
    const element = scroller.current;
    const held = useApp.getState().person?.timeline;
    if (!element || !held) return;
    if (held.older && element.scrollTop < lookahead) {
      if (element.scrollTop === 0) element.scrollTop = 1;
      void loadOlder();
    } else if (held.newer && element.scrollHeight - element.scrollTop - element.clientHeight < lookahead) void loadNewer();
  }, [loadOlder, loadNewer]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: placed once for each opening
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const found = target === undefined ? undefined : element.querySelector(`[data-item="${CSS.escape(target)}"]`);
    const unseen = element.querySelector<HTMLElement>('[data-unseen]');
    if (found) found.scrollIntoView({ block: 'center' });
    else {
      element.scrollTop = element.scrollHeight;
      if (unseen) element.scrollTop = Math.min(element.scrollTop, unseen.offsetTop - 80);
    }
    settle();
  }, [visit]);

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return;
    const observer = new ResizeObserver(() => {
      if (following.current) box.scrollTop = box.scrollHeight;
      page();
    });
    observer.observe(box);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [page]);

  useEffect(() => {
    if (atEnd) setSeenKey(newestKey);
  }, [atEnd, newestKey]);

  const onScroll = useCallback(() => {
    settle();
    page();
  }, [settle, page]);

  const below = timeline.items.filter((item) => item.key > seenKey && item.direction === 'in').length;
  return { scroller, content, atEnd, below: seenKey === 0 ? 0 : below, onScroll, jumpToEnd };
}
