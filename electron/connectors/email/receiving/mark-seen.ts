import type { ImapFlow, MailboxObject } from 'imapflow';
import type { ActionResult } from '../../../../shared/contract/connector.ts';
import { connectorError, failureOf } from '../errors.ts';
import { type Place, placesToRead } from '../folders.ts';
import { uidsById } from './elsewhere.ts';
import type { FolderReader } from './folder-reader.ts';
import { KnownMails } from './known.ts';

export const offline: ActionResult = { status: 'retry', code: 'offline', detail: 'The connection ended before the mark was set' };
const refused: ActionResult = {
  status: 'refused',
  code: 'refused',
  detail: 'The server does not let us mark mails as read in this folder',
};

/** Sets \Seen on what the reader handed over under these ids. Leaves the folder selected for writing. */
export async function markInFolder(client: ImapFlow, reader: FolderReader, ids: ReadonlySet<string>): Promise<ActionResult> {
  const uids = reader.unread(ids);
  if (uids.length === 0) return { status: 'done' };
  const box = await openForWriting(client, reader.place.path);
  if (box === undefined) return refused;
  // Renumbered: the reader finds out when it opens the folder next, and the numbers are others then.
  if (String(box.uidValidity) !== reader.uidValidity) return offline;
  const result = await setSeen(client, uids);
  if (result.status === 'done') reader.wereSeen(uids);
  return result;
}

/** As above for mails no running reader knows, on a connection of its own: by uid where one was kept, else by Message-ID. */
export async function markAnywhere(
  client: ImapFlow,
  ids: ReadonlySet<string>,
  cursors: ReadonlyMap<string, unknown>,
  chosen: readonly string[] | undefined,
): Promise<ActionResult> {
  const { places } = placesToRead(await client.list(), chosen);
  for (const { path } of places.filter(({ role }: Place) => role === 'inbox')) {
    const box = await openForWriting(client, path);
    if (box === undefined) continue;
    const known = new KnownMails(path, String(box.uidValidity), cursors);
    const uids = known.uids(({ id }) => ids.has(id));
    const named = new Set(uids.map((uid) => known.get(uid)?.id));
    const others = [...ids].filter((id) => !named.has(id) && !/^sha256-[0-9a-f]{64}$/.test(id));
    if (others.length > 0) uids.push(...(await uidsById(client, others)));
    const result = uids.length === 0 ? undefined : await setSeen(client, uids);
    if (result?.status === 'refused') return result;
  }
  return { status: 'done' };
}

async function setSeen(client: ImapFlow, uids: readonly number[]): Promise<ActionResult> {
  if (await client.messageFlagsAdd(uids.join(','), ['\\Seen'], { uid: true })) return { status: 'done' };
  if (!client.usable) return offline;
  return refused;
}

/** `undefined` where the server does not let us. */
async function openForWriting(client: ImapFlow, path: string): Promise<MailboxObject | undefined> {
  try {
    return await client.mailboxOpen(path);
  } catch (error) {
    if (failureOf(error).responseStatus === 'NO') return undefined;
    throw error;
  }
}

/** What a failed attempt means for the action. */
export function seenFailure(error: unknown, host: string): ActionResult {
  const { kind, problem } = connectorError(error, host);
  const detail = problem.detail === '' ? failureOf(error).message : problem.detail;
  return { status: 'retry', code: kind === 'auth' ? 'auth' : 'offline', detail };
}
