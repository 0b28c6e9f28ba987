import type { CustomerView, TimelineLens } from '../../shared/contract/api.ts';
import type { CustomerId, EpochMs, ItemId } from '../../shared/model/index.ts';
import { asCallError, type CallError } from '../bridge/call-error.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';
import { forgetPrefetched, type Opening, readOpening, takePrefetched } from './prefetch.ts';
import { share } from './share.ts';
import {
  appendNewer,
  isNews,
  pageSize,
  prependOlder,
  rereadNewest,
  rereadPast,
  type TimelineWindow,
  windowSize,
} from './timeline-window.ts';
import { type WritingView, writingView } from './writing-view.ts';

/** One customer with the held stretch of their timeline. Always replaced as a whole, so the two never disagree. */
export type Person = {
  view: CustomerView;
  /** What of them the composer draws. */
  writing: WritingView;
  timeline: TimelineWindow;
  /** Read mark at the moment of opening: where "New since you last looked" stands. */
  readUpTo: number;
  /** Grows with each opening and jump, so that the screen knows when to place the scroll anew. */
  visit: number;
  /** Item to be shown and marked: a search result. */
  target?: ItemId;
  /** The end was asked for, whatever is new above it. */
  toEnd?: true;
  /** What alone is shown; empty: everything. */
  lens: TimelineLens;
};

/** Whoever is chosen, once they are on the screen: what a key does must not reach whom they took the place of. */
export const personOpen = ({ person, selected }: Pick<PersonSlice, 'person' | 'selected'>): Person | undefined =>
  person?.view.id === selected ? person : undefined;

export type PersonSlice = {
  /** Who is chosen in the list. `person` follows as soon as it has been read. */
  selected?: CustomerId | undefined;
  /** The list as it stood when they were opened: what next and previous go by, wherever they have moved since. */
  walkOrder: readonly CustomerId[];
  person?: Person | undefined;
  personError?: CallError | undefined;
  openCustomer(customerId: CustomerId, target?: ItemId): Promise<void>;
  closeCustomer(): void;
  readPerson(): Promise<void>;
  loadOlder(): Promise<void>;
  loadNewer(): Promise<void>;
  toNewest(): Promise<void>;
  /** Shows only some of the timeline, from its newest end. */
  setLens(lens: TimelineLens): Promise<void>;
  /** Goes to the first thing said at that moment or after. */
  toMoment(at: EpochMs): Promise<void>;
  /** Goes to the first thing from outside that had not been read when they were opened. */
  toFirstUnread(): Promise<void>;
  /** The newest of these items has been seen. */
  markRead(customerId: CustomerId, upTo: number): void;
};

const everything: TimelineLens = {};

export const personSlice: Slice<PersonSlice> = (set, get) => {
  let visits = 0;
  let paging = false;
  const marked = new Map<CustomerId, number>();

  const walkOrder = (): CustomerId[] => get().rows.map(({ customerId }) => customerId);

  function show(opening: Opening, target: ItemId | 'end' | undefined, lens: TimelineLens = everything): void {
    visits += 1;
    const { page } = opening;
    const before = get().person;
    const view = share(before?.view, opening.view);
    marked.delete(view.id);
    const shownBefore = before?.view.id;
    const opened = get().selected === view.id ? {} : { walkOrder: walkOrder() };
    set({
      selected: view.id,
      ...opened,
      personError: undefined,
      person: {
        view,
        writing: share(before?.writing, writingView(view)),
        timeline: { items: page.items, older: page.older, newer: page.newer },
        readUpTo: page.readUpTo,
        visit: visits,
        lens,
        ...(target === undefined ? {} : target === 'end' ? { toEnd: true } : { target }),
      },
    });
    // The next person is met with the reply: a note half begun for one must not decide how another is answered.
    if (shownBefore !== view.id) get().restComposing();
    get().hydrateDrafts(view);
  }

  /** Extends the window of whoever is still shown when the page has come. */
  async function page(extend: (person: Person) => Promise<TimelineWindow>): Promise<void> {
    const person = get().person;
    if (paging || !person) return;
    paging = true;
    try {
      const timeline = await extend(person);
      const now = get().person;
      if (now?.view.id === person.view.id && now.visit === person.visit) set({ person: { ...now, timeline } });
    } catch (caught) {
      set({ personError: asCallError(caught) });
    } finally {
      paging = false;
    }
  }

  async function rereadWindow({ view, timeline, lens }: Person): Promise<TimelineWindow> {
    const { items } = timeline;
    const middle = items[Math.floor(items.length / 2)];
    if (timeline.newer && middle) {
      const past = await call('timeline.page', { customerId: view.id, around: middle.id, lens, limit: windowSize });
      return rereadPast(timeline, past);
    }
    const limit = Math.min(windowSize, items.length + pageSize);
    return rereadNewest(timeline, await call('timeline.page', { customerId: view.id, lens, limit }));
  }

  return {
    walkOrder: [],
    openCustomer: async (customerId, target) => {
      const { selected, person } = get();
      if (selected === customerId && person?.view.id === customerId && target === undefined) return;
      const opening = target === undefined ? takePrefetched(customerId) : readOpening(customerId, { around: target });
      if (!(opening instanceof Promise)) {
        show(opening, target);
        return;
      }
      set({ selected: customerId, walkOrder: walkOrder(), personError: undefined });
      try {
        const read = await opening;
        if (get().selected === customerId) show(read, target);
      } catch (caught) {
        if (get().selected === customerId) set({ personError: asCallError(caught), person: undefined });
      }
    },
    closeCustomer: () => set({ selected: undefined, person: undefined, personError: undefined }),
    readPerson: async () => {
      const { selected, person } = get();
      if (selected === undefined) return;
      forgetPrefetched([selected]);
      if (!person || person.view.id !== selected) {
        await get().openCustomer(selected);
        return;
      }
      try {
        const [view, timeline] = await Promise.all([call('customer.get', { customerId: selected }), rereadWindow(person)]);
        const now = get().person;
        if (!now || now.visit !== person.visit || get().selected !== selected) return;
        const shown = share(now, { ...now, view, writing: writingView(view), timeline });
        set({ selected: view.id, person: shown, personError: undefined });
        get().hydrateDrafts(view);
      } catch (caught) {
        if (get().selected === selected) set({ personError: asCallError(caught) });
      }
    },
    loadOlder: () =>
      page(async ({ view, timeline, lens }) => {
        const first = timeline.items[0];
        if (!timeline.older || !first) return timeline;
        const older = await call('timeline.page', { customerId: view.id, before: first.key, lens, limit: pageSize });
        return prependOlder(get().person?.timeline ?? timeline, older);
      }),
    loadNewer: () =>
      page(async ({ view, timeline, lens }) => {
        const last = timeline.items.at(-1);
        if (!timeline.newer || !last) return timeline;
        const newer = await call('timeline.page', { customerId: view.id, after: last.key, lens, limit: pageSize });
        return appendNewer(get().person?.timeline ?? timeline, newer);
      }),
    toNewest: async () => {
      const person = get().person;
      if (!person) return;
      try {
        const opening = await readOpening(person.view.id, { lens: person.lens });
        if (get().selected === person.view.id)
          show({ ...opening, page: { ...opening.page, readUpTo: person.readUpTo } }, 'end', person.lens);
      } catch (caught) {
        set({ personError: asCallError(caught) });
      }
    },
    setLens: async (lens) => {
      const person = get().person;
      if (!person) return;
      try {
        const opening = await readOpening(person.view.id, { lens });
        if (get().selected === person.view.id)
          show({ ...opening, page: { ...opening.page, readUpTo: person.readUpTo } }, undefined, lens);
      } catch (caught) {
        set({ personError: asCallError(caught) });
      }
    },
    toMoment: async (at) => {
      const person = get().person;
      if (!person) return;
      try {
        const opening = await readOpening(person.view.id, { at, lens: person.lens });
        const first = opening.page.items.find((item) => item.sentAt >= at) ?? opening.page.items.at(-1);
        if (get().selected === person.view.id)
          show({ ...opening, page: { ...opening.page, readUpTo: person.readUpTo } }, first?.id, person.lens);
      } catch (caught) {
        set({ personError: asCallError(caught) });
      }
    },
    toFirstUnread: async () => {
      const person = get().person;
      if (!person) return;
      try {
        const { readUpTo } = person;
        const opening = await readOpening(person.view.id, { arrivedAfter: readUpTo });
        const first = opening.page.items.find((item) => isNews(item, readUpTo));
        if (get().selected === person.view.id) show({ ...opening, page: { ...opening.page, readUpTo } }, first?.id);
      } catch (caught) {
        set({ personError: asCallError(caught) });
      }
    },
    markRead: (customerId, upTo) => {
      if ((marked.get(customerId) ?? -1) >= upTo) return;
      marked.set(customerId, upTo);
      call('customer.markRead', { customerId, upTo }).catch(() => marked.delete(customerId));
    },
  };
};
