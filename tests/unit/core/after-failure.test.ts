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
