import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attemptLimit, backoff, giveUpAfterMs, nextSendAttempt } from '../../../electron/core/backoff.ts';
import { canSend } from '../../../electron/core/can-send.ts';
import { onArrival } from '../../../electron/core/conversation.ts';

describe('backoff', () => {
  test('grows, is capped, and never comes at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, random) => {
        const delay = backoff(n, {}, () => random);
        expect(delay).toBeGreaterThanOrEqual(500);
        expect(delay).toBeLessThanOrEqual(60_000);
      }),
    );
    expect(backoff(5, {}, () => 1)).toBeGreaterThan(backoff(2, {}, () => 1));
  });

  test('a wait the provider names is kept to; after a day it has failed', () => {
    expect(nextSendAttempt({ attempts: 1, createdAt: 0, now: 1000, retryAfterMs: 7000 })).toBe(8000);
    expect(nextSendAttempt({ attempts: 9, createdAt: 0, now: giveUpAfterMs + 1 })).toBeUndefined();
  });

  test('an attempt has two minutes, and as long besides as its files take on a slow line', () => {
    expect(attemptLimit(0)).toBe(120_000);
    // Twenty-five megabytes on the wire at a hundred kilobits a second.
    expect(attemptLimit(18 * 1024 * 1024)).toBeGreaterThan(25 * 60_000);
  });
});

describe('canSend', () => {
  const base = { capabilities: {}, channelState: 'online', hasWritten: true } as const;
  test.each([
    [{ ...base }, { allowed: true }],
    [{ ...base, channelState: 'backoff' as const }, { allowed: true }],
    [
      { ...base, hasWritten: false },
      { allowed: false, reason: 'must-write-first' },
    ],
    [{ ...base, hasWritten: false, capabilities: { mayWriteFirst: true } as const }, { allowed: true }],
    [
      { ...base, unreachable: 'blocked' as const },
      { allowed: false, reason: 'unreachable-blocked' },
    ],
    [{ ...base, account: 'answer' as const }, { allowed: true }],
    [
      { ...base, account: 'read' as const },
      { allowed: false, reason: 'account-only-read' },
    ],
    [
      { ...base, account: 'ended' as const },
      { allowed: false, reason: 'account-ended' },
    ],
    [
      { ...base, channelState: 'stopped' as const },
      { allowed: false, reason: 'channel-stopped' },
    ],
  ])('%o', (contact, permission) => {
    expect(canSend(contact)).toEqual(permission);
  });
});

describe('what an arrival does', () => {
  const arrival = { direction: 'in', automatic: false, historic: false, answeredLater: false } as const;
  test.each([
    ['a first message opens', arrival, undefined, 'open-new'],
    ['a further one leaves it', arrival, { status: 'open', imported: false } as const, 'leave'],
    ['it wakes a waiting one', arrival, { status: 'pending', imported: false } as const, 'reopen'],
    ['a machine opens nothing', { ...arrival, automatic: true }, undefined, 'leave'],
    ['answered history opens nothing', { ...arrival, historic: true, answeredLater: true }, undefined, 'leave'],
    ['unanswered history opens', { ...arrival, historic: true }, undefined, 'open-new'],
    [
      'the answer closes what the import opened',
      { ...arrival, direction: 'out', historic: true } as const,
      { status: 'open', imported: true } as const,
      'close-imported',
    ],
    [
      'our answer from elsewhere leaves a live one',
      { ...arrival, direction: 'out' } as const,
      { status: 'open', imported: false } as const,
      'leave',
    ],
  ])('%s', (_, what, open, action) => {
    expect(onArrival(what, open)).toBe(action);
  });
});
