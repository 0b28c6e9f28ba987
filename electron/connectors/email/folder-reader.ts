import type { ImapFlow } from 'imapflow';
import type { ConnectorContext } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { backfilled, chunkLength, type FolderCursor, freshCursor, resumedCursor, withRemaining } from './cursor.ts';
import { type FolderOf, fetchMetas, fetchPayloads, type MailMeta, requireOpen } from './fetch-mails.ts';
import type { FolderRole } from './payload.ts';

const defaultImportDays = 90;
/** Mails asked about at once; their sizes then decide how many make a chunk. */
const metasAtOnce = 200;

/** Reads one folder from its cursor: new mail first, history newest first, one committed chunk after the other. */
export type FolderReader = {
  readonly path: string;
  /** Takes everything above the cursor. True when there was something. */
  takeNew(): Promise<boolean>;
  /** Takes the next chunk of history. False when history is done. */
  takeHistory(): Promise<boolean>;
  readonly progress: { done: number; total: number } | undefined;
};

type ReaderContext = Pick<ConnectorContext<EmailChannelConfig>, 'config' | 'cursors' | 'emit' | 'files' | 'log'>;

/** Opens the folder read-only and finds its place in it. `cursor` is the newest one known here, else the committed one. */
export async function openFolder(
  client: ImapFlow,
  place: { path: string; role: FolderRole },
  ctx: ReaderContext,
): Promise<FolderReader> {
  const box = await client.mailboxOpen(place.path, { readOnly: true });
  const folder: FolderOf = { ...place, uidValidity: String(box.uidValidity) };
  const stored = ctx.cursors.get(place.path);
  const resumed = resumedCursor(stored, box);
  if (resumed === undefined && stored !== undefined)
    ctx.log.warn({ folder: place.role }, 'The folder was renumbered; it is read again');
  let cursor: FolderCursor = resumed ?? freshCursor(box, ctx.config.importDays ?? defaultImportDays, Date.now());
  const waiting = await historyUids(client, cursor, box.exists);
  const metas: MailMeta[] = [];
  cursor = withRemaining(cursor, waiting.length);

  const commit = async (chunk: readonly MailMeta[], next: FolderCursor) => {
    const payloads = chunk.length === 0 ? [] : await fetchPayloads(client, folder, chunk, ctx.files);
    await ctx.emit({ payloads, next: { stream: place.path, cursor: next } });
    cursor = next;
  };
  // The line between history and new mail is drawn before anything is read: what comes now is new, whatever happens next.
  if (resumed === undefined) await commit([], cursor);

  return {
    path: place.path,
    async takeNew() {
      requireOpen(client);
      if (client.mailbox !== false && client.mailbox.exists === 0) return false;
      // "n:*" names at least the last mail even when n lies beyond it (RFC 3501, section 9, seq-range).
      const fresh = (await fetchMetas(client, `${cursor.highestUid + 1}:*`)).filter(({ uid }) => uid > cursor.highestUid);
      const took = fresh.length > 0;
      while (fresh.length > 0) {
        const chunk = fresh.splice(0, chunkLength(fresh));
        await commit(chunk, { ...cursor, highestUid: chunk.at(-1)?.uid ?? cursor.highestUid });
      }
      return took;
    },
    async takeHistory() {
      if (cursor.backfill === 'complete') return false;
      if (metas.length === 0) {
        const uids = waiting.splice(0, metasAtOnce);
        if (uids.length > 0) metas.push(...(await fetchMetas(client, uids.join(','))).reverse());
      }
      const chunk = metas.splice(0, chunkLength(metas));
      const lowest = chunk.at(-1)?.uid ?? (waiting[0] ?? 0) + 1;
      await commit(chunk, backfilled(cursor, lowest, chunk.length, metas.length + waiting.length));
      return metas.length + waiting.length > 0;
    },
    get progress() {
      return cursor.backfill === 'complete' ? undefined : { done: cursor.backfill.done, total: cursor.backfill.total };
    },
  };
}

/** What is left of the first import, newest first. SINCE compares whole days of the server's time of receipt. */
async function historyUids(client: ImapFlow, { backfill }: FolderCursor, exists: number): Promise<number[]> {
  if (backfill === 'complete' || exists === 0 || backfill.belowUid <= 1) return [];
  const found = await client.search({ uid: `1:${backfill.belowUid - 1}`, since: new Date(backfill.sinceMs) }, { uid: true });
  if (!Array.isArray(found)) throw new Error('The server did not answer the search for mails of the import window');
  return found.sort((a, b) => b - a);
}
