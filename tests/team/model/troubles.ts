import type { TelegramEmulator } from '../../servers/telegram/index.ts';
import type { Place } from './place.ts';

export type Trouble = { name: string; forMs: number; begin(): void | Promise<void>; end(): void | Promise<void> };

export const troubleKinds = [
  'line cut',
  'line cut',
  'cable pulled',
  'answers lost',
  'frozen',
  'frozen past its lease',
  'killed',
  'killed',
  'clock set',
  'provider drops what was sent',
  'provider drops before',
  'provider repeats itself',
  'provider refuses',
] as const;
export type TroubleKind = (typeof troubleKinds)[number];

/** A clock is wrong by at most this. */
export const skewLimitMs = 5 * 60_000;

/** What happens to one desk, or to the provider. `random` is asked now, and never while it goes on. */
export function trouble(kind: TroubleKind, place: Place, telegram: TelegramEmulator, random: () => number): Trouble {
  const short = 100 + Math.floor(random() * 2_500);
  const { door } = place;
  switch (kind) {
    case 'line cut':
      return { name: kind, forMs: short, begin: () => door.down(), end: () => door.up() };
    case 'cable pulled':
      return {
        name: kind,
        forMs: short,
        begin: () => void door.set({ kind: 'hole' }),
        async end() {
          await door.down();
          door.set(undefined);
          await door.up();
        },
      };
    case 'answers lost':
      return {
        name: kind,
        forMs: Math.min(short, 600),
        begin: () => void door.set({ kind: 'stall', after: 0 }),
        async end() {
          await door.down();
          door.set(undefined);
          await door.up();
        },
      };
    case 'frozen':
      return { name: kind, forMs: short, begin: () => place.freeze(), end: () => place.thaw() };
    case 'frozen past its lease':
      return { name: kind, forMs: 8_500 + Math.floor(random() * 4_000), begin: () => place.freeze(), end: () => place.thaw() };
    case 'killed':
      return { name: kind, forMs: short, begin: () => place.kill(), end: () => place.revive() };
    case 'clock set': {
      const skewMs = Math.floor((random() * 2 - 1) * skewLimitMs);
      return { name: kind, forMs: 1, begin: () => place.setClock(skewMs), end: () => undefined };
    }
    case 'provider drops what was sent':
      return atProvider(kind, () => telegram.faults.next('sendMessage', { kind: 'drop', when: 'after' }));
    case 'provider drops before':
      return atProvider(kind, () => telegram.faults.next('sendMessage', { kind: 'drop', when: 'before' }));
    case 'provider repeats itself':
      return atProvider(kind, () => telegram.faults.next('getUpdates', { kind: 'drop', when: 'after' }, 2));
    case 'provider refuses':
      return atProvider(kind, () => telegram.faults.next('sendMessage', { kind: 'too-many-requests', retryAfter: 1 }));
  }
}

const atProvider = (name: string, begin: () => void): Trouble => ({ name, forMs: 1, begin, end: () => undefined });
