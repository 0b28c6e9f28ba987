import { setTimeout as pause } from 'node:timers/promises';
import type {
  ActionResult,
  ConnectorContext,
  DialOrder,
  DialResult,
  RawPayload,
  Session,
} from '../../../shared/contract/connector.ts';
import type { CloudPbxChannelConfig } from '../../../shared/contract/provision.ts';
import { type CallFacts, callStream, otherStream, payloadOf } from './facts.ts';
import { checkSecrets, close, listen } from './listening.ts';
import { send } from './order.ts';
import type { Incoming } from './providers/provider.ts';
import { receiver } from './receiver.ts';
import { fetchRecording } from './recording.ts';
import { Subscription } from './subscription.ts';
import type { Note, Told } from './told.ts';
import { CallTracker, keyOf } from './tracker.ts';

const sweepEveryMs = 60_000;

/** Listens for a provider's events, and sends it orders. */
export class CloudPbxSession implements Session {
  readonly #ctx: ConnectorContext<CloudPbxChannelConfig>;
  #tracker: CallTracker;
  #telling: Promise<void> = Promise.resolve();
  #subscription: Subscription | undefined;
  #fail: (error: unknown) => void = () => undefined;

  constructor(ctx: ConnectorContext<CloudPbxChannelConfig>) {
    this.#ctx = ctx;
    this.#tracker = new CallTracker(ctx.config, openOf(ctx.cursors.get(callStream)));
  }

  async run(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { config, log, channelId } = this.#ctx;
    checkSecrets(config);
    const server = receiver({
      config,
      now: Date.now,
      take: (request, told) => this.#take(request, told),
      onRefused: (refused) => {
        // Whoever finds the address can knock as often as they like: the log tells the 1st, 2nd, 4th, 8th and so on.
        if (isPowerOfTwo(Object.values(refused).reduce((sum, count) => sum + count, 0)))
          log.warn({ channelId, ...refused }, 'events were refused');
      },
    });
    await listen(server, config);
    const failed = new Promise<never>((_, reject) => {
      this.#fail = reject;
      server.on('error', reject);
    });
    const subscription = Subscription.of(config);
    this.#subscription = subscription;
    try {
      await subscription?.begin(signal);
      this.#ctx.online();
      await Promise.race([this.#sweepUntil(signal), failed, ...(subscription ? [subscription.keep(signal)] : [])]);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#subscription = undefined;
      await subscription?.stop();
      await close(server);
      await this.#telling.catch(() => undefined);
    }
  }

  async #sweepUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#tell(() => this.#tracker.sweep(Date.now()).map((facts) => payloadOf(facts, Date.now())));
      await pause(sweepEveryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  #take({ receivedAt, path, contentType, body }: Incoming, told: Told[]): Promise<void> {
    const note: Note = { receivedAt, path, contentType, body };
    return this.#tell(() => {
      if (told.length === 0) {
        this.#subscription?.hear(body);
        return [{ stream: otherStream, remoteKey: keyOf(note), body: JSON.stringify(note), receivedAt }];
      }
      const facts = this.#tracker.take(note, told);
      return facts ? [payloadOf(facts, receivedAt)] : [];
    });
  }

  /** One after another, so that what is committed of a call grows. A commit that failed undoes what was noted, and ends the run. */
  #tell(note: () => RawPayload[]): Promise<void> {
    const mine = this.#telling.then(async () => {
      const before = this.#tracker.open.map((facts) => structuredClone(facts));
      const payloads = note();
      if (payloads.length === 0) return;
      const open = structuredClone(this.#tracker.open);
      try {
        await this.#ctx.emit({ payloads, next: { stream: callStream, cursor: { open } }, once: true });
      } catch (error) {
        this.#tracker = new CallTracker(this.#ctx.config, before);
        this.#fail(error);
        throw error;
      }
    });
    this.#telling = mine.catch(() => undefined);
    return mine;
  }

  send: Session['send'] = async () => ({ status: 'rejected', code: 'refused', detail: 'a PBX carries no messages' });

  async dial({ extension, number, remoteId }: DialOrder, signal: AbortSignal): Promise<DialResult> {
    const { config } = this.#ctx;
    if (config.originate === undefined) return refused('This provider is set up without a way to call out');
    await this.#tell(() => {
      if (this.#tracker.get(remoteId)) return [];
      return [payloadOf(this.#tracker.order({ id: remoteId, extension, number, at: Date.now() }), Date.now())];
    });
    const result = await send(config.originate, { number, extension, id: remoteId }, config, signal);
    if (result.status === 'taken') {
      if (result.id !== undefined) this.#tracker.named(remoteId, result.id);
      return { status: 'accepted', remoteId };
    }
    if (result.status === 'unknown') return result;
    this.#tracker.drop(remoteId);
    return result.status === 'offline' ? { ...refused(result.detail), code: 'offline' } : refused(result.detail);
  }

  async hangUp(remoteId: string, signal: AbortSignal): Promise<ActionResult> {
    const { config } = this.#ctx;
    const facts = this.#tracker.get(remoteId);
    if (facts === undefined || this.#tracker.isOver(facts)) return { status: 'done' };
    if (config.hangUp === undefined) return { status: 'refused', code: 'refused', detail: 'No way to end a call is set up' };
    const id = facts.ids.at(-1) ?? remoteId;
    const result = await send(config.hangUp, { number: '', extension: facts.order?.extension ?? '', id }, config, signal);
    if (result.status === 'taken') return { status: 'done' };
    if (result.status === 'refused') return { status: 'refused', code: 'refused', detail: result.detail };
    return { status: 'retry', code: 'offline', detail: result.detail };
  }

  fetch = (ref: string, signal: AbortSignal) => fetchRecording(this.#ctx.config, ref, this.#ctx.files, signal);

  /** Nothing is held open to the provider. */
  wake(): void {}
}

const isPowerOfTwo = (count: number): boolean => Number.isInteger(Math.log2(count));

const refused = (text: string): DialResult & { status: 'refused' } => ({ status: 'refused', code: 'refused', cause: { text } });

function openOf(cursor: unknown): CallFacts[] {
  const known = typeof cursor === 'object' && cursor !== null && 'open' in cursor && Array.isArray(cursor.open);
  return known ? (cursor as { open: CallFacts[] }).open : [];
}
