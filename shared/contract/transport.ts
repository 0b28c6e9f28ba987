import type { Reply } from './errors.ts';
import type { FeedEvent } from './feed.ts';

/** Messages on a port between a window and the reader or the engine. Structured clone, so bytes travel as ArrayBuffer. */
export type PortRequest = { id: number; method: string; input: unknown };
export type PortReply = { id: number; reply: Reply<unknown> };
export type PortPush = { feed: FeedEvent };
export type PortMessage = PortReply | PortPush;

/** Two methods, so that a MessagePort, a direct call or a socket can carry the same conversation. */
export type Transport = {
  post(message: PortMessage): void;
  onMessage(listener: (message: PortRequest) => void): void;
};
