import type { CustomerId } from '../../shared/model/index.ts';
import type { Slice } from './app-state.ts';

/** What is being asked about one or many customers. */
export type Question = 'snooze' | 'tag' | 'reassign' | 'resolve' | 'remind' | 'callBack';

export type DeskSlice = {
  /** Customers picked for a change of many, in no order. */
  chosen: ReadonlySet<CustomerId>;
  asking?: { question: Question; customerIds: CustomerId[] } | undefined;
  toggleChosen(customerId: CustomerId): void;
  /**
   * Picks everybody from the one where picking began to this one, both included; another such range takes the place of the one before.
   * @param order the list as it is shown, which is not always how it stands by now
   */
  chooseTo(customerId: CustomerId, order: readonly CustomerId[]): void;
  chooseAll(): void;
  clearChosen(): void;
  /** Asks about those who are picked, else about whoever is open. */
  ask(question: Question): void;
  stopAsking(): void;
  /** Whom a change is for. */
  targets(): CustomerId[];
};

export const deskSlice: Slice<DeskSlice> = (set, get) => {
  /** Where a range begins, and who was picked before it. */
  let start: { at: CustomerId; before: ReadonlySet<CustomerId> } | undefined;

  return {
    chosen: new Set(),
    toggleChosen: (customerId) => {
      const chosen = new Set(get().chosen);
      if (!chosen.delete(customerId)) chosen.add(customerId);
      start = chosen.size > 0 ? { at: customerId, before: chosen } : undefined;
      set({ chosen });
    },
    chooseTo: (customerId, order) => {
      const { selected, chosen } = get();
      const to = order.indexOf(customerId);
      if (to === -1) return;
      start ??= { at: selected ?? customerId, before: chosen };
      const from = order.indexOf(start.at);
      const [first, end] = from === -1 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
      set({ chosen: new Set([...start.before, ...order.slice(first, end + 1)]) });
    },
    chooseAll: () => set({ chosen: new Set(get().rows.map((row) => row.customerId)) }),
    clearChosen: () => {
      start = undefined;
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
