import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Person } from '../../state/person.ts';
import { useApp } from '../../state/store.ts';

/** Distance from the end in pixels within which the reader counts as being there. */
const endSlack = 32;
/** Distance from either edge at which the next page is read. */
const lookahead = 900;

/**
 * Where the timeline stands. It opens at its end, or at what is new, or at a found item, and stands there while mails
 * grow to their height, until the reader moves it; a last mail longer than the pane is shown from its start. It stays at
 * the end while things arrive, unless the reader has scrolled away; goes there for what we write ourselves; and keeps its place when pages are added or mails grow above (the
 * browser’s own scroll anchoring, which only needs the position not to be exactly 0).
 */
export function useTimelineScroll(person: Person) {
  const { timeline, visit, target } = person;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  /** The newest item when the timeline was opened, while the reader has not touched it since. */
  const opened = useRef<number>(undefined);
  const placedAt = useRef(0);
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

  const place = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const found = target === undefined ? undefined : element.querySelector(`[data-item="${CSS.escape(target)}"]`);
    const unseen = element.querySelector<HTMLElement>('[data-unseen]');
    if (found) found.scrollIntoView({ block: 'center' });
    else {
      element.scrollTop = element.scrollHeight;
      const last = [...element.querySelectorAll<HTMLElement>('[data-item]')].at(-1);
      if (unseen) element.scrollTop = Math.min(element.scrollTop, unseen.offsetTop - 80);
      else if (last && last.offsetHeight > element.clientHeight) element.scrollTop = last.offsetTop - 12;
    }
    placedAt.current = element.scrollTop;
    settle();
  }, [settle, target]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: placed once for each opening
  useLayoutEffect(() => {
    opened.current = newestKey;
    place();
  }, [visit]);

  const newest = timeline.items.at(-1);
  const ours = newest?.direction === 'out' || newest?.kind === 'note';
  useLayoutEffect(() => {
    if (opened.current === newestKey) return;
    opened.current = undefined;
    if (ours) jumpToEnd();
  }, [newestKey, ours, jumpToEnd]);

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return;
    const observer = new ResizeObserver(() => {
      if (opened.current !== undefined) place();
      else if (following.current) box.scrollTop = box.scrollHeight;
      page();
    });
    observer.observe(box);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [page, place]);

  useEffect(() => {
    if (atEnd) setSeenKey(newestKey);
  }, [atEnd, newestKey]);

  const onScroll = useCallback(() => {
    const moved = (scroller.current?.scrollTop ?? 0) - placedAt.current;
    if (Math.abs(moved) > 2) opened.current = undefined;
    settle();
    page();
  }, [settle, page]);

  const below = timeline.items.filter((item) => item.key > seenKey && item.direction === 'in').length;
  return { scroller, content, atEnd, below: seenKey === 0 ? 0 : below, onScroll, jumpToEnd };
}
