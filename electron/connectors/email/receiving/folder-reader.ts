import type { ImapFlow, MailboxObject } from 'imapflow';
import type { ConnectorContext, RawPayload } from '../../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../../shared/contract/provision.ts';
import type { Place } from '../folders.ts';
import type { ChangePayload } from '../payload.ts';
import { type Behind, compare, recognise } from './compare.ts';
import { backfilled, chunkLength, type FolderCursor, freshCursor, isCursor, resumedCursor, withRemaining } from './cursor.ts';
import { foundElsewhere } from './elsewhere.ts';
import { fetchMetas, fetchPayloads, type MailMeta, requireOpen } from './fetch-mails.ts';
import { fetched } from './fetched.ts';
import { KnownMails } from './known.ts';
import { type News, Noticed } from './noticed.ts';

const defaultImportDays = 90;
/** Mails asked about at once; their sizes then decide how many make a chunk. */
const metasAtOnce = 200;
/** Changes handed over with one commit. */
const changesAtOnce = 200;
/** Where nothing tells what happened while another folder was selected, so many of the newest mails are looked at each time. */
const newest = 1_000;
/** All of them are looked at no more often than this, in ms. */
const wholeEvery = 600_000;

type ReaderContext = Pick<ConnectorContext<EmailChannelConfig>, 'config' | 'cursors' | 'emit' | 'files' | 'log'>;
type Surroundings = {
  /** Paths of all folders that are read. */
  followed: () => string[];
  /** The server has told something of this folder. */
  rings: () => void;
};

/**
 * Reads one folder from its cursor: new mail first, history newest first, then what became of the mails that were taken, one
 * committed chunk after the other. The folder may be left and opened again.
 */
export class FolderReader {
  readonly place: Place;
  readonly #client: ImapFlow;
  readonly #ctx: ReaderContext;
  readonly #around: Surroundings;
  readonly #noticed: Noticed;
  #cursor: FolderCursor | undefined;
  #known: KnownMails;
  #waiting: number[] = [];
  #metas: MailMeta[] = [];
  #behind: Behind | undefined;
  /** When it was last compared from end to end; a part may have been owed since. */
  #wholeAt = 0;
  #owed = false;
  #mayHaveNew = true;
  /** What the cursor's mod-sequence may become once everything noticed is committed. */
  #reached: bigint | undefined;

  constructor(client: ImapFlow, place: Place, ctx: ReaderContext, around: Surroundings) {
    this.place = place;
    this.#client = client;
    this.#ctx = ctx;
    this.#around = around;
    this.#noticed = new Noticed(client, place.path, around.rings);
    this.#known = new KnownMails(place.path, '', new Map());
  }

  get progress(): { done: number; total: number } | undefined {
    const backfill = this.#cursor?.backfill;
    return backfill === undefined || backfill === 'complete' ? undefined : { done: backfill.done, total: backfill.total };
  }

  get uidValidity(): string {
    return this.#cursor?.uidValidity ?? '';
  }

  /** The server has told something that was not taken yet. */
  get told(): boolean {
    return this.#noticed.any;
  }

  get hasHistory(): boolean {
    return this.#cursor !== undefined && this.#cursor.backfill !== 'complete';
  }

  /** Uids under which these mails were handed over from here, and are unread as far as we know. */
  unread(ids: ReadonlySet<string>): number[] {
    return this.#known.uids(({ id, seen, missing }) => !seen && missing !== true && ids.has(id));
  }

  holds(ids: ReadonlySet<string>): string[] {
    return this.#known.uids(({ id }) => ids.has(id)).flatMap((uid) => this.#known.get(uid)?.id ?? []);
  }

  /** We have marked these as read ourselves: no news any more. */
  wereSeen(uids: readonly number[]): void {
    for (const uid of uids) {
      const mail = this.#known.get(uid);
      if (mail !== undefined) this.#known.set(uid, { ...mail, seen: true });
    }
  }

  /** Selects the folder, read-only, and finds its place in it: by UIDVALIDITY, and by mod-sequence where the server keeps one. */
  async open(): Promise<void> {
    const { path } = this.place;
    const before = this.#cursor ?? this.#ctx.cursors.get(path);
    const modseq = isCursor(before) && before.modseq !== undefined ? BigInt(before.modseq) : undefined;
    // SELECT (QRESYNC …), RFC 7162, section 3.2.5; the library adds it only where the server has it enabled.
    const resume = isCursor(before) && modseq !== undefined ? { changedSince: modseq, uidValidity: before.uidValidity } : {};
    const options = { readOnly: true, ...resume };
    const box = await this.#client.mailboxOpen(path, options);
    const resumed = resumedCursor(before, box);
    if (resumed === undefined) {
      if (before !== undefined) this.#ctx.log.warn({ folder: this.place.role }, 'The folder was renumbered; it is read again');
      this.#noticed.take();
      const from = { uidValidity: box.uidValidity, uidNext: await uidNextOf(this.#client, box) };
      this.#cursor = freshCursor(from, this.#ctx.config.importDays ?? defaultImportDays, Date.now());
      await this.#begin(box);
      // The line between history and new mail is drawn before anything is read: what comes now is new, whatever happens next.
      await this.#commit([], this.#cursor);
    } else if (this.#cursor === undefined) {
      this.#cursor = resumed;
      await this.#begin(box);
      if (this.#known.size === 0) await this.#recogniseEarlier(box);
    }
    if (resumed !== undefined) this.#behind = behindOf(box, resumed);
    this.#mayHaveNew = !(box.uidNext <= this.#at.highestUid + 1);
    this.#reached = modseqOf(box);
  }

  async #begin(box: MailboxObject): Promise<void> {
    this.#known = new KnownMails(this.place.path, this.#at.uidValidity, this.#ctx.cursors);
    this.#metas = [];
    this.#waiting = await historyUids(this.#client, this.#at, box.exists);
    this.#cursor = withRemaining(this.#at, this.#waiting.length);
  }

  get #at(): FolderCursor {
    if (this.#cursor === undefined) throw new Error('The folder was not opened');
    return this.#cursor;
  }

  async #recogniseEarlier(box: MailboxObject): Promise<void> {
    const { highestUid } = this.#at;
    if (highestUid === 0 || box.exists === 0) return;
    const since = new Date(Date.now() - (this.#ctx.config.importDays ?? defaultImportDays) * 86_400_000);
    const found = await this.#client.search({ uid: `1:${highestUid}`, since }, { uid: true });
    const waiting = new Set(this.#waiting);
    const taken = (Array.isArray(found) ? found : []).filter((uid) => !waiting.has(uid));
    for (const [uid, mail] of await recognise(this.#client, taken)) this.#known.set(uid, mail);
    await this.#commit([], this.#at);
  }

  /** Takes everything above the cursor. True when there was something. */
  async takeNew(): Promise<boolean> {
    requireOpen(this.#client);
    const grown = this.#noticed.takeGrown();
    if (!grown && !this.#mayHaveNew) return false;
    this.#mayHaveNew = false;
    if (this.#client.mailbox !== false && this.#client.mailbox.exists === 0) return false;
    const { highestUid } = this.#at;
    // "n:*" names at least the last mail even when n lies beyond it (RFC 3501, section 9, seq-range).
    const fresh = (await fetchMetas(this.#client, `${highestUid + 1}:*`)).filter(({ uid }) => uid > highestUid);
    const took = fresh.length > 0;
    while (fresh.length > 0) {
      const chunk = fresh.splice(0, chunkLength(fresh));
      await this.#hand(chunk, (at) => ({ ...at, highestUid: chunk.at(-1)?.uid ?? at.highestUid }));
    }
    return took;
  }

  /** Takes the next chunk of history. False when history is done. */
  async takeHistory(): Promise<boolean> {
    if (this.#at.backfill === 'complete') return false;
    if (this.#metas.length === 0) {
      const uids = this.#waiting.splice(0, metasAtOnce);
      if (uids.length > 0) this.#metas.push(...(await fetchMetas(this.#client, uids.join(','))).reverse());
    }
    const chunk = this.#metas.splice(0, chunkLength(this.#metas));
    const left = this.#metas.length + this.#waiting.length;
    const lowest = chunk.at(-1)?.uid ?? (this.#waiting[0] ?? 0) + 1;
    await this.#hand(chunk, (at) => backfilled(at, lowest, chunk.length, left));
    return left > 0;
  }

  async #hand(chunk: readonly MailMeta[], next: (at: FolderCursor) => FolderCursor): Promise<void> {
    const folder = { ...this.place, uidValidity: this.#at.uidValidity };
    const mails = chunk.length === 0 ? [] : await fetchPayloads(this.#client, folder, chunk, this.#ctx.files);
    const flags = new Map(chunk.map((meta) => [meta.uid, meta.flags]));
    for (const { uid, id } of mails) {
      const own = flags.get(uid) ?? [];
      // A draft is nobody's message yet.
      if (id !== undefined && !own.includes('\\Draft')) this.#known.set(uid, { id, seen: own.includes('\\Seen') });
    }
    await this.#commit(
      mails.map(({ payload }) => payload),
      next(this.#at),
    );
  }

  /** Everything up to now has been told by the server, if it tells: a command it has answered lies between. */
  checked(): void {
    if (this.#client.mailbox !== false) this.#reached = modseqOf(this.#client.mailbox);
    // A push that was lost is made up for.
    this.#mayHaveNew = true;
    if (this.#owed && Date.now() - this.#wholeAt > wholeEvery) this.#behind = { flags: 'all', uids: true };
  }

  /** Takes what became of mails that were handed over: read elsewhere, deleted elsewhere. */
  async takeChanges(): Promise<void> {
    requireOpen(this.#client);
    const { news, unnamed } = this.#noticed.take();
    const behind: Behind | undefined = unnamed ? { flags: 'all', uids: true } : this.#behind;
    this.#behind = undefined;
    if (behind !== undefined) {
      const uids = this.#known.uids(({ missing }) => missing !== true);
      const whole = Date.now() - this.#wholeAt > wholeEvery;
      const compared = await compare(this.#client, whole ? uids : uids.slice(-newest), behind);
      for (const [uid, flags] of compared.flags) news.flags.set(uid, flags);
      for (const uid of compared.vanished) news.vanished.add(uid);
      this.#owed = !whole && uids.length > newest;
      if (whole) this.#wholeAt = Date.now();
    }
    const payloads = this.#follow(news);
    const reached = this.#reached === undefined ? {} : { modseq: String(this.#reached) };
    const cursor = { ...this.#at, ...reached };
    if (payloads.length > 0 || cursor.modseq !== this.#at.modseq || news.vanished.size > 0)
      await this.#commitAll(payloads, cursor);
    await this.#explainMissing();
  }

  #follow(news: News): RawPayload[] {
    const payloads: RawPayload[] = [];
    for (const [uid, { seen, deleted }] of news.flags) {
      const mail = this.#known.get(uid);
      if (mail === undefined) continue;
      if (seen === mail.seen && deleted === (mail.flagged ?? false)) continue;
      const now = deleted ? { flagged: true, ...(mail.flagged === true ? {} : { missing: true }) } : {};
      this.#known.set(uid, { id: mail.id, seen, ...now });
      if (seen && !mail.seen && this.place.role === 'inbox' && this.#ctx.config.follow?.seen !== false)
        payloads.push(this.#change(uid, 'seen', mail.id));
    }
    for (const uid of news.vanished) {
      const mail = this.#known.get(uid);
      if (mail === undefined) continue;
      // What bears \Deleted was told of then.
      if (mail.flagged === true && mail.missing !== true) this.#known.delete(uid);
      else this.#known.set(uid, { id: mail.id, seen: mail.seen, missing: true });
    }
    return payloads;
  }

  /** Of mails that left the folder, those that lie nowhere else were deleted; the others were moved and are no news. */
  async #explainMissing(): Promise<void> {
    const missing = this.#known.uids((mail) => mail.missing === true);
    if (missing.length === 0) return;
    const idOf = (uid: number) => this.#known.get(uid)?.id ?? '';
    const copies = new Set(this.#known.uids((mail) => mail.missing !== true && mail.flagged !== true).map(idOf));
    // Without a Message-ID nobody can look for it, and "deleted" might not be true.
    const ids = [...new Set(missing.map(idOf))].filter((id) => !copies.has(id) && !/^sha256-[0-9a-f]{64}$/.test(id));
    const payloads: RawPayload[] = [];
    if (ids.length > 0 && this.#ctx.config.follow?.deletions !== 'keep') {
      const found = await foundElsewhere(this.#client, ids, this.#around.followed());
      const gone = new Set(ids.filter((id) => !found.has(id)));
      for (const uid of missing) {
        if (gone.delete(idOf(uid))) payloads.push(this.#change(uid, 'gone', idOf(uid)));
      }
    }
    for (const uid of missing) {
      const mail = this.#known.get(uid);
      if (mail?.flagged === true) this.#known.set(uid, { id: mail.id, seen: mail.seen, flagged: true });
      else this.#known.delete(uid);
    }
    await this.#commitAll(payloads, this.#at);
    if (this.#client.mailbox !== false && this.#client.mailbox.path === this.place.path) return;
    await this.open();
    // Without QRESYNC nobody pushes what happened here while the other folders were selected.
    this.#around.rings();
  }

  #change(uid: number, change: ChangePayload['change'], remoteId: string): RawPayload {
    const at = Date.now();
    const body: ChangePayload = { change, remoteId, at };
    return {
      stream: this.place.path,
      remoteKey: `${this.#at.uidValidity}:${uid}:${change}`,
      body: JSON.stringify(body),
      receivedAt: at,
    };
  }

  async #commitAll(payloads: RawPayload[], next: FolderCursor): Promise<void> {
    for (let at = changesAtOnce; at < payloads.length; at += changesAtOnce)
      await this.#commit(payloads.slice(at - changesAtOnce, at), this.#at);
    await this.#commit(payloads.slice(-(payloads.length % changesAtOnce || changesAtOnce)), next);
  }

  async #commit(payloads: RawPayload[], cursor: FolderCursor): Promise<void> {
    await this.#ctx.emit({ payloads, next: { stream: this.place.path, cursor }, also: this.#known.changes() });
    this.#cursor = cursor;
  }
}

function modseqOf({ highestModseq, noModseq }: MailboxObject): bigint | undefined {
  return noModseq === true ? undefined : highestModseq;
}

/** Old servers (Courier) answer SELECT without UIDNEXT; then every number above that of the last mail is a new one's. */
async function uidNextOf(
  client: ImapFlow,
  { uidNext, exists }: Omit<MailboxObject, 'uidNext'> & { uidNext?: number },
): Promise<number> {
  if (uidNext !== undefined) return uidNext;
  if (exists === 0) return 1;
  let last: number | undefined;
  for await (const { uid } of fetched(client, '*', { uid: true })) last = Math.max(uid, last ?? 0);
  requireOpen(client);
  if (last === undefined) throw new Error('The server did not answer which mail is its newest');
  return last + 1;
}

/** What the answer to SELECT leaves open. With QRESYNC nothing: changes and vanished uids came along with it. */
function behindOf(box: MailboxObject, { modseq }: FolderCursor): Behind | undefined {
  if (Reflect.get(box, 'qresync') === true) return undefined;
  const now = modseqOf(box);
  if (now === undefined || modseq === undefined) return { flags: 'all', uids: true };
  return { flags: now === BigInt(modseq) ? 'none' : { since: BigInt(modseq) }, uids: true };
}

/** What is left of the first import, newest first. SINCE compares whole days of the server's time of receipt. */
async function historyUids(client: ImapFlow, { backfill }: FolderCursor, exists: number): Promise<number[]> {
  if (backfill === 'complete' || exists === 0 || backfill.belowUid <= 1) return [];
  const found = await client.search({ uid: `1:${backfill.belowUid - 1}`, since: new Date(backfill.sinceMs) }, { uid: true });
  if (!Array.isArray(found)) throw new Error('The server did not answer the search for mails of the import window');
  return found.sort((a, b) => b - a);
}
