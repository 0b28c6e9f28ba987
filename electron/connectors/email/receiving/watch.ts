import type { ImapFlow } from 'imapflow';
import { ConnectorError } from '../../../../shared/contract/connector.ts';
import { failureOf } from '../errors.ts';
import { probe, within } from '../imap.ts';
import type { Bell } from './bell.ts';
import type { FolderReader } from './folder-reader.ts';
import { noteNews, noteSilence, type Pace } from './pace.ts';

/** A server whose IDLE ends by itself again and again within a second does not really have it. */
const shortestIdle = 1_000;
const shortIdlesBorne = 20;
const checkLimit = 20_000;
/** The same when something odd came: whoever sends nonsense is not given long. */
const oddLimit = 6_000;
/** While idling, how often we look whether bytes came that mean nothing, and when the first look is. */
const glance = 5_000;
const firstGlance = 1_000;
/** `+ idling`, as most servers say; another length is asked about once. */
const usualConsent = 10;

export type WatchEvents = {
  host: string;
  /** After every chunk and when history is done. */
  progressed(): void;
  /** Runs between two commands, with the first folder selected or, if it answers true, about to be selected again. */
  errands(): Promise<boolean>;
  /** The server has this folder no more; the reader is left out from now on. */
  lost(reader: FolderReader): void;
};

/**
 * Reads the folders of one connection and waits for what the server pushes about the first of them, for ever; the others are
 * visited in rounds. `readers` may grow and shrink meanwhile, and the pace is asked for anew each time. Ends only by throwing.
 */
export async function watchFolders(
  client: ImapFlow,
  readers: FolderReader[],
  bell: Bell,
  events: WatchEvents,
  paceNow: () => Pace,
): Promise<never> {
  client.once('close', () => bell.ring());
  let canIdle = client.capabilities.has('IDLE');
  let shortIdles = 0;
  let nextRound = 0;
  const line: Line = { consent: usualConsent };
  for (;;) {
    const [first, ...others] = readers;
    const pace = paceNow();
    if (first === undefined)
      throw new ConnectorError('protocol', 'folders', 'None of the chosen folders is there', { host: events.host });
    bell.reset();
    if (bell.takeHurry()) nextRound = 0;
    if (await events.errands()) await first.open();
    const more = await readOnce(first, events);
    if (more || bell.rung) continue;
    if (others.length > 0 && Date.now() >= nextRound) {
      const unfinished = await makeRound(others, events);
      await first.open();
      nextRound = unfinished ? 0 : Date.now() + pace.round;
      continue;
    }
    const began = Date.now();
    const due = began + (canIdle ? pace.check : pace.poll);
    const refused = await listen(client, bell, { canIdle, until: others.length > 0 ? Math.min(due, nextRound) : due, line });
    if (!client.usable) {
      noteSilence(events.host, Date.now() - began);
      throw new ConnectorError('offline', 'offline', client.byeReason ?? 'The server closed the connection', {
        host: events.host,
      });
    }
    if (canIdle && first.told) noteNews(events.host, true);
    if (bell.rung || (others.length > 0 && Date.now() >= nextRound && Date.now() < due)) continue;
    shortIdles = Date.now() - began < shortestIdle ? shortIdles + 1 : 0;
    if (refused || shortIdles > shortIdlesBorne) canIdle = false;
    const isDue = Date.now() >= due;
    await probe(client, { limitMs: isDue ? checkLimit : oddLimit, host: events.host, borrowed: false });
    if (canIdle && isDue && first.told) noteNews(events.host, false);
    first.checked();
    if (line.heard !== undefined) line.consent = line.heard;
  }
}

/** How many bytes a server's leave to idle has, as far as we know, and how many came this time when something was odd. */
type Line = { consent: number; heard?: number };

/** New mail, what changed, one chunk of history. True when there is more of that. */
async function readOnce(reader: FolderReader, events: WatchEvents): Promise<boolean> {
  await reader.takeNew();
  await reader.takeChanges();
  const more = await reader.takeHistory();
  events.progressed();
  return more;
}

/** Visits each folder once. True when one of them has history left. */
async function makeRound(others: readonly FolderReader[], events: WatchEvents): Promise<boolean> {
  let unfinished = false;
  for (const reader of others) {
    try {
      await reader.open();
    } catch (error) {
      if (failureOf(error).responseStatus !== 'NO') throw error;
      events.lost(reader);
      continue;
    }
    if (await readOnce(reader, events)) unfinished = true;
  }
  return unfinished;
}

/**
 * Waits until the server rings, IDLE ends, bytes came that meant nothing, or it is time. True when the server refuses to idle.
 */
async function listen(
  client: ImapFlow,
  bell: Bell,
  { canIdle, until, line }: { canIdle: boolean; until: number; line: Line },
): Promise<boolean> {
  let refused = false;
  let ended = false;
  const before = client.stats().received;
  delete line.heard;
  // `false` when the server refused to idle; `undefined` when a command of ours or the server ended it.
  const idling = canIdle
    ? client.idle().then((result) => {
        refused = result === false;
        ended = true;
      })
    : undefined;
  const over = Promise.race([bell.heard, ...(idling === undefined ? [] : [idling])]);
  let heard: number | undefined;
  for (let pause = firstGlance; ; pause = glance) {
    await within(over, Math.max(1, Math.min(pause, until - Date.now())));
    if (bell.rung || ended || !client.usable || Date.now() >= until) return refused;
    const { received } = client.stats();
    // Noise on the line, or a server's word of comfort: an answer to a question tells one from the other.
    if (heard === undefined && canIdle && received - before !== line.consent) {
      line.heard = received - before;
      return refused;
    }
    if (heard !== undefined && received !== heard) return refused;
    heard = received;
  }
}
