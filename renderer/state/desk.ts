import type { CustomerId } from '../../shared/model/index.ts';
import type { Slice } from './app-state.ts';

/** What is being asked about one or many customers. */
export type Question = 'snooze' | 'tag' | 'reassign' | 'resolve' | 'remind' | 'callBack';

export type DeskSlice = {
  /** Customers picked for a change of many, in no order. */
  chosen: ReadonlySet<CustomerId>;
  asking?: { question: Question; customerIds: CustomerId[] } | undefined;
  toggleChosen(customerId: CustomerId): void;
  /** Picks everybody from the last one touched to this one, both included. */
  chooseTo(customerId: CustomerId): void;
  chooseAll(): void;
  clearChosen(): void;
  /** Asks about those who are picked, else about whoever is open. */
  ask(question: Question): void;
  stopAsking(): void;
  /** Whom a change is for. */
  targets(): CustomerId[];
};

export const deskSlice: Slice<DeskSlice> = (set, get) => {
  let last: CustomerId | undefined;

  return {
    chosen: new Set(),
    toggleChosen: (customerId) => {
      const chosen = new Set(get().chosen);
      if (!chosen.delete(customerId)) chosen.add(customerId);
      last = customerId;
      set({ chosen });
    },
    chooseTo: (customerId) => {
      const { rows, selected, chosen } = get();
      const from = rows.findIndex((row) => row.customerId === (last ?? selected));
      const to = rows.findIndex((row) => row.customerId === customerId);
      if (to === -1) return;
      const [first, end] = from === -1 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
      set({ chosen: new Set([...chosen, ...rows.slice(first, end + 1).map((row) => row.customerId)]) });
    },
    chooseAll: () => set({ chosen: new Set(get().rows.map((row) => row.customerId)) }),
    clearChosen: () => {
      last = undefined;
      if (get().chosen.size > 0) set({ chosen: new Set() });
    },
    ask: (question) => {
      const customerIds = get().targets();
      if (customerIds.length > 0) set({ asking: { question, customerIds } });
    },
    stopAsking: () => set({ asking: undefined }),
    targets: () => {
      const { chosen, selected } = get();
      if (chosen.size > 0) return [...chosen];
      return selected === undefined ? [] : [selected];
    },
  };
};
