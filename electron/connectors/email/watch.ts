import type { ImapFlow } from 'imapflow';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { FolderReader } from './folder-reader.ts';
import { probe, within } from './imap.ts';

/**
 * `check`: an idling connection is looked after this often, which also ends every IDLE far before the 29 minutes of RFC 2177
 * and catches a push that was lost. `poll`: how often we ask a server that has no IDLE. Milliseconds.
 */
export type Pace = { check: number; poll: number };
const usualPace: Pace = { check: 110_000, poll: 20_000 };
/** A server whose IDLE ends by itself again and again within a second does not really have it. */
const shortestIdle = 1_000;
const shortIdlesBorne = 20;
const checkLimit = 20_000;

export type WatchEvents = {
  host: string;
  /** After every chunk and when history is done. */
  progressed(): void;
};

/** Reads the open folder and then waits for what the server pushes, for ever. Ends only by throwing. */
export async function watchFolder(
  client: ImapFlow,
  reader: FolderReader,
  events: WatchEvents,
  pace: Pace = usualPace,
): Promise<never> {
  const bell = new Bell();
  client.on('exists', () => bell.ring());
  client.once('close', () => bell.ring());
  let canIdle = client.capabilities.has('IDLE');
  let shortIdles = 0;
  for (;;) {
    bell.reset();
    await reader.takeNew();
    const more = await reader.takeHistory();
    events.progressed();
    if (more || bell.rung) continue;
    const began = Date.now();
    // `false` when the server refused to idle; `undefined` when a command of ours or the server ended it.
    const idling = canIdle ? client.idle().then((refused) => refused === false) : undefined;
    let refused = false;
    const listening = idling?.then((value) => {
      refused = value;
    });
    // The server rings, IDLE ends, or it is time to look.
    await within(Promise.race([bell.heard, ...(listening === undefined ? [] : [listening])]), canIdle ? pace.check : pace.poll);
    if (!client.usable)
      throw new ConnectorError('offline', 'offline', client.byeReason ?? 'The server closed the connection', {
        host: events.host,
      });
    if (bell.rung) continue;
    shortIdles = Date.now() - began < shortestIdle ? shortIdles + 1 : 0;
    if (refused || shortIdles > shortIdlesBorne) canIdle = false;
    await probe(client, checkLimit, events.host);
  }
}

/** Remembers that something happened until somebody has looked. */
class Bell {
  rung = false;
  heard: Promise<void> = Promise.resolve();
  #ring: () => void = () => undefined;

  constructor() {
    this.reset();
  }

  ring(): void {
    this.rung = true;
    this.#ring();
  }

  reset(): void {
    this.rung = false;
    this.heard = new Promise((resolve) => {
      this.#ring = resolve;
    });
  }
}
