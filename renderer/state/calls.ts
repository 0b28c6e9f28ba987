import type { LiveCall, MyAgentState } from '../../shared/contract/api.ts';
import type { AgentStateName, ItemId } from '../../shared/model/index.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';
import { endedOfMine } from './ended-calls.ts';

/** What a ringing call does with the window: opens the person, or only says so. */
export const callPops = ['open', 'banner'] as const;
export type CallPop = (typeof callPops)[number];
/** How one is after a call of one's own, if one was ready before it. */
export const afterCalls = ['ready', 'wrap-up'] as const;
export type AfterCall = (typeof afterCalls)[number];

/** What is being written of a call that is over. `recap` once it is worded otherwise than the note. */
export type WrapUpDraft = { result: string; note: string; recap?: string };
const unwritten: WrapUpDraft = { result: '', note: '' };

export type CallsSlice = {
  /** Ringing and ongoing calls of everybody, the longest first. */
  liveCalls: LiveCall[];
  /** Calls of this desk that are over and about which nothing was said yet, the latest last. */
  wrapUps: LiveCall[];
  agentState?: MyAgentState | undefined;
  callPop: CallPop;
  setCallPop(callPop: CallPop): void;
  afterCall: AfterCall;
  setAfterCall(afterCall: AfterCall): void;
  readCalls(): Promise<void>;
  readAgentState(): Promise<void>;
  /** Refused with a `CallError`. */
  setAgentState(state: AgentStateName, reason?: string): Promise<void>;
  /** It stays while others are opened, as a reply does. */
  wrapUpDrafts: Readonly<Record<ItemId, WrapUpDraft>>;
  editWrapUp(itemId: ItemId, change: Partial<WrapUpDraft>): void;
  /** Something was said about it, or nothing will be. */
  endWrapUp(itemId: ItemId): void;
};

const popKey = 'throughline.callPop';
const afterKey = 'throughline.afterCall';

export const callsSlice: Slice<CallsSlice> = (set, get) => {
  let latest = 0;
  return {
    liveCalls: [],
    wrapUps: [],
    wrapUpDrafts: {},
    editWrapUp: (itemId, change) =>
      set(({ wrapUpDrafts }) => ({
        wrapUpDrafts: { ...wrapUpDrafts, [itemId]: { ...(wrapUpDrafts[itemId] ?? unwritten), ...change } },
      })),
    callPop: localStorage.getItem(popKey) === 'banner' ? 'banner' : 'open',
    setCallPop: (callPop) => {
      localStorage.setItem(popKey, callPop);
      set({ callPop });
    },
    afterCall: localStorage.getItem(afterKey) === 'wrap-up' ? 'wrap-up' : 'ready',
    setAfterCall: (afterCall) => {
      localStorage.setItem(afterKey, afterCall);
      set({ afterCall });
    },
    readCalls: async () => {
      latest += 1;
      const asked = latest;
      const now = await call('call.live', {}).catch(() => undefined);
      // An answer that was overtaken says how it was.
      if (now === undefined || asked !== latest) return;
      const ended = endedOfMine(get().liveCalls, now);
      set({ liveCalls: now, ...(ended.length === 0 ? {} : { wrapUps: [...get().wrapUps, ...ended] }) });
      // No queue sends another call meanwhile. What the PBX says to it is shown where the state is.
      const rests = ended.length > 0 && get().afterCall === 'wrap-up' && get().agentState?.state === 'ready';
      if (rests)
        await get()
          .setAgentState('wrap-up')
          .catch(() => undefined);
    },
    readAgentState: async () => {
      const agentState = await call('agent.state.get', {}).catch(() => undefined);
      if (agentState) set({ agentState });
    },
    setAgentState: async (state, reason) => {
      await call('agent.state.set', { state, ...(reason === undefined ? {} : { reason }) });
    },
    endWrapUp: (itemId) => {
      const { [itemId]: _written, ...wrapUpDrafts } = get().wrapUpDrafts;
      set({ wrapUps: get().wrapUps.filter(({ item }) => item.id !== itemId), wrapUpDrafts });
    },
  };
};
