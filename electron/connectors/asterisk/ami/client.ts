import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { ConnectorError } from '../../../../shared/contract/connector.ts';
import type { AsteriskChannelConfig } from '../../../../shared/contract/provision.ts';
import { closedByPbx, connectionError, refusedLogin } from './problems.ts';
import { type AmiFields, AmiFramer, type AmiMessage, encodeAction } from './protocol.ts';
import { isLoopback, tlsOptions } from './tls.ts';

export type AmiSettings = AsteriskChannelConfig['ami'];

const connectLimitMs = 10_000;
const answerLimitMs = 10_000;
/** After this long without a word a question is asked; after twice as long the line is taken for dead. */
const quietMs = 10_000;

/** `sent`: whether the action may have reached the PBX. */
export class AmiActionError extends Error {
  readonly sent: boolean;
  constructor(detail: string, sent: boolean) {
    super(detail);
    this.name = 'AmiActionError';
    this.sent = sent;
  }
}

type Waiting = {
  list: AmiMessage[] | undefined;
  resolve: (answer: { response: AmiMessage; events: AmiMessage[] }) => void;
  reject: (error: AmiActionError) => void;
  response?: AmiMessage;
  timer: NodeJS.Timeout;
};

/**
 * One logged-in connection to a manager interface. Ends once and is not used again. Events come to `onEvent` in the order in
 * which the PBX sent them, answers of its own lists excepted.
 */
export class AmiClient {
  readonly host: string;
  readonly #socket: net.Socket;
  readonly #framer = new AmiFramer();
  readonly #waiting = new Map<string, Waiting>();
  readonly #closed: Promise<ConnectorError>;
  #end: (error: ConnectorError) => void = () => undefined;
  #listener: ((event: AmiMessage) => void) | undefined;
  /** Events before anybody listens, which are part of the picture. */
  #early: AmiMessage[] = [];
  #number = 0;
  #quiet: NodeJS.Timeout | undefined;
  #over = false;

  private constructor(socket: net.Socket, host: string) {
    this.#socket = socket;
    this.host = host;
    this.#closed = new Promise((resolve) => {
      this.#end = (error) => {
        if (this.#over) return;
        this.#over = true;
        clearTimeout(this.#quiet);
        this.#socket.destroy();
        for (const [, waiting] of this.#waiting) {
          clearTimeout(waiting.timer);
          waiting.reject(new AmiActionError(error.message, true));
        }
        this.#waiting.clear();
        resolve(error);
      };
    });
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', (error) => this.#end(connectionError(error, host)));
    socket.on('close', () => this.#end(closedByPbx(host)));
  }

  /**
   * Connects and logs in. `events` are the classes wanted (asterisk, manager.conf, `read`).
   *
   * @throws ConnectorError
   */
  static async open(settings: AmiSettings, events: readonly string[], signal: AbortSignal): Promise<AmiClient> {
    const { host, port, user, secret = '' } = settings;
    if (settings.tls === 'none' && settings.allowInsecure !== true && !isLoopback(host)) {
      throw new ConnectorError('auth', 'insecure', `The secret would travel to ${host} without encryption`, { host });
    }
    if (secret === '') throw new ConnectorError('auth', 'auth', 'No secret is known', { host });
    const socket = await connect(settings, AbortSignal.any([signal, AbortSignal.timeout(connectLimitMs)]), signal);
    const client = new AmiClient(socket, `${host}:${port}`);
    try {
      const answer = await client.action('Login', { Username: user, Secret: secret, Events: events.join(',') || 'off' }, signal);
      if (answer.response !== 'Success') throw refusedLogin(answer.get('Message') ?? '', client.host);
      client.#listenForSilence();
      return client;
    } catch (error) {
      client.close();
      if (error instanceof AmiActionError) throw await Promise.race([client.#closed, Promise.resolve(closedByPbx(client.host))]);
      throw error;
    }
  }

  onEvent(listener: (event: AmiMessage) => void): void {
    this.#listener = listener;
    for (const event of this.#early.splice(0)) listener(event);
  }

  /** Resolves when the connection is over, with why. */
  get closed(): Promise<ConnectorError> {
    return this.#closed;
  }

  /** @throws AmiActionError when no answer comes; an answer that refuses is an answer */
  async action(name: string, fields: AmiFields = {}, signal?: AbortSignal): Promise<AmiMessage> {
    return (await this.#ask(name, fields, false, signal)).response;
  }

  /** An action that answers by a list of events (`CoreShowChannels`, `QueueStatus`). A refusal is an empty list. */
  async list(name: string, fields: AmiFields = {}, signal?: AbortSignal): Promise<AmiMessage[]> {
    return (await this.#ask(name, fields, true, signal)).events;
  }

  #ask(
    name: string,
    fields: AmiFields,
    asList: boolean,
    signal?: AbortSignal,
  ): Promise<{ response: AmiMessage; events: AmiMessage[] }> {
    if (this.#over || signal?.aborted) return Promise.reject(new AmiActionError('the connection is over', false));
    const actionId = `tl${++this.#number}`;
    return new Promise((resolve, reject) => {
      const abandon = (detail: string) => {
        this.#waiting.delete(actionId);
        clearTimeout(timer);
        reject(new AmiActionError(detail, true));
      };
      const timer = setTimeout(() => abandon(`no answer to ${name}`), answerLimitMs);
      timer.unref();
      signal?.addEventListener('abort', () => abandon('aborted'), { once: true });
      this.#waiting.set(actionId, { list: asList ? [] : undefined, resolve, reject, timer });
      this.#socket.write(encodeAction(name, actionId, fields));
    });
  }

  #receive(chunk: Buffer): void {
    this.#quiet?.refresh();
    let messages: AmiMessage[];
    try {
      messages = this.#framer.push(chunk);
    } catch (error) {
      this.#end(connectionError(error, this.host));
      return;
    }
    for (const message of messages) this.#take(message);
  }

  #take(message: AmiMessage): void {
    const waiting = message.actionId === undefined ? undefined : this.#waiting.get(message.actionId);
    if (message.event === undefined) {
      if (!waiting || message.actionId === undefined) return;
      waiting.response = message;
      // An empty list may be said in words alone, with nothing to follow.
      const listFollows = waiting.list !== undefined && message.get('EventList')?.toLowerCase() === 'start';
      if (!listFollows) this.#settle(message.actionId, waiting);
      return;
    }
    if (waiting?.list && message.actionId !== undefined) {
      if (/Complete$/.test(message.event) || message.get('EventList') === 'Complete') this.#settle(message.actionId, waiting);
      else waiting.list.push(message);
      return;
    }
    if (this.#listener) this.#listener(message);
    else this.#early.push(message);
  }

  #settle(actionId: string, { list, response, resolve, timer }: Waiting): void {
    this.#waiting.delete(actionId);
    clearTimeout(timer);
    if (response) resolve({ response, events: list ?? [] });
  }

  /** A network that dropped us says nothing; a question shows it. */
  #listenForSilence(): void {
    this.#quiet = setTimeout(() => {
      this.action('Ping').then(
        () => this.#quiet?.refresh(),
        () => this.#end(new ConnectorError('offline', 'timeout', 'The PBX does not answer', { host: this.host })),
      );
    }, quietMs);
    this.#quiet.unref();
  }

  /** Asks now whether the line is alive: after the machine slept. */
  probe(): void {
    this.action('Ping').catch(() =>
      this.#end(new ConnectorError('offline', 'timeout', 'The PBX does not answer', { host: this.host })),
    );
  }

  close(): void {
    this.#end(new ConnectorError('offline', 'offline', 'closed here', { host: this.host }));
  }
}

async function connect(settings: AmiSettings, limit: AbortSignal, own: AbortSignal): Promise<net.Socket> {
  const { host, port } = settings;
  const socket =
    settings.tls === 'implicit' ? tls.connect({ host, port, ...tlsOptions(host, settings.ca) }) : net.connect({ host, port });
  try {
    await once(socket, settings.tls === 'implicit' ? 'secureConnect' : 'connect', { signal: limit });
    return socket;
  } catch (error) {
    socket.on('error', () => undefined);
    socket.destroy();
    if (limit.aborted && !own.aborted) {
      throw new ConnectorError('offline', 'timeout', `${host}:${port} does not answer`, { host, cause: error });
    }
    throw connectionError(error, `${host}:${port}`);
  }
}
