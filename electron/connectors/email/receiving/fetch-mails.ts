import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FetchMessageObject, ImapFlow } from 'imapflow';
import type { FileStore, RawPayload } from '../../../../shared/contract/connector.ts';
import { failureOf } from '../errors.ts';
import { cutHead } from '../mime/head.ts';
import { type Head, headOf } from '../mime/part.ts';
import { headOfFile } from '../mime.ts';
import type { FolderRole, MailPayload } from '../payload.ts';
import { fallbackIdOf, messageIds } from '../threading.ts';
import { fetched } from './fetched.ts';

/** A mail to hand over; `id` is what it is called on timelines, absent where nothing of it could be had. */
export type FetchedMail = { uid: number; payload: RawPayload; id?: string };
export type MailMeta = { uid: number; size: number; flags: string[]; internalDate: number };
export type FolderOf = { path: string; role: FolderRole; uidValidity: string };

/** A mail over this many bytes is not held in memory but written to a file as it comes. */
const streamedFrom = 8 * 1024 * 1024;
/** Mails that are on their way to the disk at once, while further ones come; together no larger than one that is not streamed. */
const storedAtOnce = 40;
const longestHeader = 1024 * 1024;

/** What the server knows of the mails, in uid order. Mails that are gone by now are simply absent. */
export async function fetchMetas(client: ImapFlow, uids: string): Promise<MailMeta[]> {
  const metas: MailMeta[] = [];
  for await (const mail of fetched(client, uids, { uid: true, size: true, flags: true, internalDate: true })) {
    metas.push(metaOf(mail));
  }
  requireOpen(client);
  return metas.sort((a, b) => a.uid - b.uid);
}

function metaOf(mail: FetchMessageObject): MailMeta {
  const received = new Date(mail.internalDate ?? Date.now()).getTime();
  return {
    uid: mail.uid,
    size: mail.size ?? 0,
    // \Recent says something of this connection, not of the mail.
    flags: [...(mail.flags ?? [])].filter((flag) => flag !== '\\Recent'),
    internalDate: Number.isNaN(received) ? Date.now() : received,
  };
}

/**
 * Puts the sources into the file store, a few in memory at a time, and names them in payloads, in the order of `metas`.
 * BODY.PEEK and a folder opened read-only: nothing is marked as read. A mail the server itself cannot give us becomes a
 * payload without source, which the mapper refuses: kept and counted instead of blocking the folder for ever.
 */
export async function fetchPayloads(
  client: ImapFlow,
  folder: FolderOf,
  metas: readonly MailMeta[],
  files: FileStore,
): Promise<FetchedMail[]> {
  const stored = new Map<number, Stored>();
  const small = metas.filter(({ size }) => size < streamedFrom).map(({ uid }) => uid);
  if (small.length > 0) {
    try {
      await fetchTogether(client, small, files, stored);
    } catch (error) {
      if (!isRefused(error)) throw error;
      for (const uid of small.filter((each) => !stored.has(each)))
        await orNothing(uid, stored, () => fetchTogether(client, [uid], files, stored));
    }
  }
  for (const { uid } of metas.filter(({ size }) => size >= streamedFrom))
    await orNothing(uid, stored, () => fetchStreamed(client, uid, files, stored));
  return metas.flatMap((meta) => {
    const source = stored.get(meta.uid);
    if (source === undefined) return [];
    const payload = payloadOf(folder, meta, source);
    return [{ uid: meta.uid, payload, ...(source === 'refused' ? {} : { id: source.id }) }];
  });
}

type Stored = { hash: string; size: number; id: string } | 'refused';

async function fetchTogether(
  client: ImapFlow,
  uids: readonly number[],
  files: FileStore,
  stored: Map<number, Stored>,
): Promise<void> {
  const storing = new Set<Promise<void>>();
  let bytes = 0;
  const store = async (uid: number, source: Buffer): Promise<void> => {
    bytes += source.byteLength;
    const kept = await files.put(source).finally(() => {
      bytes -= source.byteLength;
    });
    stored.set(uid, { ...kept, id: idOf(headOf(cutHead(headerOf(source)).head), kept.hash) });
  };
  try {
    for await (const { uid, source } of fetched(client, uids.join(','), { uid: true, source: true })) {
      if (source === undefined) continue;
      const one = store(uid, source);
      storing.add(one);
      // What went wrong is thrown below; until then nobody waits for it.
      one.then(
        () => storing.delete(one),
        () => undefined,
      );
      while (storing.size >= storedAtOnce || bytes >= streamedFrom) await Promise.race(storing);
    }
  } finally {
    await Promise.all(storing);
  }
  requireOpen(client);
}

async function fetchStreamed(client: ImapFlow, uid: number, files: FileStore, stored: Map<number, Stored>): Promise<void> {
  const { content } = await client.download(String(uid), undefined, { uid: true, chunkSize: 1024 * 1024 });
  requireOpen(client);
  if (content === undefined) return;
  const kept = await keep(content, files);
  stored.set(uid, { ...kept, id: idOf(await headOfFile(files.path(kept.hash)), kept.hash) });
}

/** Half a mail is left nowhere: a connection that breaks again and again would fill the disk with beginnings. */
async function keep(content: Readable, files: FileStore): ReturnType<FileStore['adopt']> {
  const path = files.scratch();
  try {
    await pipeline(content, createWriteStream(path));
    return await files.adopt(path);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** The same name that the mapper gives it. */
function idOf(head: Head, hash: string): string {
  return messageIds(head.value('message-id'))[0] ?? fallbackIdOf(hash);
}

/** The lines up to the first empty one. */
function headerOf(source: Buffer): Buffer {
  const ends = [source.indexOf('\r\n\r\n'), source.indexOf('\n\n')].filter((at) => at >= 0);
  return source.subarray(0, Math.min(longestHeader, ...ends.map((at) => at + 2)));
}

async function orNothing(uid: number, stored: Map<number, Stored>, attempt: () => Promise<void>): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (!isRefused(error)) throw error;
    stored.set(uid, 'refused');
  }
}

/** A tagged NO: the server answers, but not with this mail. */
function isRefused(error: unknown): boolean {
  return failureOf(error).responseStatus === 'NO';
}

/** On a connection that was closed meanwhile imapflow's FETCH just yields nothing, which must not be taken for "no mails". */
export function requireOpen(client: ImapFlow): void {
  if (!client.usable || client.mailbox === false) {
    throw Object.assign(new Error(client.byeReason ?? 'The connection was closed'), { code: 'NoConnection' });
  }
}

function payloadOf(folder: FolderOf, meta: MailMeta, stored: Stored): RawPayload {
  const { path, role, uidValidity } = folder;
  const body: MailPayload = { folder: path, role, uidValidity, ...meta, ...(stored === 'refused' ? {} : { size: stored.size }) };
  return {
    stream: path,
    remoteKey: `${uidValidity}:${meta.uid}`,
    body: JSON.stringify(body),
    ...(stored === 'refused' ? {} : { sourceHash: stored.hash }),
    receivedAt: Date.now(),
  };
}
