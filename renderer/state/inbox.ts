import type { Cursor, InboxRow, InboxView } from '../../shared/contract/api.ts';
import type { CustomerId } from '../../shared/model/index.ts';
import { asCallError, type CallError } from '../bridge/call-error.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';
import { appendPage, mergeRows } from './inbox-rows.ts';

export type InboxCounts = Record<InboxView, number> & { unread: number };

export type InboxSlice = {
  rows: InboxRow[];
  nextPage?: Cursor | undefined;
  /** The view that `rows` belong to; differs from `view` while another one is being read. */
  rowsView?: InboxView;
  inboxError?: CallError | undefined;
  counts?: InboxCounts;
  setView(view: InboxView): void;
  /** Reads the list again, as many rows as are loaded. */
  readInbox(): Promise<void>;
  readCounts(): Promise<void>;
  readRows(customerIds: CustomerId[]): Promise<void>;
  loadMore(): Promise<void>;
};

const pageRows = 100;
/** A whole re-reading goes no further than this; what lies below is paged in again when it is scrolled to. */
const rereadRows = 500;

export const inboxSlice: Slice<InboxSlice> = (set, get) => {
  let reading = 0;
  let loadingMore = false;

  return {
    rows: [],
    setView: (view) => {
      if (get().view === view) return;
      set({ view });
      void get().readInbox();
    },
    readInbox: async () => {
      const view = get().view;
      reading += 1;
      const turn = reading;
      const wanted = get().rowsView === view ? Math.min(rereadRows, Math.max(pageRows, get().rows.length)) : pageRows;
      try {
        let rows: InboxRow[] = [];
        let next: Cursor | undefined;
        do {
          const page = await call('inbox.page', { view, limit: pageRows, ...(next === undefined ? {} : { after: next }) });
          rows = rows.length === 0 ? page.rows : appendPage(rows, page.rows);
          next = page.next;
        } while (next !== undefined && rows.length < wanted && turn === reading);
        if (turn === reading) set({ rows, nextPage: next, rowsView: view, inboxError: undefined });
      } catch (caught) {
        if (turn === reading) set({ inboxError: asCallError(caught) });
      }
    },
    readCounts: async () => {
      try {
        set({ counts: await call('inbox.counts', {}) });
      } catch {
        // Read again with the next change; the list itself shows the error.
      }
    },
    readRows: async (customerIds) => {
      const view = get().view;
      if (get().rowsView !== view) return get().readInbox();
      if (customerIds.length === 0) return;
      const turn = reading;
      try {
        const fresh = await call('inbox.rows', { view, customerIds });
        if (turn !== reading || get().rowsView !== view) return;
        const { rows, nextPage } = get();
        set({ rows: mergeRows(rows, customerIds, fresh, nextPage !== undefined), inboxError: undefined });
      } catch (caught) {
        set({ inboxError: asCallError(caught) });
      }
    },
    loadMore: async () => {
      const { view, rowsView, nextPage } = get();
      if (loadingMore || nextPage === undefined || rowsView !== view) return;
      loadingMore = true;
      const turn = reading;
      try {
        const page = await call('inbox.page', { view, after: nextPage, limit: pageRows });
        if (turn === reading) set({ rows: appendPage(get().rows, page.rows), nextPage: page.next });
      } catch (caught) {
        if (turn === reading) set({ inboxError: asCallError(caught) });
      } finally {
        loadingMore = false;
      }
    },
  };
};
