import type {
  ActionResult,
  ConnectorContext,
  DialOrder,
  DialResult,
  RawPayload,
  Session,
} from '../../../shared/contract/connector.ts';
import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';
import { AmiActionError, AmiClient } from './ami/client.ts';
import type { AmiMessage } from './ami/protocol.ts';
import { isUpUntold } from './ami/rights.ts';
import { catchUp } from './calls/catch-up.ts';
import { type CallFacts, isOver } from './calls/facts.ts';
import { interpret } from './calls/interpret.ts';
import { reconcile } from './calls/reconcile.ts';
import { extensionOf, sidesOf } from './calls/sides.ts';
import { CallTracker } from './calls/tracker.ts';
import { PbxClock } from './clock.ts';
import { Desks, deviceOf, type StateOrder, setAgentState } from './desks.ts';
import { callsOfMessages, leaver, noteLeft } from './mailboxes.ts';
import { messageFile } from './message-file.ts';
import { missedSince } from './missed.ts';
import { fetchMessage, fetchRecording } from './recording.ts';

/**
 * The one stream, and its cursor: up to when we listened, by the clock of the PBX, the calls that went on then, and since when nothing was
 * missed but what the PBX did not write down.
 */
export const stream = 'calls';
export type CallsCursor = { at: number; open: CallFacts[]; since?: number };

/** Classes of events (manager.conf, `read`). `dialplan` names recordings; `dtmf` is left out, so that no key pressed comes here. */
const classes = ['system', 'call', 'agent', 'dialplan'];
/** What the desk is let ring before the wish to call is over. ms. */
const deskRingsMs = 30_000;
/** Changes this close together are told as one; far below what a person notices. ms. */
const togetherMs = 15;
/** A PBX whose modules are not there after this long is taken as it is. */
const bootLimitMs = 10_000;

/** One connection after another to a PBX, and what is known of its calls. */
export class AsteriskSession implements Session {
  readonly #ctx: ConnectorContext<AsteriskChannelConfig>;
  readonly #clock = new PbxClock();
  readonly #desks = new Desks();
  readonly #tracker: CallTracker;
  /** What was told last of each call that goes on. */
  readonly #told = new Map<string, string>();
  readonly #changed = new Map<string, string>();
  #client: AmiClient | undefined;
  #lastAt: number | undefined;
  #since: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #telling: Promise<void> = Promise.resolve();
  #inCall = new Set<string>();
  #ended: Set<string> | undefined;
  #fail: (error: unknown) => void = () => undefined;

  constructor(ctx: ConnectorContext<AsteriskChannelConfig>) {
    this.#ctx = ctx;
    const cursor = cursorOf(ctx.cursors.get(stream));
    this.#lastAt = cursor?.at;
    this.#since = cursor && Math.min(cursor.since ?? cursor.at, cursor.at);
    this.#tracker = new CallTracker(cursor?.open);
  }

  async run(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    let client: AmiClient;
    try {
      client = await AmiClient.open(this.#ctx.config.ami, classes, signal);
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
    this.#client = client;
    const stop = (): void => client.close();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) client.close();
    const failed = new Promise<never>((_, reject) => {
      this.#fail = reject;
    });
    try {
      await Promise.race([this.#listen(client), failed]);
      const reason = await Promise.race([client.closed, failed]);
      if (!signal.aborted) throw reason;
    } catch (error) {
      if (!signal.aborted) throw error instanceof AmiActionError ? await client.closed : error;
    } finally {
      signal.removeEventListener('abort', stop);
      client.close();
      this.#client = undefined;
      clearTimeout(this.#timer);
      this.#timer = undefined;
      // A commit that failed is the error already; the cursor in the store is then the truth.
      await this.#flush().catch(() => undefined);
    }
  }

  async #listen(client: AmiClient): Promise<void> {
    const before = new Set(this.#tracker.open.flatMap(({ channels }) => channels.map(({ id }) => id)));
    const from = this.#lastAt;
    this.#ended = new Set();
    let booted: (uptimeMs: number) => void = () => undefined;
    const boot = new Promise<number | undefined>((resolve) => {
      booted = resolve;
      setTimeout(() => resolve(undefined), bootLimitMs).unref();
    });
    client.onEvent((event) => {
      if (event.event === 'FullyBooted') booted(Number(event.get('Uptime') ?? 0) * 1000);
      this.#take(event);
    });
    this.#clock.of(await client.action('Ping'));
    // Told at once by a PBX that is up, and by one that is just beginning when its modules are there.
    const uptime = await Promise.race([boot, untold(client), client.closed.then((reason) => Promise.reject(reason))]);
    const since = this.#clock.now();
    // The greeting is heard a moment before; where nothing follows it, the cursor must not say that less was heard than it tells of.
    this.#since ??= Math.min(since, this.#lastAt ?? since);
    const bootedAt = uptime === undefined ? undefined : since - uptime;
    const { written, left } = await missedSince(this.#ctx, client, from);
    const [listed, members] = [await client.list('CoreShowChannels'), await client.list('QueueStatus')];
    const to = this.#clock.now();
    const restarted = from !== undefined && bootedAt !== undefined && bootedAt > from;
    /** Messages whose call nobody knows of. */
    let unclaimed = left.filter(({ channel }) => !listed.some((one) => one.get('Channel') === channel));
    const noted = (facts: CallFacts): void => {
      if (isOver(facts)) noteLeft(facts, left);
      unclaimed = unclaimed.filter((message) => leaver(facts, message) === undefined);
      this.#note(facts, true);
    };
    const gap = { from: from ?? to, to: restarted && bootedAt !== undefined ? Math.max(bootedAt, from) : to };
    for (const facts of catchUp(this.#tracker, written, { from: from ?? 0, to: since })) {
      // What ended by what was written down is no longer looked for among what goes on.
      if (isOver(facts)) noted(facts);
    }
    for (const facts of reconcile(this.#tracker, { listed, before, ended: this.#ended, gap, restarted })) noted(facts);
    // What the PBX wrote down itself names every call, and says more of it than a mailbox does.
    if (from !== undefined && this.#ctx.config.history === undefined) {
      for (const facts of callsOfMessages(unclaimed, from, this.#ctx.config)) this.#note(facts, true);
    }
    this.#ended = undefined;
    this.#desks.reset(members, Date.now());
    this.#ctx.online();
    this.#ctx.agentStates?.(
      [...new Set([...this.#desks.extensions, ...this.#own()])].map((extension) => this.#desk(extension)),
      restarted,
    );
    await this.#flush();
  }

  #own(): string[] {
    const { extension } = this.#ctx.config;
    return extension === undefined ? [] : [extension];
  }

  #take(event: AmiMessage): void {
    const at = this.#clock.of(event);
    this.#lastAt = at;
    if (event.event === 'Hangup') this.#ended?.add(event.get('Uniqueid') ?? '');
    if (event.event === 'OriginateResponse') this.#noteOriginate(event, at);
    for (const facts of this.#tracker.take(event, at)) this.#note(facts, false);
    // A desk rings: whoever sits there waits for the card. What came in the same breath still goes with it.
    if (event.event === 'DialBegin' && this.#timer !== undefined) setImmediate(() => this.#timer !== undefined && this.#tell());
    const extension = this.#desks.take(event, Date.now());
    if (extension !== undefined && this.#ended === undefined) this.#ctx.agentStates?.([this.#desk(extension)], false);
  }

  /** The PBX could not even begin what we asked for. */
  #noteOriginate(event: AmiMessage, at: number): void {
    const facts = this.#tracker.get(event.get('Uniqueid') ?? '');
    if (!facts?.ordered || event.get('Response') !== 'Failure') return;
    facts.ordered.failed ??= { reason: Number(event.get('Reason') ?? 0), at };
    for (const one of this.#tracker.changed(facts)) this.#note(one, false);
  }

  #desk(extension: string) {
    return { ...this.#desks.stateOf(extension), inCall: this.#inCall.has(extension) };
  }

  /** `anew`: told also when it is as it was, because nobody vouched for it meanwhile. */
  #note(facts: CallFacts, anew: boolean): void {
    if (anew) facts.revision += 1;
    const call = interpret(facts, this.#ctx.config);
    const seen = call === undefined ? '' : JSON.stringify({ ...call, revision: 0 });
    const over = isOver(facts);
    if (call && (anew || this.#told.get(facts.linkedId) !== seen)) this.#changed.set(facts.linkedId, JSON.stringify(facts));
    if (over) this.#told.delete(facts.linkedId);
    else this.#told.set(facts.linkedId, seen);
    if (over && this.#ended !== undefined) this.#tracker.drop(facts.linkedId);
    this.#noteDesks();
    this.#timer ??= setTimeout(() => this.#tell(), togetherMs);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flush().catch((error: unknown) => this.#fail(error));
  }

  #noteDesks(): void {
    const busy = new Set<string>();
    for (const facts of this.#tracker.open) {
      for (const one of facts.channels) {
        const extension = one.endAt === undefined ? extensionOf(this.#ctx.config, one) : undefined;
        if (extension !== undefined) busy.add(extension);
      }
    }
    const own = this.#own().filter((extension) => busy.has(extension) !== this.#inCall.has(extension));
    this.#inCall = busy;
    if (own.length > 0 && this.#ended === undefined) {
      this.#ctx.agentStates?.(
        own.map((extension) => this.#desk(extension)),
        false,
      );
    }
  }

  /** Hands over what changed, one batch after another. */
  #flush(): Promise<void> {
    this.#telling = this.#telling.then(async () => {
      const at = this.#lastAt;
      if (at === undefined) return;
      const payloads: RawPayload[] = [...this.#changed.values()].map((body) => {
        const { linkedId, revision } = JSON.parse(body) as CallFacts;
        return { stream, remoteKey: `${linkedId}/${revision}`, body, receivedAt: Date.now() };
      });
      const once = [...this.#changed.keys()].some((linkedId) => !this.#told.has(linkedId));
      this.#changed.clear();
      const cursor: CallsCursor = { at, open: this.#tracker.open, since: this.#since ?? at };
      await this.#ctx.emit({ payloads, next: { stream, cursor: structuredClone(cursor) }, ...(once ? { once: true } : {}) });
    });
    return this.#telling;
  }

  send: Session['send'] = async () => ({ status: 'rejected', code: 'refused', detail: 'a PBX carries no messages' });

  async dial({ extension, number, name, remoteId }: DialOrder, signal: AbortSignal): Promise<DialResult> {
    const { config } = this.#ctx;
    const client = this.#client;
    if (!client) return { status: 'refused', code: 'offline', cause: { text: 'The PBX is not connected' } };
    const at = this.#clock.now();
    this.#note(this.#tracker.order(remoteId, { extension, number, at }), true);
    try {
      await this.#flush();
      const answer = await client.action(
        'Originate',
        {
          Channel: deviceOf(config, extension),
          Context: config.originateContext ?? 'from-internal',
          Exten: number,
          Priority: 1,
          CallerID: `"${(name ?? number).replace(/["<>\\]/g, '')}" <${number}>`,
          Timeout: deskRingsMs,
          ChannelId: remoteId,
          Async: 'true',
        },
        signal,
      );
      if (answer.response === 'Success') return { status: 'accepted', remoteId };
      this.#tracker.drop(remoteId);
      return { status: 'refused', code: 'refused', cause: { text: answer.get('Message') ?? 'The PBX refused' } };
    } catch (error) {
      if (!(error instanceof AmiActionError)) throw error;
      return { status: 'unknown', detail: error.message };
    }
  }

  /** Hangs up on their side, which ends ours; before there is theirs, on ours. */
  async hangUp(remoteId: string, signal: AbortSignal): Promise<ActionResult> {
    const client = this.#client;
    const facts = this.#tracker.get(remoteId);
    if (!client) return { status: 'retry', code: 'offline', detail: 'The PBX is not connected' };
    const open = facts?.channels.filter(({ endAt }) => endAt === undefined) ?? [];
    const customers = facts && sidesOf(facts, this.#ctx.config)?.customers;
    const theirs = open.filter(({ id }) => customers?.has(id));
    for (const { name } of theirs.length > 0 ? theirs : open) {
      const answer = await client.action('Hangup', { Channel: name, Cause: 16 }, signal);
      const words = answer.get('Message') ?? '';
      if (answer.response !== 'Success' && !/no such channel/i.test(words))
        return { status: 'refused', code: 'refused', detail: words };
    }
    return { status: 'done' };
  }

  async setAgentState(order: StateOrder, signal: AbortSignal): Promise<ActionResult> {
    const client = this.#client;
    if (!client) return { status: 'retry', code: 'offline', detail: 'The PBX is not connected' };
    try {
      return await setAgentState(client, this.#desks, this.#ctx.config, order, signal);
    } catch (error) {
      if (!(error instanceof AmiActionError)) throw error;
      return { status: 'retry', code: 'offline', detail: error.message };
    }
  }

  fetch = (ref: string, signal: AbortSignal) => {
    const { config, files } = this.#ctx;
    const message = messageFile(ref);
    return message
      ? fetchMessage(config.voicemail ?? config.recordings, message, files, signal)
      : fetchRecording(config.recordings, ref, files, signal);
  };

  wake(): void {
    this.#client?.probe();
  }
}

/** An account without the class `system` is never told that the PBX is up, and need not wait for it. */
async function untold(client: AmiClient): Promise<undefined> {
  if (await isUpUntold(client)) return undefined;
  return new Promise(() => undefined);
}

function cursorOf(stored: unknown): CallsCursor | undefined {
  const known = typeof stored === 'object' && stored !== null && 'at' in stored && 'open' in stored && Array.isArray(stored.open);
  return known ? (stored as CallsCursor) : undefined;
}
