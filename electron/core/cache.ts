import type { FileHash } from '../../shared/model/index.ts';

/** How much of the files a desk keeps: bytes of all together, and days since one was last brought or opened. Null: without limit. */
export type CacheLimits = { maxBytes: number | null; maxDays: number | null };

/** A file on the disk. `usedAt`: when it was last brought here or opened; epoch ms. */
export type StoredFile = { hash: FileHash; size: number; usedAt: number };

const dayMs = 86_400_000;
/** What was brought or opened just now is being looked at. */
const inUseMs = 60 * 60_000;
/** Below this a file gives back less than it costs to ask for it again; bytes. */
const worthIt = 16 * 1024;
/** Room that is made at once, so that the next file does not ask for it again. */
const roomShare = 0.05;

/** Whether anything is to be let go at all, before it is looked into what may. */
export const isOverLimits = (files: readonly StoredFile[], limits: CacheLimits, now: number): boolean =>
  toLetGo(files, limits, () => true, now).length > 0;

/**
 * Which files to let go of, those unused the longest first: all that are older than the limit, and then as many as make room. Files
 * that may not go (`mayGo` says no: nobody else has them) stay, and count.
 */
export function toLetGo(
  files: readonly StoredFile[],
  { maxBytes, maxDays }: CacheLimits,
  mayGo: (hash: FileHash) => boolean,
  now: number,
): StoredFile[] {
  let used = files.reduce((sum, { size }) => sum + size, 0);
  const over = maxBytes !== null && used > maxBytes;
  const goal = over ? maxBytes * (1 - roomShare) : Number.POSITIVE_INFINITY;
  const oldest = maxDays === null ? Number.NEGATIVE_INFINITY : now - maxDays * dayMs;
  const gone: StoredFile[] = [];
  for (const file of [...files].sort((a, b) => a.usedAt - b.usedAt)) {
    const { hash, size, usedAt } = file;
    // In the future: the clock was set back.
    const inUse = usedAt > now - inUseMs && usedAt <= now;
    if (inUse || size < worthIt || (usedAt >= oldest && used <= goal) || !mayGo(hash)) continue;
    gone.push(file);
    used -= size;
  }
  return gone;
}
