/** How much later than planned an answer may leave without anybody asking whether it is still right; ms. */
const graceMs = 30 * 60_000;

/**
 * Whether an answer whose time has come leaves now. The program may have been closed at that time: when they have written
 * since, and it is late, a person looks at it first.
 */
export function mayLeave(held: { reason: 'undo' | 'later'; sendAt: number; answeredSince: boolean }, now: number): boolean {
  return held.reason === 'undo' || !held.answeredSince || now - held.sendAt <= graceMs;
}
