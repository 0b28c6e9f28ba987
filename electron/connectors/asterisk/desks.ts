import type { ActionResult, ExtensionState } from '../../../shared/contract/connector.ts';
import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';
import { type AgentState, agentStates, type EpochMs } from '../../../shared/model/index.ts';
import type { AmiClient } from './ami/client.ts';
import type { AmiMessage } from './ami/protocol.ts';

type Membership = { interface: string; paused: boolean; reason: string; since: EpochMs; dynamic: boolean };

const usualDevice = 'PJSIP/{extension}';

/** How Asterisk names the desk of an extension. */
export const deviceOf = ({ device = usualDevice }: Pick<AsteriskChannelConfig, 'device'>, extension: string): string =>
  device.replaceAll('{extension}', extension);

/** Extension of a member: `PJSIP/101`, `Local/101@from-queue/n`. */
export const extensionOfMember = (location: string): string => location.replace(/^[^/]*\//, '').replace(/[@/].*$/, '');

/** Who stands in which queue, and paused or not; kept by the events of queues. */
export class Desks {
  readonly #members = new Map<string, Map<string, Membership>>();

  /** Takes the answer to `QueueStatus` for the whole truth. */
  reset(listed: readonly AmiMessage[], now: EpochMs): void {
    this.#members.clear();
    for (const one of listed) if (one.event === 'QueueMember') this.#put(one, now);
  }

  /** Answers the extension an event changed, if it did. */
  take(event: AmiMessage, now: EpochMs): string | undefined {
    switch (event.event) {
      case 'QueueMemberAdded':
      case 'QueueMemberPause':
      case 'QueueMemberStatus':
        return this.#put(event, now);
      case 'QueueMemberRemoved': {
        const location = event.get('Interface') ?? '';
        const extension = extensionOfMember(location);
        return this.#members.get(extension)?.delete(event.get('Queue') ?? '') ? extension : undefined;
      }
      default:
        return undefined;
    }
  }

  get extensions(): string[] {
    return [...this.#members.keys()];
  }

  queuesOf(extension: string): ReadonlyMap<string, Membership> {
    return this.#members.get(extension) ?? new Map();
  }

  /** As one state: ready where any queue may ring them. */
  stateOf(extension: string): ExtensionState {
    const all = [...this.queuesOf(extension).values()];
    const [first] = all;
    if (!first) return { extension };
    const since = Math.max(...all.map((one) => one.since));
    if (all.some(({ paused }) => !paused)) return { extension, state: { state: 'ready', since } };
    const { reason } = first;
    const state = agentStates.find((one) => one === reason && one !== 'ready');
    if (state) return { extension, state: { state, since } };
    return { extension, state: { state: 'break', since, ...(reason === '' ? {} : { reason }) } };
  }

  #put(told: AmiMessage, now: EpochMs): string | undefined {
    const location = told.get('Location') ?? told.get('Interface') ?? '';
    const queue = told.get('Queue') ?? '';
    const extension = extensionOfMember(location);
    if (extension === '' || queue === '') return undefined;
    const queues = this.#members.get(extension) ?? new Map<string, Membership>();
    this.#members.set(extension, queues);
    const before = queues.get(queue);
    const paused = told.get('Paused') === '1';
    const reason = told.get('PausedReason') ?? '';
    if (before && before.paused === paused && before.reason === reason) return undefined;
    const pausedAt = Number(told.get('LastPause')) * 1000;
    const since = paused && pausedAt > 0 ? pausedAt : now;
    queues.set(queue, { interface: location, paused, reason, since, dynamic: told.get('Membership') === 'dynamic' });
    return extension;
  }
}

export type StateOrder = { extension: string; state: AgentState };

/**
 * Makes an agent's place in the queues what their state says: out of them (or paused for good, where the PBX has them written
 * down), paused with the reason, or taking calls. What is so already is left alone.
 */
export async function setAgentState(
  client: AmiClient,
  desks: Desks,
  config: AsteriskChannelConfig,
  { extension, state }: StateOrder,
  signal: AbortSignal,
): Promise<ActionResult> {
  const own = desks.queuesOf(extension);
  const device = deviceOf(config, extension);
  const offline = state.state === 'offline';
  const reason = state.state === 'ready' ? '' : (state.reason ?? state.state);
  const refusals: string[] = [];
  const ask = async (action: string, fields: Record<string, string>): Promise<void> => {
    const answer = await client.action(action, fields, signal);
    const words = answer.get('Message') ?? '';
    if (answer.response !== 'Success' && !/already there|not there/i.test(words)) refusals.push(words || `${action} was refused`);
  };
  for (const queue of config.queues ?? []) {
    if (own.has(queue) || offline) continue;
    await ask('QueueAdd', {
      Queue: queue,
      Interface: device,
      StateInterface: device,
      Paused: state.state === 'ready' ? 'false' : 'true',
      ...(reason === '' ? {} : { Reason: reason }),
    });
  }
  for (const [queue, member] of own) {
    if (offline && member.dynamic) {
      await ask('QueueRemove', { Queue: queue, Interface: member.interface });
      continue;
    }
    const paused = state.state !== 'ready';
    if (member.paused === paused && member.reason === reason) continue;
    await ask('QueuePause', { Queue: queue, Interface: member.interface, Paused: String(paused), Reason: reason });
  }
  if (refusals.length > 0) return { status: 'refused', code: 'refused', detail: [...new Set(refusals)].join('; ') };
  if (own.size === 0 && (config.queues ?? []).length === 0 && !offline) {
    return { status: 'refused', code: 'no-such-address', detail: `${device} is a member of no queue` };
  }
  return { status: 'done' };
}
