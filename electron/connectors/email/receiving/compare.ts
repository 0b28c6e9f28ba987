import type { ImapFlow } from 'imapflow';
import { headOf } from '../mime/part.ts';
import { messageIds } from '../threading.ts';
import { requireOpen } from './fetch-mails.ts';
import { fetched } from './fetched.ts';
import type { KnownMail } from './known.ts';
import { flagsOf, type News } from './noticed.ts';

/** Mails asked about with one command. */
const atOnce = 1_000;

/**
 * How far a folder has to be compared, because its server does not tell by itself what happened since: `flags` of all mails, of
 * those changed after a mod-sequence (CONDSTORE, RFC 7162), or of none; `uids`: whether mails may have gone.
 */
export type Behind = { flags: 'all' | { since: bigint } | 'none'; uids: boolean };

/** Asks the server for the present state of these mails, piece by piece. `uids` ascend. */
export async function compare(client: ImapFlow, uids: readonly number[], behind: Behind): Promise<News> {
  const news: News = { flags: new Map(), vanished: new Set() };
  for (let at = 0; at < uids.length && (behind.flags === 'all' || behind.uids); at += atOnce) {
    const piece = uids.slice(at, at + atOnce);
    const range = `${piece[0]}:${piece.at(-1)}`;
    const there = new Set<number>();
    if (behind.flags === 'all') {
      for await (const { uid, flags } of fetched(client, range, { uid: true, flags: true })) {
        there.add(uid);
        news.flags.set(uid, flagsOf(flags));
      }
    } else {
      const found = await client.search({ uid: range }, { uid: true });
      if (!Array.isArray(found)) throw new Error('The server did not answer which mails are there');
      for (const uid of found) there.add(uid);
    }
    // A connection that closed in between would look like an empty folder.
    requireOpen(client);
    for (const uid of piece) if (!there.has(uid)) news.vanished.add(uid);
  }
  const [first] = uids;
  if (typeof behind.flags === 'object' && first !== undefined) {
    const changed = fetched(client, `${first}:${uids.at(-1)}`, { uid: true, flags: true }, { changedSince: behind.flags.since });
    for await (const { uid, flags } of changed) news.flags.set(uid, flagsOf(flags));
    requireOpen(client);
  }
  return news;
}

/**
 * Names and flags of mails that were handed over before anybody kept them: of a profile that an earlier version wrote. A mail
 * without a Message-ID has no name the server could tell.
 */
export async function recognise(client: ImapFlow, uids: readonly number[]): Promise<Map<number, KnownMail>> {
  const found = new Map<number, KnownMail>();
  for (let at = 0; at < uids.length; at += atOnce) {
    const query = { uid: true as const, flags: true, headers: ['message-id'] };
    for await (const { uid, flags, headers } of fetched(client, uids.slice(at, at + atOnce).join(','), query)) {
      const id = idIn(headers);
      if (id !== undefined) found.set(uid, { id, seen: flagsOf(flags).seen });
    }
    requireOpen(client);
  }
  return found;
}

/** The Message-ID in a few lines of a header. */
export function idIn(headers: Buffer | undefined): string | undefined {
  return headers === undefined ? undefined : messageIds(headOf(headers).value('message-id'))[0];
}
