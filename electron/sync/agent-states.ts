import type { MyAgentState } from '../../shared/contract/api.ts';
import type { ActionResult, ExtensionState } from '../../shared/contract/connector.ts';
import type { AgentState, AgentStateName, ChannelId, EpochMs } from '../../shared/model/index.ts';
import { decideState } from '../core/agent-state.ts';
import { getSetting, setSetting } from '../store/repos/settings.repo.ts';
import type { Store } from '../store/store.ts';
import type { Channels } from './channels.ts';
import type { Supervisor } from './supervisor.ts';

export type AgentStatesOptions = { store: Store; channels: Channels; now: () => EpochMs };
type Place = { applied: MyAgentState['channels'][number]['applied']; detail?: string; inCall: boolean };

const orderLimitMs = 10_000;

/**
 * The agent's own state: kept here, and made so at every PBX that holds agent states. What somebody changes at the PBX (a
 * supervisor's panel, a feature code) is taken over; after a restart of the PBX ours is put back.
 */
export class AgentStates {
  readonly #o: AgentStatesOptions;
  readonly #places = new Map<ChannelId, Place>();

  constructor(options: AgentStatesOptions) {
    this.#o = options;
  }

  get(): MyAgentState {
    const places = this.#desks().map((supervisor) => ({ supervisor, place: this.#places.get(supervisor.channelId) }));
    return {
      ...getSetting(this.#o.store.read, 'agentState'),
      inCall: places.some(({ place }) => place?.inCall === true),
      channels: places.map(({ supervisor, place }) => ({
        channelId: supervisor.channelId,
        name: supervisor.connection().name,
        extension: supervisor.phone.extension ?? '',
        applied: place?.applied ?? 'pending',
        ...(place?.detail === undefined ? {} : { detail: place.detail }),
      })),
    };
  }

  set(state: AgentStateName, reason?: string): void {
    const { now } = this.#o;
    this.#keep({ state, since: now(), ...(reason === undefined || reason === '' ? {} : { reason }) });
    for (const supervisor of this.#desks()) void this.#tell(supervisor);
  }

  /** What a PBX says of its desks; `restarted`: it has just begun, and what it says is nobody's wish. */
  heard(channelId: ChannelId, states: readonly ExtensionState[], restarted: boolean): void {
    const supervisor = this.#o.channels.get(channelId);
    const own = states.find(({ extension }) => extension === supervisor?.phone.extension);
    if (!supervisor || !own) return;
    const place = this.#places.get(channelId) ?? { applied: 'pending', inCall: false };
    const wanted = getSetting(this.#o.store.read, 'agentState');
    const decision = decideState({ wanted, told: own.state, settled: place.applied === 'yes', restarted });
    this.#places.set(channelId, {
      ...place,
      inCall: own.inCall ?? place.inCall,
      ...(decision === 'same' || decision === 'adopt' ? { applied: 'yes' as const } : {}),
    });
    if (decision === 'adopt' && own.state) this.#keep(own.state);
    else this.#o.store.announceAgentStates();
    if (decision === 'tell') void this.#tell(supervisor);
  }

  #keep(state: AgentState): void {
    this.#o.store.write(
      (tx) => {
        setSetting(tx, 'agentState', state);
        tx.touched.agentStates = true;
      },
      { durable: true },
    );
  }

  async #tell(supervisor: Supervisor): Promise<void> {
    const { store } = this.#o;
    const { channelId, phone } = supervisor;
    const { extension } = phone;
    if (extension === undefined) return;
    const state = getSetting(store.read, 'agentState');
    const before = this.#places.get(channelId);
    this.#places.set(channelId, { inCall: before?.inCall ?? false, applied: 'pending' });
    const result: ActionResult = await phone.setAgentState({ extension, state }, AbortSignal.timeout(orderLimitMs));
    const now = getSetting(store.read, 'agentState');
    if (now.state !== state.state || now.reason !== state.reason) return;
    const inCall = this.#places.get(channelId)?.inCall ?? false;
    if (result.status === 'done') this.#places.set(channelId, { inCall, applied: 'yes' });
    else if (result.status === 'refused') {
      const applied = result.code === 'no-such-address' ? 'no-queue' : 'refused';
      this.#places.set(channelId, { inCall, applied, detail: result.detail });
    }
    store.announceAgentStates();
  }

  #desks(): Supervisor[] {
    return this.#o.channels
      .all()
      .filter((supervisor) => supervisor.phone.holdsAgentStates && supervisor.phone.extension !== undefined);
  }
}
