import { createHash } from 'node:crypto';
import type { CloudPbxChannelConfig } from '../../../shared/contract/provision.ts';
import type { EpochMs } from '../../../shared/model/index.ts';
import { type CallFacts, callOf, type Order } from './facts.ts';
import type { Note, Told } from './told.ts';

/** A recording may be told so long after the end. ms. */
const keptMs = 6 * 60 * 60_000;
/** So many calls that are over are kept for it at most. */
const keptCalls = 100;
/** Of a call that goes on nothing was heard for so long: its end was missed. ms. */
const silenceMs = 4 * 60 * 60_000;
/** An order that became no call. ms. */
const orderMs = 3 * 60_000;
/** More events than this of one call are not taken. */
const mostNotes = 200;

/** Calls that go on, and those whose recording may still come. Committed as the cursor. */
export class CallTracker {
  readonly #calls = new Map<string, CallFacts>();
  readonly #config: Pick<CloudPbxChannelConfig, 'provider'>;

  constructor(config: Pick<CloudPbxChannelConfig, 'provider'>, open: readonly CallFacts[] = []) {
    this.#config = config;
    for (const facts of open) this.#calls.set(facts.name, structuredClone(facts));
  }

  get open(): CallFacts[] {
    return [...this.#calls.values()];
  }

  /** Takes in what an event says; `undefined` when it was known. */
  take(note: Note, told: readonly Told[]): CallFacts | undefined {
    const [first] = told;
    if (first === undefined) return undefined;
    const key = first.seq === undefined || this.#config.provider !== 'generic' ? keyOf(note) : `revision-${first.seq}`;
    const facts = this.#find(first) ?? this.#ordered(first) ?? this.#begin(first);
    if (facts.notes.length >= mostNotes || facts.notes.some((known) => known.key === key)) return undefined;
    if (!facts.ids.includes(first.call)) facts.ids.push(first.call);
    facts.notes.push({ ...note, key });
    facts.revision += 1;
    delete facts.lostAt;
    return facts;
  }

  order(order: Order): CallFacts {
    const facts: CallFacts = { name: order.id, ids: [], revision: 1, order, notes: [] };
    this.#calls.set(facts.name, facts);
    return facts;
  }

  /** The provider names the call it made of an order. */
  named(name: string, id: string): void {
    const facts = this.#calls.get(name);
    if (facts && !facts.ids.includes(id)) facts.ids.push(id);
  }

  drop(name: string): void {
    this.#calls.delete(name);
  }

  get(name: string): CallFacts | undefined {
    return this.#calls.get(name);
  }

  isOver(facts: CallFacts): boolean {
    const state = callOf(facts, this.#config)?.state;
    return state === undefined || state === 'ended';
  }

  /** Forgets what is long over; answers those of which no more will be heard. */
  sweep(now: EpochMs): CallFacts[] {
    const lost: CallFacts[] = [];
    const over: CallFacts[] = [];
    for (const facts of this.#calls.values()) {
      const quiet = now - lastAt(facts);
      if (this.isOver(facts)) {
        if (quiet > keptMs) this.#calls.delete(facts.name);
        else over.push(facts);
      } else if (quiet > (facts.notes.length === 0 ? orderMs : silenceMs)) {
        facts.lostAt = now;
        facts.revision += 1;
        lost.push(facts);
      }
    }
    over.sort((a, b) => lastAt(b) - lastAt(a));
    for (const { name } of over.slice(keptCalls)) this.#calls.delete(name);
    return lost;
  }

  #find({ call, order }: Told): CallFacts | undefined {
    const known = [...this.#calls.values()].find(({ ids }) => ids.includes(call));
    return known ?? (order === undefined ? undefined : this.#calls.get(order));
  }

  /**
   * Where the provider does not give the order's name back: the same desk calls the same number soon after, or is rung for it first,
   * with no number yet.
   */
  #ordered({ direction, extension, number, at, what }: Told): CallFacts | undefined {
    if (direction !== 'out' || (number ?? extension) === undefined || what === 'recording') return undefined;
    return [...this.#calls.values()].find(({ order, ids }) => {
      if (order === undefined || ids.length > 0 || Math.abs(at - order.at) > orderMs) return false;
      return (
        (number === undefined || sameEnd(order.number, number)) && (extension === undefined || extension === order.extension)
      );
    });
  }

  #begin({ call }: Told): CallFacts {
    const facts: CallFacts = { name: call, ids: [call], revision: 0, notes: [] };
    this.#calls.set(call, facts);
    return facts;
  }
}

const lastAt = ({ notes, order }: CallFacts): EpochMs => notes.at(-1)?.receivedAt ?? order?.at ?? 0;

/** What is the same when it is told again: all but the moment it arrived. */
export const keyOf = ({ path, body }: Note): string => createHash('sha256').update(`${path}\n${body}`, 'utf8').digest('hex');

/** Numbers are written with +7, with 8 and with neither. */
function sameEnd(a: string, b: string): boolean {
  const [x, y] = [a, b].map((one) => one.replace(/\D/g, '').slice(-10));
  return x !== undefined && x !== '' && x === y;
}
