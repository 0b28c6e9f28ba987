/**
 * Delay before attempt `n` (1 is the first retry), in ms: doubling from `base` to `cap`, with "equal jitter" so that
 * three hundred desks do not come back in the same second, yet nobody retries at once.
 */
export function backoff(
  n: number,
  { base = 1000, cap = 60_000 }: { base?: number; cap?: number } = {},
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(cap, base * 2 ** Math.max(0, Math.min(n - 1, 30)));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}

/** A message that cannot be delivered for this long is shown as failed; people decide what to do then. */
export const giveUpAfterMs = 24 * 60 * 60 * 1000;
/** And not before so many attempts: a machine that slept for the weekend, or whose clock was set, has not tried all that time. */
const leastAttempts = 8;

const leastAttemptMs = 120_000;
/** A line so slow is still worth waiting for: a hundred kilobits a second, in bytes a millisecond. */
const slowestLine = 12;

/** How long one attempt to send may take in all, ms, for a message with so many bytes of files. */
export const attemptLimit = (bytes: number): number => leastAttemptMs + Math.ceil(bytes / slowestLine);

/** When to try a send again that certainly did not arrive; undefined means it has failed. */
export function nextSendAttempt(
  { attempts, createdAt, now, retryAfterMs }: { attempts: number; createdAt: number; now: number; retryAfterMs?: number },
  random: () => number = Math.random,
): number | undefined {
  if (now - createdAt > giveUpAfterMs && attempts >= leastAttempts) return undefined;
  return now + (retryAfterMs ?? backoff(attempts, { base: 2000, cap: 5 * 60_000 }, random));
}

/** When to try a change again that may be repeated without harm: until it is done or refused. */
export const nextActionAttempt = (
  { attempts, now, retryAfterMs }: { attempts: number; now: number; retryAfterMs?: number },
  random: () => number = Math.random,
): number => now + (retryAfterMs ?? backoff(attempts, { base: 2000, cap: 5 * 60_000 }, random));
