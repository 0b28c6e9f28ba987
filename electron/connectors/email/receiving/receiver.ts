import type { ImapFlow } from 'imapflow';
import { type ActionResult, type ConnectorContext, ConnectorError } from '../../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../../shared/contract/provision.ts';
import { connectorError, failureOf } from '../errors.ts';
import { foldersToChoose, type Place, placesToRead } from '../folders.ts';
import { connectImap, probe, withImap } from '../imap.ts';
import { Bell } from './bell.ts';
import { Errands } from './errands.ts';
import { folderNews } from './folder-news.ts';
import { FolderReader } from './folder-reader.ts';
import { markAnywhere, markInFolder, seenFailure } from './mark-seen.ts';
import { paceFor } from './pace.ts';
import { type WatchEvents, watchFolders } from './watch.ts';

/** After waking, how long a connection may take to show that it is alive. */
const wakeLimit = 5_000;
/** How often the folders of the mailbox are listed anew, ms. */
const listEvery = 600_000;
/** The stream of the list of folders; no folder has an empty name. */
const listStream = '\nfolders';

/** One connection, the folders read over it, and what has to be done on it between two commands. */
type Group = { client: ImapFlow; readers: FolderReader[]; bell: Bell; errands: Errands };

export type Receiver = {
  run(signal: AbortSignal): Promise<void>;
  /** Marks mails as read at the server. */
  markSeen(ids: ReadonlySet<string>, signal: AbortSignal): Promise<ActionResult>;
  /** One errand on a connection of its own, or where the server allows no further one, between two commands on one of ours. */
  errand<T>(work: (client: ImapFlow) => Promise<T>, signal: AbortSignal): Promise<T>;
  /** The mailbox may have another folder now, or mails that nobody has told us of. */
  listAgain(): void;
  wake(): void;
};

/**
 * Reads all chosen folders of a mailbox: the first and the one of sent mail on connections of their own, in which the server
 * pushes, the others in rounds on a third. A server that allows fewer connections has its folders visited on the first.
 * `connected` is called when the login has succeeded.
 */
export function receiver(ctx: ConnectorContext<EmailChannelConfig>, connected: (signal: AbortSignal) => void): Receiver {
  const { config } = ctx;
  const { host } = config.imap;
  const groups = new Set<Group>();
  let listAt = 0;
  /** Newest cursors, so that a second `run` goes on where the first one stopped. */
  const cursors = new Map(ctx.cursors);
  const emit: ConnectorContext<EmailChannelConfig>['emit'] = async (batch) => {
    try {
      await ctx.emit(batch);
    } catch (error) {
      throw new ConnectorError('protocol', 'internal', failureOf(error).message, { cause: error });
    }
    for (const { stream, cursor } of [...(batch.next ? [batch.next] : []), ...(batch.also ?? [])]) cursors.set(stream, cursor);
  };

  async function run(outer: AbortSignal): Promise<void> {
    if (outer.aborted) return;
    // One connection failing takes the others with it: the supervisor starts them again.
    const own = new AbortController();
    const stop = () => own.abort(outer.reason);
    outer.addEventListener('abort', stop, { once: true });
    const tasks = new Set<Promise<unknown>>();
    let importing = false;
    let online = false;
    let fail: (error: unknown) => void = () => undefined;
    const failed = new Promise<never>((_, reject) => {
      fail = reject;
    });
    failed.catch(() => undefined);
    const clients = new Set<ImapFlow>();

    const readers = () => [...groups].flatMap((group) => group.readers);
    const paths = () => readers().map(({ place }) => place.path);
    const progressed = () => {
      const parts = readers().flatMap((reader) => reader.progress ?? []);
      if (parts.length === 0 && !importing) return;
      importing = parts.length > 0;
      ctx.progress(
        importing ? parts.reduce((sum, part) => ({ done: sum.done + part.done, total: sum.total + part.total })) : undefined,
      );
    };
    const readerOf = (client: ImapFlow, bell: Bell) => (place: Place) =>
      new FolderReader(
        client,
        place,
        { config, cursors, emit, files: ctx.files, log: ctx.log },
        { followed: paths, rings: () => bell.ring() },
      );

    async function connect(): Promise<ImapFlow> {
      const client = await connectImap(config, own.signal);
      clients.add(client);
      client.once('close', () => clients.delete(client));
      return client;
    }

    /** Tells what of the choice is gone and what the server has that nobody has chosen yet. Answers what is to be read. */
    async function survey(client: ImapFlow): Promise<{ places: Place[]; missing: string[] }> {
      listAt = Date.now() + listEvery;
      const folders = await client.list();
      const found = placesToRead(folders, config.folders);
      const read = new Set(found.places.map(({ path }) => path));
      const others = foldersToChoose(folders).flatMap(({ path, role }) => (role === 'other' ? [path] : []));
      const { list, changed } = folderNews(cursors.get(listStream), others, config.folders, Date.now());
      if (changed) await emit({ payloads: [], next: { stream: listStream, cursor: list } });
      const fresh = list.fresh.filter(({ path }) => !read.has(path));
      ctx.notice?.([
        ...found.missing.map((folder) => ({ code: 'folder-gone' as const, folder })),
        ...fresh.map(({ path }) => ({ code: 'folder-new' as const, folder: path })),
      ]);
      return found;
    }

    /** Watches these folders on a connection, for ever. */
    async function watch(client: ImapFlow, places: readonly Place[]): Promise<void> {
      const bell = new Bell();
      const group: Group = { client, readers: places.map(readerOf(client, bell)), bell, errands: new Errands(bell, host) };
      const events: WatchEvents = {
        host,
        progressed,
        errands: () => runErrands(group),
        lost(reader) {
          group.readers.splice(group.readers.indexOf(reader), 1);
          listAt = 0;
        },
      };
      groups.add(group);
      try {
        await group.readers[0]?.open();
        if (!online) ctx.online();
        online = true;
        progressed();
        await watchFolders(client, group.readers, bell, events, () => paceFor(host));
      } catch (error) {
        // What the server said in leaving tells more than that it is gone.
        const said = error instanceof ConnectorError ? undefined : client.byeReason;
        throw said === undefined ? error : Object.assign(new Error(said), { code: failureOf(error).code });
      } finally {
        groups.delete(group);
        group.errands.drop();
      }
    }

    /** As above on a further connection. Where the server allows none, the folders join those of the first. */
    async function watchBeside(places: readonly Place[]): Promise<void> {
      let client: ImapFlow | undefined;
      try {
        client = await connect();
        await watch(client, places);
      } catch (error) {
        const [first] = groups;
        const bearable = isBearable(error) || (client === undefined && isShutOut(error));
        if (!bearable || first === undefined || first.client === client) throw error;
        client?.close();
        ctx.log.warn({ error: failureOf(error).message }, 'No further connection is allowed; one is shared');
        first.readers.push(...places.map(readerOf(first.client, first.bell)));
        first.bell.ring();
      }
    }

    function begin(task: Promise<void>): void {
      tasks.add(task);
      task.then(() => tasks.delete(task), fail);
    }

    /** What waits to be done between two commands. True when another folder was selected meanwhile. */
    async function runErrands(group: Group): Promise<boolean> {
      const [first] = groups;
      if (group === first && Date.now() >= listAt) await relist(group);
      return group.errands.take(group.client);
    }

    async function relist(group: Group): Promise<void> {
      const { places } = await survey(group.client);
      const fresh = places.filter(({ path }) => !paths().includes(path));
      if (fresh.length > 0) begin(watchBeside(fresh));
    }

    try {
      const client = await connect();
      connected(own.signal);
      const { places, missing } = await survey(client);
      const [first, ...others] = places;
      if (first === undefined || (first.role === 'sent' && missing.length > 0))
        throw new ConnectorError('protocol', 'folders', `Not on the server: ${missing.join(', ')}`, { host });
      begin(watch(client, [first]));
      for (const role of ['sent', 'inbox'] as const) {
        const some = others.filter((place) => place.role === role);
        if (some.length > 0) begin(watchBeside(some));
      }
      await failed;
    } catch (error) {
      if (!outer.aborted) throw connectorError(error, host);
    } finally {
      outer.removeEventListener('abort', stop);
      own.abort();
      for (const client of clients) client.close();
      // What is being committed is committed before we say that we have stopped.
      await Promise.allSettled(tasks);
    }
  }

  async function errand<T>(work: (client: ImapFlow) => Promise<T>, signal: AbortSignal): Promise<T> {
    let begun = false;
    try {
      return await withImap(config, signal, (client) => {
        begun = true;
        return work(client);
      });
    } catch (error) {
      const [first] = groups;
      if (begun || !(isCrowded(error) || isShutOut(error)) || first === undefined) throw error;
      return first.errands.run(work, signal);
    }
  }

  async function markSeen(ids: ReadonlySet<string>, signal: AbortSignal): Promise<ActionResult> {
    if (config.follow?.seen === false) return { status: 'done' };
    const results: Array<Promise<ActionResult>> = [];
    const left = new Set(ids);
    for (const group of groups) {
      for (const reader of group.readers.filter(({ place }) => place.role === 'inbox')) {
        const held = new Set(reader.holds(ids));
        if (held.size === 0) continue;
        for (const id of held) left.delete(id);
        results.push(group.errands.run((client) => markInFolder(client, reader, held)));
      }
    }
    try {
      if (left.size > 0) results.push(errand((client) => markAnywhere(client, left, cursors, config.folders), signal));
      const all = await Promise.all(results);
      return all.find(({ status }) => status === 'retry') ?? all.find(({ status }) => status === 'refused') ?? { status: 'done' };
    } catch (error) {
      return seenFailure(error, host);
    }
  }

  /** Everything is looked at again now. */
  function listAgain(): void {
    listAt = 0;
    for (const group of groups) group.bell.hurry();
  }

  return {
    run,
    markSeen,
    errand,
    listAgain,
    wake() {
      // A dead connection is closed by the probe; the watch on it ends with `offline` and `run` with it.
      for (const { client } of groups) probe(client, { limitMs: wakeLimit, host, borrowed: true }).catch(() => client.close());
      listAgain();
    },
  };
}

/** A server that allows no second connection or hides the folder costs only the push. */
function isBearable(error: unknown): boolean {
  return isCrowded(error) || failureOf(error).responseStatus === 'NO';
}

function isCrowded(error: unknown): boolean {
  return error instanceof ConnectorError && error.kind === 'rate-limit';
}

/** Courier closes a connection beyond its MAXPERIP (4 as it comes) without a word, and before TLS. */
function isShutOut(error: unknown): boolean {
  const { code } = failureOf(error instanceof ConnectorError ? error.cause : error);
  return /^(ClosedAfterConnectText|ClosedAfterConnectTLS|ECONNRESET)$/.test(code ?? '');
}
