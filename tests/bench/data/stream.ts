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
const longestTalk = 6;
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
  return all.sort(byTime);
}

function talks(customer: number, count: number, random: () => number, into: Moment[]): void {
  const began: Array<{ at: number; length: number }> = [];
  for (let left = count; left > 0; ) {
    const length = Math.min(left, 1 + Math.floor(random() * longestTalk));
    left -= length;
    began.push({ at: streamEnd - spanMs + Math.floor(random() * (spanMs - dayMs)), length });
  }
  began.sort((a, b) => a.at - b.at);
  for (const [talk, { at, length }] of began.entries()) {
    const ends = talk < began.length - 1 || random() > openShare ? 'resolved' : 'open';
    const messages = talkOf({ customer, talk, began: at, length }, random);
    for (const message of messages) into.push(message === messages.at(-1) ? { ...message, ends } : message);
  }
}

/** They write, we answer or they go on, minutes apart. */
function talkOf(
  { customer, talk, began, length }: { customer: number; talk: number; began: number; length: number },
  random: () => number,
): Moment[] {
  let at = began;
  return Array.from({ length }, (_, step) => {
    at += 30_000 + Math.floor(random() * 3_600_000);
    return { at, customer, talk, step, direction: step > 0 && random() < 0.45 ? 'out' : 'in', ends: undefined };
  });
}

const byTime = (a: Moment, b: Moment): number => a.at - b.at || a.customer - b.customer || a.step - b.step;

/**
 * Moments after the end of a stream of `size`, of the same kind: talks of customers there are, one every ten minutes. `from`
 * says how many such moments are there already, and is a multiple of what was asked for before.
 */
export function laterMoments(size: number, count: number, from = 0): Moment[] {
  const random = seeded(seedOfStream + 1 + from);
  const all: Moment[] = [];
  for (let talk = laterTalks + from; all.length < count; talk += 1) {
    const began = streamEnd + (talk - laterTalks) * 600_000;
    const length = Math.min(count - all.length, 1 + Math.floor(random() * longestTalk));
    all.push(...talkOf({ customer: Math.floor((random() * size) / perCustomer), talk, began, length }, random));
  }
  return all.sort(byTime);
}
