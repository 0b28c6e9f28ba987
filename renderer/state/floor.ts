import type { InboxFilter, InboxRow } from '../../shared/contract/api.ts';
import type { AgentId, CustomerId, DepartmentId, Floor } from '../../shared/model/index.ts';
import { asCallError, type CallError } from '../bridge/call-error.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';
import { mergeFloor } from './floor-order.ts';

/** Whose conversations stand beside the floor. No department: those of no department. */
export type FloorPlace = { agentId: AgentId } | { departmentId: DepartmentId | null };

/** A conversation that was stepped into, and whose it was. */
export type SteppedIn = { customerId: CustomerId; from: { id: AgentId; name: string } };

export type FloorSlice = {
  floor?: Floor;
  floorError?: CallError | undefined;
  floorPlace?: FloorPlace | undefined;
  /** Absent while another list is being read. */
  floorRows?: InboxRow[] | undefined;
  floorRowsError?: CallError | undefined;
  /** More of them are there than were read. */
  floorMore: boolean;
  /** Picked to be given over. */
  picked: ReadonlySet<CustomerId>;
  /** Under the hand just now. */
  dragging?: readonly CustomerId[] | undefined;
  /** Whose conversation stands in the place of the grids. */
  followed?: CustomerId | undefined;
  steppedIn?: SteppedIn | undefined;
  readFloor(): Promise<void>;
  openFloorPlace(place: FloorPlace | undefined): void;
  readFloorRows(): Promise<void>;
  moreFloorRows(): void;
  togglePicked(customerId: CustomerId): void;
  pickOnly(customerId: CustomerId): void;
  /** Picks everybody from the last one touched to this one, both included. */
  pickTo(customerId: CustomerId): void;
  pickAll(): void;
  clearPicked(): void;
  /** Whoever is dragged brings along those who are picked with them. */
  drag(customerId: CustomerId): readonly CustomerId[];
  drop(): void;
  /** Opens somebody over their holder's shoulder; nobody: back to the floor. */
  lookAt(customerId: CustomerId | undefined): void;
  setSteppedIn(steppedIn: SteppedIn | undefined): void;
};

const pageRows = 100;
/** As many as are read at once; whoever stands below waits for those above to go. */
const mostRows = 500;

/** What an agent has is open and pending; of a queue, what nobody has. */
export function filterOf(place: FloorPlace): InboxFilter {
  return 'agentId' in place
    ? { view: 'all', assigneeId: place.agentId }
    : { view: 'unassigned', departmentId: place.departmentId };
}

export const samePlace = (a: FloorPlace | undefined, b: FloorPlace | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));

export const floorSlice: Slice<FloorSlice> = (set, get) => {
  let turn = 0;
  let wanted = pageRows;
  let last: CustomerId | undefined;

  return {
    floorMore: false,
    picked: new Set(),
    readFloor: async () => {
      try {
        set({ floor: mergeFloor(get().floor, await call('floor.get', {})), floorError: undefined });
      } catch (caught) {
        set({ floorError: asCallError(caught) });
      }
    },
    openFloorPlace: (place) => {
      if (samePlace(place, get().floorPlace)) return;
      wanted = pageRows;
      turn += 1;
      get().clearPicked();
      set({ floorPlace: place, floorRows: undefined, floorRowsError: undefined, floorMore: false });
      void get().readFloorRows();
    },
    readFloorRows: async () => {
      const place = get().floorPlace;
      if (!place) return;
      turn += 1;
      const mine = turn;
      try {
        const { rows, next } = await call('inbox.page', { ...filterOf(place), sort: 'waiting', limit: wanted });
        if (mine !== turn) return;
        const present = new Set(rows.map(({ customerId }) => customerId));
        const picked = new Set([...get().picked].filter((id) => present.has(id)));
        set({
          floorRows: rows,
          floorMore: next !== undefined,
          floorRowsError: undefined,
          ...(picked.size === get().picked.size ? {} : { picked }),
        });
      } catch (caught) {
        if (mine === turn) set({ floorRowsError: asCallError(caught) });
      }
    },
    moreFloorRows: () => {
      if (!get().floorMore || (get().floorRows?.length ?? 0) < wanted) return;
      wanted = Math.min(mostRows, wanted + pageRows);
      void get().readFloorRows();
    },
    togglePicked: (customerId) => {
      const picked = new Set(get().picked);
      if (!picked.delete(customerId)) picked.add(customerId);
      last = customerId;
      set({ picked });
    },
    pickOnly: (customerId) => {
      last = customerId;
      set({ picked: new Set([customerId]) });
    },
    pickTo: (customerId) => {
      const rows = get().floorRows ?? [];
      const to = rows.findIndex((row) => row.customerId === customerId);
      if (to === -1) return;
      const from = rows.findIndex((row) => row.customerId === last);
      const [first, end] = from === -1 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
      last ??= customerId;
      set({ picked: new Set([...get().picked, ...rows.slice(first, end + 1).map((row) => row.customerId)]) });
    },
    pickAll: () => set({ picked: new Set((get().floorRows ?? []).map((row) => row.customerId)) }),
    clearPicked: () => {
      last = undefined;
      if (get().picked.size > 0) set({ picked: new Set() });
    },
    drag: (customerId) => {
      const { picked } = get();
      const dragging = picked.has(customerId) ? [...picked] : [customerId];
      set({ dragging });
      return dragging;
    },
    drop: () => set({ dragging: undefined }),
    lookAt: (customerId) => {
      set({ followed: customerId, steppedIn: undefined });
      get().follow(customerId);
      if (customerId !== undefined) void get().openCustomer(customerId);
    },
    setSteppedIn: (steppedIn) => set({ steppedIn }),
  };
};
