import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Person } from '../../state/person.ts';
import { useApp } from '../../state/store.ts';
import { openingPlace } from './opening-place.ts';
import { movedUp, type Stand, standOf } from './stand.ts';

/** Distance from the end in pixels within which the reader counts as being there. */
const endSlack = 32;
/** Distance from either edge at which the next page is read. */
const lookahead = 900;
/** How much of the last item must be in sight for it to count as seen. */
const seenPart = 80;
/** While mails take their height after opening, the place is taken anew; no longer than this, and not once a hand moves it. */
const placingMs = 2000;

/**
 * Where the timeline stands. It opens at what is new, at a found item, or at the last thing said; stays at the end while
 * things arrive, unless the reader has scrolled away; and keeps its place when pages are added or mails grow above (the
 * browser’s own scroll anchoring, which only needs the position not to be exactly 0).
 */
export function useTimelineScroll(person: Person) {
  const { timeline, visit, target, toEnd, readUpTo } = person;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const placingUntil = useRef(0);
  const placedAt = useRef(0);
  const stood = useRef<Stand>({ top: 0, room: 0, tall: 0 });
  const [atEnd, setAtEnd] = useState(true);
  const [lastSeen, setLastSeen] = useState(false);
  const [seen, setSeen] = useState({ id: '', key: 0 });
  const loadOlder = useApp((state) => state.loadOlder);
  const loadNewer = useApp((state) => state.loadNewer);
  const newestKey = timeline.items.at(-1)?.key ?? 0;

  const settle = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    const live = !useApp.getState().person?.timeline.newer;
    const bottom = box.scrollTop + box.clientHeight;
    following.current = live && box.scrollHeight - bottom <= endSlack;
    stood.current = standOf(box);
    setAtEnd(following.current);
    const last = [...box.querySelectorAll<HTMLElement>('[data-item]')].at(-1);
    setLastSeen(live && (following.current || (last !== undefined && last.offsetTop + seenPart <= bottom)));
  }, []);

  const jumpToEnd = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    box.scrollTop = box.scrollHeight;
    settle();
  }, [settle]);

  const page = useCallback(() => {
    const box = scroller.current;
    const held = useApp.getState().person?.timeline;
    if (!box || !held) return;
    if (held.older && box.scrollTop < lookahead) {
      if (box.scrollTop === 0) box.scrollTop = 1;
      void loadOlder();
    } else if (held.newer && box.scrollHeight - box.scrollTop - box.clientHeight < lookahead) void loadNewer();
  }, [loadOlder, loadNewer]);

  const place = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    box.scrollTop = openingPlace(box, { readUpTo, ...(target === undefined ? {} : { target }), ...(toEnd ? { toEnd } : {}) });
    placedAt.current = box.scrollTop;
    settle();
  }, [target, toEnd, readUpTo, settle]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: placed once for each opening
  useLayoutEffect(() => {
    placingUntil.current = performance.now() + placingMs;
    place();
  }, [visit]);

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return;
    const observer = new ResizeObserver(() => {
      if (performance.now() < placingUntil.current) place();
      else if (following.current) box.scrollTop = box.scrollHeight;
      page();
    });
    observer.observe(box);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [page, place]);

  // What has just arrived is followed to the end, even while the opening is still being placed.
  const arrivedAt = useRef({ visit, newestKey });
  useLayoutEffect(() => {
    const before = arrivedAt.current;
    arrivedAt.current = { visit, newestKey };
    if (before.visit !== visit || before.newestKey === newestKey) return;
    placingUntil.current = 0;
    if (following.current) jumpToEnd();
  }, [visit, newestKey, jumpToEnd]);

  // How far they have seen is only ever more of one person, whatever past is looked at in between.
  const { id } = person.view;
  useEffect(() => {
    if (atEnd && !timeline.newer)
      setSeen((before) => (before.id === id && before.key >= newestKey ? before : { id, key: newestKey }));
  }, [atEnd, timeline.newer, newestKey, id]);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    // Somewhere we did not put it: a hand has moved it.
    if (box && Math.abs(box.scrollTop - placedAt.current) > 2) placingUntil.current = 0;
    // The editor has given back its room and something has come in the same moment: the reader has gone nowhere.
    if (box && following.current && !movedUp(stood.current, standOf(box))) jumpToEnd();
    else settle();
    page();
  }, [settle, page, jumpToEnd]);

  const seenKey =
    seen.id === id
      ? seen.key
      : timeline.items.reduce((key, item) => (item.arrival <= readUpTo ? Math.max(key, item.key) : key), 0);
  const below = timeline.items.filter((item) => item.key > seenKey && item.direction === 'in').length;
  return { scroller, content, atEnd, lastSeen, below: seenKey === 0 ? 0 : below, onScroll, jumpToEnd };
}
