import type { InboundCallLeg } from '../../../../shared/contract/connector.ts';
import type { CallLegResult } from '../../../../shared/model/index.ts';
import type { CallFacts, ChannelFacts, DialFacts } from './facts.ts';
import { extensionOf, type House, isLocal } from './sides.ts';
import type { Talk } from './talk.ts';

type Dialled = { dial: DialFacts; channel: ChannelFacts; extension: string | undefined };

/**
 * Whom the PBX rang for the customer. A Local channel in front of a desk is the same ringing as the desk behind it; a desk that a
 * queue rings again and again without an answer is one leg.
 */
export function legsOf(facts: CallFacts, house: House, customers: ReadonlySet<string>, talks: readonly Talk[]): InboundCallLeg[] {
  const dialled = facts.dials.flatMap((dial): Dialled[] => {
    const channel = facts.channels.find(({ id }) => id === dial.to);
    if (!channel || customers.has(channel.id) || channel.id === facts.linkedId) return [];
    return [{ dial, channel, extension: extensionOf(house, channel) }];
  });
  const real = dialled.filter((one) => !isLocal(one.channel) || !dialled.some((other) => isBehind(one, other)));
  const answeredAt = talks[0]?.from;
  const legs: InboundCallLeg[] = [];
  for (const { dial, channel, extension } of real) {
    const talk = talks.find((one) => one.with === channel.id);
    const answered = talk?.from ?? (dial.status === 'ANSWER' ? dial.endAt : undefined);
    const endedAt = dial.status === 'ANSWER' ? channel.endAt : (dial.endAt ?? channel.endAt);
    const leg: InboundCallLeg = {
      id: channel.id,
      ringAt: dial.ringAt ?? dial.at,
      result: resultOf(dial, channel, { talk, left: wasLeft(facts, channel), answeredAt }),
      ...(extension === undefined ? {} : { extension }),
      ...nameOf(dial, channel, extension),
      ...(answered === undefined ? {} : { answeredAt: answered }),
      ...(endedAt === undefined ? {} : { endedAt }),
    };
    const before = legs.at(-1);
    const earlier = legs.findLast((one) => one.extension === leg.extension && extension !== undefined);
    if (earlier?.result === 'no-answer' && leg.extension !== undefined && before) {
      Object.assign(earlier, { ...leg, ringAt: earlier.ringAt });
    } else legs.push(leg);
  }
  return legs;
}

/** `other` is the desk that a Local channel in front of it rings. */
const isBehind = (one: Dialled, other: Dialled): boolean =>
  !isLocal(other.channel) &&
  other.extension === one.extension &&
  other.dial.at >= one.dial.at &&
  other.dial.at <= (one.channel.endAt ?? Number.POSITIVE_INFINITY);

function nameOf({ name }: DialFacts, channel: ChannelFacts, extension: string | undefined): { name?: string } {
  const told = name ?? channel.callerName;
  if (told !== undefined && told !== extension) return { name: told };
  return extension === undefined ? { name: channel.name } : {};
}

/** They gave the customer on to somebody else. */
const wasLeft = (facts: CallFacts, { id }: ChannelFacts): boolean => facts.transfers.some(({ from }) => from === id);

function resultOf(
  dial: DialFacts,
  channel: ChannelFacts,
  { talk, left, answeredAt }: { talk: Talk | undefined; left: boolean; answeredAt: number | undefined },
): CallLegResult {
  if (dial.endAt === undefined && channel.endAt === undefined) return 'ringing';
  switch (dial.status) {
    case 'ANSWER':
      if (left) return 'left';
      return channel.endAt === undefined && talk?.to === undefined ? 'talking' : 'answered';
    case 'BUSY':
      return 'busy';
    case 'CHANUNAVAIL':
    case 'CONGESTION':
      return 'unreachable';
    case 'NOANSWER':
      return 'no-answer';
    default:
      break;
  }
  if (answeredAt !== undefined && (dial.endAt ?? 0) >= answeredAt - answeredSlackMs) return 'elsewhere';
  // Q.850: 19 no answer, 17 busy, 21 rejected.
  if (channel.cause === 21) return 'declined';
  if (channel.cause === 17) return 'busy';
  if (channel.cause === 26) return 'elsewhere';
  return channel.cause === 19 ? 'no-answer' : 'cancelled';
}

/** The others stop ringing a moment before the one who answered is through to the caller. */
const answeredSlackMs = 3000;
