import type { Session } from '../../shared/contract/connector.ts';
import type { Capabilities } from '../../shared/model/index.ts';
import type { Store } from '../store/store.ts';

/** What everything of one channel that goes to its provider stands on. */
export type Outgoing = {
  store: Store;
  channelKey: number;
  channelId: string;
  /** Session to send through; undefined while nothing may be tried (signed out, switched off). */
  session: () => Session | undefined;
  now: () => number;
  capabilities: Capabilities;
  /** Something reached the provider, or was found there: what is wished of it can be asked for. */
  onArrived: () => void;
  /** How an attempt ended is written down. */
  onEnded?: () => void;
  /** The provider refused our credentials for sending: nothing more is tried until a person changes them. */
  onRefused: (detail: string) => void;
  /** What is to leave or has left cannot be written down, most likely because of the disk; `undefined` when it can again. */
  onTrouble: (error: unknown) => void;
  log: { warn(fields: Record<string, unknown>, message: string): void };
};
