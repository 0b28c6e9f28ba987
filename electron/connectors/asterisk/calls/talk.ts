import type { BridgeStay, CallFacts } from './facts.ts';
import { isLocal } from './sides.ts';

/** A time in which the customer and somebody else were in one bridge. `with`: that somebody's channel. */
export type Talk = { from: number; to?: number; with: string };

/** When the customer's side and ours were together, the earliest first. */
export function talksOf(facts: CallFacts, customers: ReadonlySet<string>): Talk[] {
  const talks: Talk[] = [];
  for (const theirs of facts.stays.filter(({ channel }) => customers.has(channel))) {
    for (const other of facts.stays) {
      if (other.bridge !== theirs.bridge || customers.has(other.channel)) continue;
      const from = Math.max(theirs.from, other.from);
      const to = earliest(theirs.to, other.to);
      if (to === undefined || to > from || met(theirs, other))
        talks.push({ from, with: beyond(facts, other.channel, from), ...(to === undefined ? {} : { to }) });
    }
  }
  return talks.sort((a, b) => a.from - b.from);
}

const met = (a: BridgeStay, b: BridgeStay): boolean => a.met?.includes(b.channel) === true || b.met?.includes(a.channel) === true;

const earliest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

/** Behind a half of Local is its other half, and whoever that one is together with. */
function beyond(facts: CallFacts, id: string, at: number): string {
  const one = facts.channels.find((channel) => channel.id === id);
  if (!one || !isLocal(one)) return id;
  const halfName = one.name.replace(/;(\d)$/, (_, n: string) => (n === '1' ? ';2' : ';1'));
  const half = facts.channels.find(({ name }) => name === halfName);
  const stay = half && facts.stays.find(({ channel, to }) => channel === half.id && (to === undefined || to >= at));
  const partner = stay && facts.stays.find(({ channel, bridge }) => bridge === stay.bridge && channel !== stay.channel);
  return partner?.channel ?? id;
}

/** Total time covered by spans, overlaps counted once; open ones up to `until`. ms. */
export function covered(spans: ReadonlyArray<{ from: number; to?: number }>, until: number): number {
  let sum = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to = until } of [...spans].sort((a, b) => a.from - b.from)) {
    if (to <= end) continue;
    sum += to - Math.max(from, end);
    end = to;
  }
  return sum;
}

/** The parts of `spans` that lie within any of `frames`. */
export const within = <T extends { from: number; to?: number }>(
  spans: readonly T[],
  frames: ReadonlyArray<{ from: number; to?: number }>,
): Array<{ from: number; to?: number }> =>
  spans.flatMap((span) =>
    frames.flatMap((frame) => {
      const from = Math.max(span.from, frame.from);
      const to = earliest(span.to, frame.to);
      return to === undefined || to > from ? [{ from, ...(to === undefined ? {} : { to }) }] : [];
    }),
  );
