import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Leases } from '../../../electron/team/leases.ts';
import { ServerAway, type TeamServer } from '../../../electron/team/server.ts';

/** A server of which only the leases are there; it gives the channel to whoever asks. */
let fence = 0;
const renewed: number[] = [];
const server = {
  leases: async () => [{ channel: 'bot', node: fence === 0 ? null : 'here', name: 'Here', kind: 'desk', free: fence === 0 }],
  takeLease: async () => {
    fence += 1;
    return { ok: true, fence, wanted: false, remainingMs: 8_000, holder: null };
  },
  renewLease: async (_channel: string, _node: string, number: number) => {
    renewed.push(number);
    return { ok: true, fence: number, wanted: false, remainingMs: 8_000, holder: null };
  },
} as unknown as TeamServer;

beforeEach(() => {
  fence = 0;
  renewed.length = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const leasesWhere = (taken: (id: string, fence: number) => Promise<boolean>): Leases =>
  new Leases({
    server: () => server,
    node: 'here',
    kind: 'desk',
    mayRun: () => true,
    mayKeep: () => true,
    taken,
    ended: async () => undefined,
    told: () => undefined,
    trouble: () => undefined,
  });

test.each([
  ['the line ended in between', () => Promise.reject(new ServerAway('away'))],
  ['it could not be begun', () => Promise.resolve(false)],
])('a channel that was given to us and does not run is not ours, and is taken anew: %s', async (_why, first) => {
  const begun: number[] = [];
  const leases = leasesWhere(async (_id, number) => {
    if (number === 1) return first();
    begun.push(number);
    return true;
  });
  leases.lookSoon();
  await vi.advanceTimersByTimeAsync(0);
  expect(fence).toBe(1);
  expect(leases.fence('bot')).toBeUndefined();
  leases.lookSoon();
  await vi.advanceTimersByTimeAsync(0);
  expect(begun).toEqual([2]);
  expect(leases.fence('bot')).toBe(2);
  expect(renewed).toEqual([]);
  leases.lookSoon();
  await vi.advanceTimersByTimeAsync(0);
  expect(renewed).toEqual([2]);
});
