/**
 * Where reading one folder stands. Every mail up to `highestUid` that was there when we began is history and belongs to the
 * backfill; above it is new mail, taken in order.
 */
export type FolderCursor = {
  /** Decimal text. When the server's differs, uids mean other mails now (RFC 3501, section 2.3.1.1): begin again. */
  uidValidity: string;
  highestUid: number;
  backfill: Backfill | 'complete';
  /** Everything that changed up to this mod-sequence is known (RFC 7162). Decimal text; absent where the server keeps none. */
  modseq?: string;
};
/** Newest first: everything from `belowUid` upwards is done. `done` and `total` count mails of the window. */
export type Backfill = { sinceMs: number; belowUid: number; done: number; total: number };

const day = 86_400_000;

/** Beginning of a folder never seen. `importDays` 0: nothing but new mail. */
export function freshCursor(box: { uidValidity: bigint; uidNext: number }, importDays: number, now: number): FolderCursor {
  const highestUid = box.uidNext - 1;
  return {
    uidValidity: String(box.uidValidity),
    highestUid,
    backfill:
      importDays === 0 || highestUid === 0
        ? 'complete'
        : { sinceMs: now - importDays * day, belowUid: box.uidNext, done: 0, total: 0 },
  };
}

/** The stored cursor if it still speaks of this folder, otherwise `undefined`. */
export function resumedCursor(stored: unknown, box: { uidValidity: bigint | string }): FolderCursor | undefined {
  return isCursor(stored) && stored.uidValidity === String(box.uidValidity) ? stored : undefined;
}

export function isCursor(value: unknown): value is FolderCursor {
  if (typeof value !== 'object' || value === null) return false;
  const { uidValidity, highestUid, backfill, modseq } = value as Partial<Record<keyof FolderCursor, unknown>>;
  if (typeof uidValidity !== 'string' || typeof highestUid !== 'number') return false;
  if (modseq !== undefined && (typeof modseq !== 'string' || !/^\d+$/.test(modseq))) return false;
  if (backfill === 'complete') return true;
  if (typeof backfill !== 'object' || backfill === null) return false;
  const { sinceMs, belowUid, done, total } = backfill as Partial<Record<keyof Backfill, unknown>>;
  return [sinceMs, belowUid, done, total].every((field) => typeof field === 'number');
}

/** After a search for what is left of the window. */
export function withRemaining(cursor: FolderCursor, remaining: number): FolderCursor {
  if (cursor.backfill === 'complete') return cursor;
  if (remaining === 0) return { ...cursor, backfill: 'complete' };
  return { ...cursor, backfill: { ...cursor.backfill, total: cursor.backfill.done + remaining } };
}

/** After a chunk of history is committed: `lowestUid` was its oldest, `left` mails of the window remain. */
export function backfilled(cursor: FolderCursor, lowestUid: number, count: number, left: number): FolderCursor {
  if (cursor.backfill === 'complete') return cursor;
  if (left === 0) return { ...cursor, backfill: 'complete' };
  return { ...cursor, backfill: { ...cursor.backfill, belowUid: lowestUid, done: cursor.backfill.done + count } };
}

const chunkBytes = 2 * 1024 * 1024;
const chunkMails = 40;

/** How many of these mails make one chunk: some forty or two megabytes, at least one. */
export function chunkLength(mails: ReadonlyArray<{ size: number }>): number {
  let bytes = 0;
  let length = 0;
  for (const { size } of mails) {
    bytes += size;
    if (length > 0 && (bytes > chunkBytes || length >= chunkMails)) break;
    length += 1;
  }
  return length;
}
