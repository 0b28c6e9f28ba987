import type { AmiMessage } from '../ami/protocol.ts';
import { channel, collect, endChannel } from './collect.ts';
import { type CallFacts, emptyFacts, isOver } from './facts.ts';

/**
 * Calls under way by their Linkedid. Asterisk joins calls as they are bridged and transferred, and says so by another Linkedid on
 * the channels that moved: the older call goes on, the other one is over.
 */
export class CallTracker {
  readonly #calls = new Map<string, CallFacts>();
  readonly #ofChannel = new Map<string, CallFacts>();

  constructor(open: readonly CallFacts[] = []) {
    for (const facts of open) this.#remember(facts);
  }

  get open(): CallFacts[] {
    return [...this.#calls.values()];
  }

  get(linkedId: string): CallFacts | undefined {
    return this.#calls.get(linkedId);
  }

  /** Notes an event; answers the calls it changed, those that are over by it for the last time. */
  take(event: AmiMessage, at: number): CallFacts[] {
    const changed = new Set<CallFacts>();
    const linkedId =
      event.get('Linkedid') ??
      event.get('DestLinkedid') ??
      event.get('TransfererLinkedid') ??
      event.get('OrigTransfererLinkedid');
    if (linkedId === undefined) return [];
    for (const key of ['Uniqueid', 'DestUniqueid'] as const) {
      const id = event.get(key);
      const before = id === undefined ? undefined : this.#ofChannel.get(id);
      if (id === undefined || !before || before.linkedId === linkedId) continue;
      this.#move(id, before, this.#callFor(linkedId), at);
      changed.add(before);
    }
    const facts = this.#calls.get(linkedId) ?? (event.event === 'Newchannel' ? this.#callFor(linkedId) : undefined);
    if (facts && collect(facts, event, at)) changed.add(facts);
    if (facts) for (const one of facts.channels) this.#ofChannel.set(one.id, facts);
    return this.#settle(changed);
  }

  /** A call of which nothing was seen yet. */
  begin(linkedId: string): CallFacts {
    return this.#callFor(linkedId);
  }

  /** A call we are about to ask for. */
  order(linkedId: string, ordered: NonNullable<CallFacts['ordered']>): CallFacts {
    const facts = this.#callFor(linkedId);
    facts.ordered = ordered;
    facts.revision += 1;
    return facts;
  }

  /** Takes changed facts over that no event told. */
  changed(facts: CallFacts): CallFacts[] {
    this.#remember(facts);
    return this.#settle(new Set([facts]));
  }

  drop(linkedId: string): void {
    const facts = this.#calls.get(linkedId);
    this.#calls.delete(linkedId);
    for (const one of facts?.channels ?? []) this.#ofChannel.delete(one.id);
  }

  #settle(changed: ReadonlySet<CallFacts>): CallFacts[] {
    for (const facts of changed) {
      facts.revision += 1;
      if (isOver(facts)) this.drop(facts.linkedId);
    }
    return [...changed];
  }

  #remember(facts: CallFacts): void {
    this.#calls.set(facts.linkedId, facts);
    for (const one of facts.channels) this.#ofChannel.set(one.id, facts);
  }

  #callFor(linkedId: string): CallFacts {
    const known = this.#calls.get(linkedId);
    if (known) return known;
    const facts = emptyFacts(linkedId);
    this.#calls.set(linkedId, facts);
    return facts;
  }

  /** The channel goes on in another call; what it did in this one stays there. */
  #move(id: string, from: CallFacts, to: CallFacts, at: number): void {
    const one = channel(from, id);
    if (!one) return;
    if (!channel(to, id)) to.channels.push({ ...one });
    for (const dial of from.dials) if (dial.to === id) to.dials.push({ ...dial });
    for (const stay of from.stays) if (stay.channel === id && stay.to === undefined) to.stays.push({ ...stay });
    endChannel(from, one, at);
    this.#ofChannel.set(id, to);
  }
}
