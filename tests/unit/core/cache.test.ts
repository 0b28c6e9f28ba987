import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOverLimits, type StoredFile, toLetGo } from '../../../electron/core/cache.ts';

const day = 86_400_000;
const MB = 1024 * 1024;
const now = 1_000 * day;
const file = (hash: string, daysAgo: number, size = MB): StoredFile => ({ hash, size, usedAt: now - daysAgo * day });
const none = { maxBytes: null, maxDays: null };
const hashes = (files: readonly StoredFile[]) => files.map(({ hash }) => hash);
const all = () => true;

describe('what a desk lets go of', () => {
  const files = [file('a', 1), file('b', 40), file('c', 10), file('d', 200)];

  test('nothing without limits, and nothing within them', () => {
    expect(toLetGo(files, none, all, now)).toEqual([]);
    expect(toLetGo(files, { maxBytes: 4 * MB, maxDays: 365 }, all, now)).toEqual([]);
    expect(isOverLimits(files, { maxBytes: 4 * MB, maxDays: 365 }, now)).toBe(false);
  });

  test('what was not used for longer than the limit', () => {
    expect(hashes(toLetGo(files, { maxBytes: null, maxDays: 30 }, all, now))).toEqual(['d', 'b']);
    expect(isOverLimits(files, { maxBytes: null, maxDays: 30 }, now)).toBe(true);
  });

  test('as much as makes room and a little more, the longest unused first', () => {
    expect(hashes(toLetGo(files, { maxBytes: 3 * MB, maxDays: null }, all, now))).toEqual(['d', 'b']);
    expect(hashes(toLetGo(files, { maxBytes: 3.5 * MB, maxDays: null }, all, now))).toEqual(['d']);
  });

  test('what nobody else has stays, and the next one goes in its place', () => {
    expect(hashes(toLetGo(files, { maxBytes: 3.5 * MB, maxDays: null }, (hash) => hash !== 'd', now))).toEqual(['b']);
  });

  test('what is being looked at stays, however little is allowed', () => {
    const recent = [file('x', 0.01, 50 * MB), file('y', 1)];
    expect(hashes(toLetGo(recent, { maxBytes: 0, maxDays: 0 }, all, now))).toEqual(['y']);
  });

  test('small files stay', () => {
    expect(toLetGo([file('a', 500, 1000)], { maxBytes: 0, maxDays: 1 }, all, now)).toEqual([]);
  });

  test('what was used in a future of a wrong clock is no safer than the rest', () => {
    expect(hashes(toLetGo([file('a', -900)], { maxBytes: 0, maxDays: null }, all, now))).toEqual(['a']);
  });
});

test('of any files and limits: only what may go, and no more than needed', () => {
  const files = fc.array(
    fc.record({ size: fc.integer({ min: 0, max: 5 * MB }), days: fc.integer({ min: 0, max: 400 }), free: fc.boolean() }),
    {
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(files, fc.integer({ min: 0, max: 60 * MB }), (given, maxBytes) => {
      const stored = given.map(({ size, days }, n) => file(String(n), days, size));
      const free = (hash: string) => given[Number(hash)]?.free === true;
      const gone = toLetGo(stored, { maxBytes, maxDays: null }, free, now);
      const left = stored.filter((one) => !gone.includes(one));
      const sum = (some: readonly StoredFile[]) => some.reduce((bytes, { size }) => bytes + size, 0);
      expect(gone.every(({ hash }) => free(hash))).toBe(true);
      // Either there is room now, or nothing that may go is left.
      const room = sum(left) <= maxBytes;
      expect(room || left.every(({ hash, size, usedAt }) => !free(hash) || size < 16 * 1024 || usedAt > now - day / 24)).toBe(
        true,
      );
      // Without the last of them there would have been too little.
      const last = gone.at(-1);
      if (last) expect(sum(left) + last.size).toBeGreaterThan(maxBytes * 0.95);
    }),
  );
});
