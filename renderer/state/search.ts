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
  /** Resolves once `found` answers what stands in the field now. */
  caughtUp(): Promise<void>;
  moreHits(): Promise<void>;
};

/** Somebody is about to search. Whether it is heard or not, the search itself will be. */
export const prepareSearch = (): void => void call('search.prepare', {}).catch(() => undefined);

const hitsPerPage = 30;
const debounceMs = 80;

export const searchSlice: Slice<SearchSlice> = (set, get) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  let loadingMore: number | undefined;

  async function run(query: string): Promise<void> {
    turn += 1;
    const mine = turn;
    try {
      const found = await call('search.run', { query, limit: hitsPerPage });
      if (mine !== turn) return;
      set({ found, searched: query, searchError: undefined });
      if (found.partial && found.hits.length < hitsPerPage) void get().moreHits();
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
    caughtUp: async () => {
      const wanted = get().query.trim();
      if (get().searched === wanted) return;
      clearTimeout(timer);
      await run(wanted);
    },
    moreHits: async () => {
      const { found, searched } = get();
      if (loadingMore === turn || !found?.next || !searched) return;
      const mine = turn;
      loadingMore = mine;
      try {
        const enough = found.hits.length + (found.partial ? hitsPerPage - (found.hits.length % hitsPerPage) : 1);
        let known: SearchResult = found;
        // What takes the engine longer than one answer may is asked for piece by piece until it fills a page.
        do {
          const page: SearchResult = await call('search.run', { query: searched, limit: hitsPerPage, after: known.next ?? '' });
          if (mine !== turn) return;
          const { next: _next, partial: _partial, ...rest } = known;
          const { hits, next, partial } = page;
          known = {
            ...rest,
            hits: [...rest.hits, ...hits],
            ...(next === undefined ? {} : { next }),
            ...(partial ? { partial } : {}),
          };
          set({ found: known });
        } while (known.partial && known.next !== undefined && known.hits.length < enough);
      } catch (caught) {
        if (mine === turn) set({ searchError: asCallError(caught) });
      } finally {
        if (loadingMore === mine) loadingMore = undefined;
      }
    },
  };
};
