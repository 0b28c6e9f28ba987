import type { EpochMs } from '../../shared/model/index.ts';

/** Nothing was touched in the window for so long. */
export const idleMs = 300_000;

/**
 * Whether nobody is at this desk: the machine was left, and the window too. Both, because a hand in another program is somebody who is
 * here, and what a helper for those who cannot type does in the window is no touch of the machine.
 */
export const isIdle = (machine: boolean, touchedAt: EpochMs, now: EpochMs): boolean => machine && now - touchedAt >= idleMs;
