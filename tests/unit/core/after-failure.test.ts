import { describe, expect, it } from 'vitest';
import { afterFailure } from '../../../electron/core/after-failure.ts';

const none = { failures: 0, conflicts: 0 };
const most = () => 1;

describe('what a channel does after its session failed', () => {
  it('tries again, each time later, up to a minute', () => {
    const waits = [0, 1, 2, 9].map((failures) => afterFailure({ kind: 'offline' }, { failures, conflicts: 0 }, most).waitMs);
    expect(waits).toEqual([1000, 2000, 4000, 60_000]);
    expect(afterFailure({ kind: 'ours' }, none, most)).toEqual({
      state: 'backoff',
      waitMs: 1000,
      counted: { failures: 1, conflicts: 0 },
    });
  });

  it('waits at most eight seconds for a server that was there a moment ago, and never less than after a first failure', () => {
    let before = none;
    const waits = Array.from({ length: 6 }, () => {
      const { waitMs, counted } = afterFailure({ kind: 'offline', met: true }, before, most);
      before = counted;
      return waitMs;
    });
    expect(waits).toEqual([1000, 2000, 4000, 8000, 8000, 8000]);
    // Away in earnest, it is waited for ever longer.
    expect(afterFailure({ kind: 'offline' }, before, most).waitMs).toBe(16_000);
  });

  it.each(['rate-limit', 'protocol', 'ours'] as const)('after “%s” is as patient with a server that was there', (kind) => {
    expect(afterFailure({ kind, met: true }, { failures: 9, conflicts: 0 }, most).waitMs).toBe(60_000);
    expect(afterFailure({ kind: 'rate-limit', retryAfterMs: 17_000, met: true }, none).waitMs).toBe(17_000);
  });

  it('waits as long as the provider said', () => {
    expect(afterFailure({ kind: 'rate-limit', retryAfterMs: 17_000 }, none)).toMatchObject({ state: 'backoff', waitMs: 17_000 });
    expect(afterFailure({ kind: 'rate-limit' }, none, most).waitMs).toBe(1000);
  });

  it('waits for a person where a login was refused', () => {
    expect(afterFailure({ kind: 'auth' }, { failures: 3, conflicts: 0 })).toEqual({
      state: 'needs-auth',
      counted: { failures: 3, conflicts: 0 },
    });
  });

  it('is patient once with another program on the account, and then waits for a person', () => {
    const once = afterFailure({ kind: 'conflict' }, none);
    expect(once).toEqual({ state: 'backoff', waitMs: 3000, counted: { failures: 1, conflicts: 1 } });
    expect(afterFailure({ kind: 'conflict' }, once.counted)).toEqual({
      state: 'conflict',
      counted: { failures: 1, conflicts: 2 },
    });
  });
});
