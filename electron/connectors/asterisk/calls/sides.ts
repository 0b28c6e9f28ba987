import type { AsteriskChannelConfig } from '../../../../shared/contract/provision.ts';
import { isHiddenNumber } from '../../../../shared/lib/hidden-number.ts';
import type { CallFacts, ChannelFacts } from './facts.ts';

export type House = Pick<AsteriskChannelConfig, 'extension' | 'agents' | 'internalDigits'>;

const usualDigits = 5;

/** A number of ours: known by the settings, or short. */
export function isInternal(house: House, number: string): boolean {
  const digits = house.internalDigits ?? usualDigits;
  const seats = house.extension === number || house.agents?.some(({ extension }) => extension === number) === true;
  return seats || (/^\d+$/.test(number) && number.length <= digits);
}

/** `PJSIP/101-0000001a` → `101`, `Local/101@from-queue-00000002;1` → `101`. */
export function endpointOf({ name }: ChannelFacts): string {
  const slash = name.indexOf('/');
  const end = name.lastIndexOf('-');
  return name.slice(slash + 1, end > slash ? end : undefined).replace(/@.*$/, '');
}

/** A helper of Asterisk's own: two halves of nobody's phone. */
export const isLocal = ({ name }: ChannelFacts): boolean => name.startsWith('Local/');

/** Extension of the desk a channel goes to; undefined for a line to the outside. */
export function extensionOf(house: House, channel: ChannelFacts): string | undefined {
  const endpoint = endpointOf(channel);
  return isInternal(house, endpoint) ? endpoint : undefined;
}

export const shownNumber = (number: string | undefined): string | undefined =>
  number === undefined || isHiddenNumber(number) ? undefined : number;

/** A number that leads out of the house. */
export const leadsOut = (house: House, number: string | undefined): number is string =>
  number !== undefined && /^\+?[\d() .-]+$/.test(number) && /\d/.test(number) && !isInternal(house, number);

/**
 * Which side is which. `customer`: every channel that is the other side; `desks`: those that are ours. Undefined for a call that
 * stays in the house, as far as is known by now.
 */
export type Sides = {
  direction: 'in' | 'out';
  number: string | undefined;
  callerName?: string;
  line?: string;
  dialledBy?: string;
  customers: ReadonlySet<string>;
};

export function sidesOf(facts: CallFacts, house: House): Sides | undefined {
  const first = facts.channels.find(({ id }) => id === facts.linkedId) ?? facts.channels[0];
  const outside = facts.channels.filter((channel) => !isLocal(channel) && extensionOf(house, channel) === undefined);
  if (facts.ordered) {
    const { extension, number } = facts.ordered;
    return { direction: 'out', number, dialledBy: extension, customers: ids(outside) };
  }
  if (!first) return undefined;
  const desk = extensionOf(house, first);
  if (desk !== undefined && !isLocal(first)) {
    const number = [first.exten, ...facts.dials.map((dial) => dial.number)].find((one) => leadsOut(house, one));
    if (number === undefined) return undefined;
    return {
      direction: 'out',
      number,
      dialledBy: desk,
      customers: ids(outside.filter(({ id }) => id !== first.id)),
    };
  }
  const half = isLocal(first) ? facts.channels.find((one) => isLocal(one) && leadsOut(house, one.number)) : undefined;
  if (isLocal(first) && half === undefined) return undefined;
  const caller = half ?? first;
  const halves = half ? facts.channels.filter((one) => isLocal(one) && sameLocal(one, half)) : [];
  return {
    direction: 'in',
    number: shownNumber(caller.number),
    customers: ids([caller, ...halves]),
    ...(caller.callerName === undefined ? {} : { callerName: caller.callerName }),
    ...(caller.exten === undefined ? {} : { line: caller.exten }),
  };
}

const sameLocal = (a: ChannelFacts, b: ChannelFacts): boolean => a.name.replace(/;\d$/, '') === b.name.replace(/;\d$/, '');
const ids = (channels: readonly ChannelFacts[]): ReadonlySet<string> => new Set(channels.map(({ id }) => id));
