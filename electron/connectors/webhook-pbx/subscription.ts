import { setTimeout as pause } from 'node:timers/promises';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { CloudPbxChannelConfig } from '../../../shared/contract/provision.ts';
import { mayGo } from './order.ts';

const daySeconds = 86_400;
const limitMs = 15_000;
const againMs = 30_000;
/** Whoever stops does not wait long for the provider. ms. */
const farewellMs = 1000;

/**
 * Beeline tells of calls for as long as a subscription lives, a day at most. With the token of its portal and the address from
 * outside it is asked for it here, again in good time, and at once when it says that it ended; without them a person does.
 */
export class Subscription {
  readonly #config: CloudPbxChannelConfig;
  readonly #address: string;
  #id: string | undefined;
  #until = 0;
  #gone = (): void => undefined;

  private constructor(config: CloudPbxChannelConfig, address: string) {
    this.#config = config;
    this.#address = address;
  }

  static of(config: CloudPbxChannelConfig): Subscription | undefined {
    const { provider, token, secret = '', listen } = config;
    if (provider !== 'beeline' || !token || listen.url === undefined) return undefined;
    return new Subscription(config, `${listen.url}${listen.path}?token=${encodeURIComponent(secret)}`);
  }

  /** @throws ConnectorError `auth` when the token is refused, `offline` when it may be had later */
  async begin(signal: AbortSignal): Promise<void> {
    const wish = { expires: daySeconds, subscriptionType: 'BASIC_CALL', url: this.#address };
    const { subscriptionId, expires } = await this.#ask('PUT', { body: JSON.stringify(wish) }, signal);
    if (typeof subscriptionId !== 'string') throw new ConnectorError('protocol', 'protocol', 'No subscription was named');
    const before = this.#id;
    this.#id = subscriptionId;
    this.#until = Date.now() + (typeof expires === 'number' && expires > 0 ? expires : daySeconds) * 1000;
    // Two that live beside each other tell everything twice.
    if (before !== undefined) await this.#end(before, signal).catch(() => undefined);
  }

  /** Until it is told to stop; throws as above once nothing more would be told. */
  async keep(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const ended = new AbortController();
      this.#gone = () => ended.abort();
      await pause((this.#until - Date.now()) / 2, undefined, { signal: AbortSignal.any([signal, ended.signal]) }).catch(
        () => undefined,
      );
      if (ended.signal.aborted) this.#until = 0;
      if (!signal.aborted) await this.#renew(signal);
    }
  }

  async #renew(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.begin(signal);
        return;
      } catch (error) {
        const later = error instanceof ConnectorError && error.kind === 'offline' && Date.now() + againMs < this.#until;
        if (!later && !signal.aborted) throw error;
        await pause(againMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** What was told and is of no call may be that it ended. */
  hear(body: string): void {
    if (this.#id !== undefined && body.includes('SubscriptionTerminatedEvent') && body.includes(this.#id)) this.#gone();
  }

  /** Nobody listens any more. */
  async stop(): Promise<void> {
    const id = this.#id;
    this.#id = undefined;
    if (id !== undefined) await this.#end(id, AbortSignal.timeout(farewellMs)).catch(() => undefined);
  }

  #end = (id: string, signal: AbortSignal) => this.#ask('DELETE', { query: `?subscriptionId=${encodeURIComponent(id)}` }, signal);

  async #ask(
    method: 'PUT' | 'DELETE',
    { body, query = '' }: { body?: string; query?: string },
    signal: AbortSignal,
  ): Promise<{ subscriptionId?: unknown; expires?: unknown }> {
    const { apiRoot = 'https://cloudpbx.beeline.ru', token = '' } = this.#config;
    const url = new URL(`/apis/portal/subscription${query}`, apiRoot);
    const { host } = url;
    if (!mayGo(url, false)) throw new ConnectorError('protocol', 'insecure', `${host} is reached without encryption`, { host });
    const answer = await fetch(url, {
      method,
      headers: { 'X-MPBX-API-AUTH-TOKEN': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
    }).catch((error: unknown) => {
      throw new ConnectorError('offline', 'offline', `${host} cannot be reached`, { host, cause: error });
    });
    if (answer.status === 401 || answer.status === 403)
      throw new ConnectorError('auth', 'auth', `${host} refused the token`, { host });
    if (!answer.ok) {
      const later = answer.status >= 500 || answer.status === 429;
      throw new ConnectorError(
        later ? 'offline' : 'protocol',
        later ? 'offline' : 'refused',
        `${host} answered ${answer.status}`,
        {
          host,
        },
      );
    }
    return answer.json().catch(() => ({})) as Promise<{ subscriptionId?: unknown; expires?: unknown }>;
  }
}
