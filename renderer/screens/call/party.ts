import type { LiveCall } from '../../../shared/contract/api.ts';
import type { PhoneCall } from '../../../shared/contract/softphone.ts';
import { isHiddenNumber } from '../../../shared/lib/hidden-number.ts';
import { sameNumber } from '../telephony/call-words.ts';

/** Who is on the other side: a name where one is known, and the number unless they hide it. */
export type Party = { name?: string; number?: string };

/** What the PBX's own line of news says of a call that the softphone has: the same number, and it is ours. */
export function liveOf(call: PhoneCall, live: readonly LiveCall[]): LiveCall | undefined {
  const same = (number: string | undefined): boolean =>
    number === undefined ? isHiddenNumber(call.number) : sameNumber(number, call.number);
  return live.find(({ item, mine, ringsHere }) => (mine || ringsHere) && same(item.call.number));
}

/** The customer's own name before the one that the network shows, which is the caller's claim. */
export function partyOf(call: PhoneCall, live: LiveCall | undefined): Party {
  const shown = call.name === undefined || isHiddenNumber(call.name) ? undefined : call.name;
  const known = live !== undefined && !live.customer.nameIsAddress ? live.customer.name : shown;
  return {
    ...(isHiddenNumber(call.number) ? {} : { number: call.number }),
    ...(known === undefined ? {} : { name: known }),
  };
}

/** The call one talks on, or that was talked on last: what the keys of the keyboard mean. */
export function foremost(calls: readonly PhoneCall[]): PhoneCall | undefined {
  return (
    calls.find(({ state }) => state === 'talking') ??
    calls.find(({ state }) => state === 'calling') ??
    calls.find(({ state }) => state === 'held')
  );
}
