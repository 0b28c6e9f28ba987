import type { SearchResult } from '../../shared/contract/api.ts';
import { asCallError, type CallError } from '../bridge/call-error.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';

export type SearchSlice = {
  query: string;
  /** Answer to `searched`, which lags `query` by a keystroke or two. */
  found?: SearchResult | undefined;
  searched?: string;
  searchError?: CallError | undefined;
  setQuery(query: string): void;
  moreHits(): Promise<void>;
};

const hitsPerPage = 30;
const debounceMs = 80;

export const searchSlice: Slice<SearchSlice> = (set, get) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  let loadingMore = false;

  async function run(query: string): Promise<void> {
    turn += 1;
    const mine = turn;
    try {
      const found = await call('search.run', { query, limit: hitsPerPage });
      if (mine === turn) set({ found, searched: query, searchError: undefined });
    } catch (caught) {
      if (mine === turn) set({ searchError: asCallError(caught), searched: query });
    }
  }

  return {
    query: '',
    setQuery: (query) => {
      set({ query });
      clearTimeout(timer);
      if (query.trim() === '') {
        turn += 1;
        set({ found: undefined, searched: '', searchError: undefined });
        return;
      }
      timer = setTimeout(() => void run(query.trim()), debounceMs);
    },
    moreHits: async () => {
      const { found, searched } = get();
      if (loadingMore || !found?.next || !searched) return;
      loadingMore = true;
      const mine = turn;
      try {
        const page = await call('search.run', { query: searched, limit: hitsPerPage, after: found.next });
        if (mine !== turn) return;
        const { next: _, ...rest } = found;
        set({ found: { ...rest, hits: [...found.hits, ...page.hits], ...(page.next === undefined ? {} : { next: page.next }) } });
      } catch (caught) {
        if (mine === turn) set({ searchError: asCallError(caught) });
      } finally {
        loadingMore = false;
      }
    },
  };
};
