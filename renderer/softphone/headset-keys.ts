import type { PhoneCall, PhoneCommand } from '../../shared/contract/softphone.ts';
import type { HeadsetKey } from './headset-reports.ts';

/** What a key of a headset asks for, by the calls there are; `undefined`: nothing, as when there is no call. Pure. */
export function askedBy(key: HeadsetKey, calls: readonly PhoneCall[]): PhoneCommand | undefined {
  const at = (...states: readonly PhoneCall['state'][]): PhoneCall | undefined =>
    calls.find(({ state }) => states.includes(state));
  const ringing = at('ringing');
  const talking = at('talking');
  const held = at('held');
  switch (key) {
    case 'hook-up':
      if (ringing) return { do: 'answer', id: ringing.id };
      return held && !talking ? { do: 'hold', id: held.id, on: false } : undefined;
    case 'hook-down':
      return end(talking ?? at('calling') ?? held);
    case 'drop':
      return end(ringing ?? talking ?? at('calling') ?? held);
    case 'mute':
      return talking && { do: 'mute', id: talking.id, on: !talking.muted };
    case 'flash':
      // Whoever knocks is answered, and else the two take turns, as at any telephone.
      if (ringing) return { do: 'answer', id: ringing.id };
      if (held) return { do: 'hold', id: held.id, on: false };
      return talking && { do: 'hold', id: talking.id, on: true };
  }
}

const end = (call: PhoneCall | undefined): PhoneCommand | undefined => call && { do: 'hangUp', id: call.id };

/** What the lamps of a headset say of the calls. Pure. */
export const lampsOf = (calls: readonly PhoneCall[]) => ({
  ringing: calls.some(({ state }) => state === 'ringing'),
  offHook: calls.some(({ state }) => state !== 'ringing'),
  muted: calls.some(({ state, muted }) => state === 'talking' && muted),
});
