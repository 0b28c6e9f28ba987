import type { ImapFlow } from 'imapflow';
import { failureOf } from '../errors.ts';
import { placesToLook } from '../folders.ts';
import { idIn } from './compare.ts';
import { requireOpen } from './fetch-mails.ts';
import { fetched } from './fetched.ts';

/** Ids in one SEARCH. Servers read the headers they have indexed; nested deeper, some refuse the command. */
const idsAtOnce = 20;
const mostFolders = 40;
/** When somebody clears out a mailbox, only the likely places are searched. */
const manyIds = 400;
const likelyFolders = 6;

/**
 * Which of these mails lie somewhere in the mailbox still, the trash apart, and are not marked as deleted. Leaves another folder
 * selected than it found. A folder that cannot be opened holds nothing for us.
 */
export async function foundElsewhere(
  client: ImapFlow,
  ids: readonly string[],
  followed: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const path of placesToLook(await client.list(), followed, ids.length > manyIds ? likelyFolders : mostFolders)) {
    const left = ids.filter((id) => !found.has(id));
    if (left.length === 0) break;
    try {
      const box = await client.mailboxOpen(path, { readOnly: true });
      if (box.exists === 0) continue;
    } catch (error) {
      if (failureOf(error).responseStatus === 'NO') continue;
      throw error;
    }
    for (let at = 0; at < left.length; at += idsAtOnce)
      for (const id of await lyingHere(client, left.slice(at, at + idsAtOnce))) found.add(id);
  }
  return found;
}

async function lyingHere(client: ImapFlow, ids: readonly string[]): Promise<string[]> {
  const uids = await uidsById(client, ids);
  const here: string[] = [];
  if (uids.length === 0) return here;
  for await (const { headers } of fetched(client, uids.join(','), { uid: true, headers: ['message-id'] })) {
    const id = idIn(headers);
    if (id !== undefined) here.push(id);
  }
  requireOpen(client);
  return here;
}

/** Uids of these mails in the selected folder, by their Message-ID; without those marked as deleted. */
export async function uidsById(client: ImapFlow, ids: readonly string[]): Promise<number[]> {
  const found = await client.search(
    { deleted: false, or: ids.map((id) => ({ header: { 'message-id': `<${id}>` } })) },
    { uid: true },
  );
  requireOpen(client);
  return Array.isArray(found) ? found : [];
}
