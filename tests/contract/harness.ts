import type { Connector, InboundMessage, RawPayload, RemoteAction, SendIntent } from '../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../shared/contract/provision.ts';

/** What the suite needs to know of one connector. */
export type Harness<C extends ChannelConfig> = {
  name: string;
  connector: Connector<C>;
  /** A server with one account of ours and one customer, for one test. */
  start(): Promise<Provider<C>>;
  /** More messages than the connector takes in one batch. */
  backlog: number;
  /** A change of what the customer wrote that may be asked for; absent where the provider knows none. */
  change?(known: InboundMessage): RemoteAction;
  /** A payload that no version understands. */
  nonsense: RawPayload;
};

/** The provider's side, real or emulated. */
export type Provider<C extends ChannelConfig> = {
  config: C;
  /** The same account with a secret the server refuses. */
  wrongSecret: C;
  /** The same account, its server looked for at this port of 127.0.0.1. */
  at(port: number): C;
  /** The secret itself, to look for where it must not be. */
  secret: string;
  /** Resolves when the server has them. */
  customerWrites(texts: string[]): Promise<void>;
  /** An answer to that customer. */
  answer(text: string): SendIntent;
  /** Waits until something with these words has reached the customer; answers how many such things have. */
  delivered(words: string): Promise<number>;
  /** Logins the server has refused. */
  refusedLogins(): Promise<number>;
  stop(): Promise<void>;
};
