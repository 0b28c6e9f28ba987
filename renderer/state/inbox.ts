import type { Cursor, InboxFilter, InboxRow, InboxSort, InboxView, SavedView } from '../../shared/contract/api.ts';
import type { ChannelId, CustomerId, SavedViewId, TagId } from '../../shared/model/index.ts';
import { asCallError, type CallError } from '../bridge/call-error.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';
import { appendPage, mergeRows, type RowOrder } from './inbox-rows.ts';
import { share } from './share.ts';

export type InboxCounts = Record<InboxView, number> & { unread: number };

/** What narrows a view. */
export type Narrowing = { channelId?: ChannelId; tagId?: TagId; troubled?: true };
export const isNarrowed = (narrowing: Narrowing): boolean => Object.keys(narrowing).length > 0;

export type InboxSlice = {
  rows: InboxRow[];
  nextPage?: Cursor | undefined;
  /** The list that `rows` belong to, as {@link listKey} names it; another one while a new list is being read. */
  rowsList?: string;
  inboxError?: CallError | undefined;
  counts?: InboxCounts;
  /** A view as a whole: what narrowed the one before is left. */
  setView(view: InboxView): void;
  narrow(narrowing: Narrowing): void;
  /** Leaves a tag that is there no more: nobody has it. */
  leaveTagsBut(known: readonly TagId[]): void;
  setSort(sort: InboxSort): void;
  openSaved(view: SavedView): void;
  /** Reads the list again, as many rows as are loaded. */
  readInbox(): Promise<void>;
  readCounts(): Promise<void>;
  readRows(customerIds: CustomerId[]): Promise<void>;
  /** The next page; whoever asks meanwhile waits for the same. */
  loadMore(): Promise<void>;
};

const pageRows = 100;
/** A whole re-reading goes no further than this; what lies below is paged in again when it is scrolled to. */
const rereadRows = 500;

type List = { view: InboxView; narrowing: Narrowing; sort: InboxSort };
const filterOf = ({ view, narrowing }: List): InboxFilter => ({ view, ...narrowing });
/** Names a list, so that rows of one are never taken for rows of another. */
export const listKey = (list: List): string =>
  JSON.stringify([list.view, list.narrowing.channelId, list.narrowing.tagId, list.narrowing.troubled, list.sort]);
/** What is resolved waits for nobody, so there the latest always come first. */
export const orderOf = ({ view, sort }: Pick<List, 'view' | 'sort'>): RowOrder => (view === 'resolved' ? 'latest' : sort);
/** The first of one's own views that is this very list. */
export const openedView = (list: List, views: readonly SavedView[]): SavedViewId | undefined =>
  views.find(
    (each) =>
      each.view === list.view &&
      each.channelId === list.narrowing.channelId &&
      each.tagId === list.narrowing.tagId &&
      each.troubled === list.narrowing.troubled &&
      orderOf(each) === orderOf(list),
  )?.id;

export const inboxSlice: Slice<InboxSlice> = (set, get) => {
  let reading = 0;
  let loading: Promise<void> | undefined;

  function choose(list: Partial<List>): void {
    const before = listKey(get());
    set(list);
    if (listKey(get()) === before) return;
    get().clearChosen();
    void get().readInbox();
  }

  async function loadPage(): Promise<void> {
    const list = get();
    const { rowsList, nextPage } = list;
    if (nextPage === undefined || rowsList !== listKey(list)) return;
    const turn = reading;
    try {
      const page = await call('inbox.page', { ...filterOf(list), sort: list.sort, after: nextPage, limit: pageRows });
      if (turn === reading) set({ rows: appendPage(get().rows, page.rows, orderOf(list)), nextPage: page.next });
    } catch (caught) {
      if (turn === reading) set({ inboxError: asCallError(caught) });
    }
  }

  return {
    rows: [],
    setView: (view) => choose({ view, narrowing: {} }),
    narrow: (narrowing) => choose({ narrowing }),
    leaveTagsBut: (known) => {
      const { tagId, ...others } = get().narrowing;
      if (tagId !== undefined && !known.includes(tagId)) choose({ narrowing: others });
    },
    setSort: (sort) => choose({ sort }),
    openSaved: ({ view, sort, channelId, tagId, troubled }) =>
      choose({
        view,
        sort,
        narrowing: {
          ...(channelId === undefined ? {} : { channelId }),
          ...(tagId === undefined ? {} : { tagId }),
          ...(troubled === undefined ? {} : { troubled }),
        },
      }),
    readInbox: async () => {
      const list = get();
      const key = listKey(list);
      const order = orderOf(list);
      reading += 1;
      const turn = reading;
      const wanted = get().rowsList === key ? Math.min(rereadRows, Math.max(pageRows, get().rows.length)) : pageRows;
      try {
        let rows: InboxRow[] = [];
        let next: Cursor | undefined;
        do {
          const page = await call('inbox.page', {
            ...filterOf(list),
            sort: list.sort,
            limit: pageRows,
            ...(next === undefined ? {} : { after: next }),
          });
          rows = rows.length === 0 ? page.rows : appendPage(rows, page.rows, order);
          next = page.next;
        } while (next !== undefined && rows.length < wanted && turn === reading);
        if (turn === reading) set({ rows, nextPage: next, rowsList: key, inboxError: undefined });
      } catch (caught) {
        if (turn === reading) set({ inboxError: asCallError(caught) });
      }
    },
    readCounts: async () => {
      try {
        set({ counts: share(get().counts, await call('inbox.counts', {})) });
      } catch {
        // Read again with the next change; the list itself shows the error.
      }
    },
    readRows: async (customerIds) => {
      const list = get();
      const key = listKey(list);
      if (list.rowsList !== key) return get().readInbox();
      if (customerIds.length === 0) return;
      const turn = reading;
      try {
        const fresh = await call('inbox.rows', { ...filterOf(list), customerIds });
        if (turn !== reading || get().rowsList !== key) return;
        const { rows, nextPage } = get();
        set({ rows: mergeRows(rows, customerIds, fresh, nextPage !== undefined, orderOf(list)), inboxError: undefined });
      } catch (caught) {
        set({ inboxError: asCallError(caught) });
      }
    },
    loadMore: () => {
      loading ??= loadPage().finally(() => {
        loading = undefined;
      });
      return loading;
    },
  };
};
