import { seeded } from '../../support/random.ts';

/** One message before its words are known. */
export type Moment = {
  /** Epoch ms. */
  at: number;
  /** Number of the customer; 0 is the one with a long history. */
  customer: number;
  /** Talk of this customer, from 0, and the place within it. */
  talk: number;
  step: number;
  direction: 'in' | 'out';
  /** The last of its talk; after it the conversation is resolved or left open. */
  ends: 'resolved' | 'open' | undefined;
};

const perCustomer = 10;
/** The long history: 5,500 of a million messages. */
const longShare = 0.0055;
const openShare = 0.6;
const dayMs = 86_400_000;
/** 2026-11-01T00:00:00Z; the messages of two years end here. */
export const streamEnd = 1_793_491_200_000;
const spanMs = 730 * dayMs;
const seedOfStream = 205;
/** No customer has so many talks within a stream. */
const laterTalks = 1_000_000;

/**
 * Exactly `size` moments in the order of time: talks of one to six messages minutes apart, spread over two years, ten
 * messages a customer on average, one customer with a long history.
 */
export function moments(size: number): Moment[] {
  const random = seeded(seedOfStream);
  const all: Moment[] = [];
  for (let customer = 0; all.length < size; customer += 1) {
    const count = customer === 0 ? Math.round(size * longShare) : 1 + Math.floor(-Math.log(1 - random()) * (perCustomer - 0.5));
    talks(customer, Math.min(count, size - all.length), random, all);
  }
  return all.sort((a, b) => a.at - b.at || a.customer - b.customer || a.step - b.step);
}

function talks(customer: number, count: number, random: () => number, into: Moment[]): void {
  const own: Moment[][] = [];
  for (let left = count; left > 0; ) {
    const length = Math.min(left, 1 + Math.floor(random() * 6));
    left -= length;
    let at = streamEnd - spanMs + Math.floor(random() * (spanMs - dayMs));
    own.push(
      Array.from({ length }, (_, step) => {
        at += 30_000 + Math.floor(random() * 3_600_000);
        const direction = step > 0 && random() < 0.45 ? 'out' : 'in';
        return { at, customer, talk: 0, step, direction, ends: undefined };
      }),
    );
  }
  own.sort((a, b) => (a[0]?.at ?? 0) - (b[0]?.at ?? 0));
  for (const [talk, messages] of own.entries()) {
    const ends = talk < own.length - 1 || random() > openShare ? 'resolved' : 'open';
    for (const message of messages) into.push({ ...message, talk, ends: message === messages.at(-1) ? ends : undefined });
  }
}

/**
 * Moments after the end of a stream of `size`: one message each of customers there are, a minute apart. `from` says how many
 * such moments are there already.
 */
export function laterMoments(size: number, count: number, from = 0): Moment[] {
  const random = seeded(seedOfStream + from);
  return Array.from({ length: count }, (_, n) => ({
    at: streamEnd + (from + n) * 60_000,
    customer: Math.floor((random() * size) / perCustomer),
    talk: laterTalks + from + n,
    step: 0,
    direction: 'in',
    ends: undefined,
  }));
}
