import type { Api, Method, Queries } from '../../shared/contract/api.ts';
import type { PortsMessage } from '../../shared/contract/desktop.ts';
import type { FeedEvent } from '../../shared/contract/feed.ts';
import { desktop } from './desktop.ts';
import { type FeedPlace, followFeed } from './feed.ts';
import { createPipe } from './pipe.ts';

/** Every query by name, so that a new one cannot be sent to the wrong process unnoticed. */
const queries: Record<keyof Queries, true> = {
  'workspace.get': true,
  'inbox.page': true,
  'inbox.rows': true,
  'inbox.counts': true,
  'customer.get': true,
  'customer.find': true,
  'timeline.page': true,
  'item.get': true,
  'item.versions': true,
  'item.written': true,
  'search.prepare': true,
  'search.run': true,
  'call.live': true,
  'call.candidates': true,
  'channel.list': true,
  'canned.list': true,
  'canned.find': true,
  'notice.list': true,
  'file.mayLeave': true,
  'quarantine.list': true,
};

export type FeedListener = {
  changed(event: FeedEvent): void;
  /** Something may have been missed: everything on screen has to be read again. */
  reset(): void;
};

const patienceMs = 30_000;
const listeners = new Set<FeedListener>();
let place: FeedPlace | undefined;

function onFeed(event: FeedEvent): void {
  const followed = followFeed(place, event);
  place = followed.place;
  for (const listener of listeners) {
    if (followed.meaning === 'changed') listener.changed(event);
    if (followed.meaning === 'reset') listener.reset();
  }
}

const reader = createPipe(onFeed, patienceMs);
const engine = createPipe(onFeed, patienceMs);

/** Asks the reader a query or gives the engine a command. Rejects with a `CallError`. */
export function call<M extends Method>(method: M, input: Api[M]['in']): Promise<Api[M]['out']> {
  const pipe = Object.hasOwn(queries, method) ? reader : engine;
  return pipe.call(method, input) as Promise<Api[M]['out']>;
}

/** Follows the engine's feed. Returns a function that stops. */
export function subscribe(listener: FeedListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function isPorts(data: unknown): data is PortsMessage {
  return typeof data === 'object' && data !== null && 'throughline' in data && data.throughline === 'port';
}

/** Starts listening for ports and asks for them. Each further port of a process means that it was restarted. */
export function connect(): void {
  window.addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.source !== window || !isPorts(event.data) || !port) return;
    const pipe = event.data.to === 'reader' ? reader : engine;
    pipe.attach(port);
    for (const listener of listeners) listener.reset();
  });
  desktop.requestPorts();
}
