import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connector, ConnectorError, type InboundCall, type RawPayload } from '../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../shared/contract/provision.ts';
import { blackHole, closedPort } from './ports.ts';
import { Recorder } from './recorder.ts';
import { tempFiles } from './temp-files.ts';

/** What the suite needs to know of one connector that carries calls. */
export type PhoneHarness<C extends ChannelConfig> = {
  connector: Connector<C>;
  start(): Promise<PhoneProvider<C>>;
  /** A payload that no version understands. */
  nonsense: RawPayload;
};

/** A PBX with one desk of ours, real or emulated. */
export type PhoneProvider<C extends ChannelConfig> = {
  config: C;
  /** Extension of the desk. */
  extension: string;
  wrongSecret: C;
  /** The same account, its PBX looked for at this port of 127.0.0.1. */
  at(port: number): C;
  secret: string;
  /** Somebody calls from this number; the desk rings. Resolves with what makes them hang up. */
  rings(number: string): Promise<{ hangUp(): Promise<void> }>;
  stop(): Promise<void>;
};

const stopLimitMs = 2000;
const never = new AbortController().signal;

/** What every connector that carries calls promises (shared/contract/connector.ts). */
export function describeTelephony<C extends ChannelConfig>(harness: PhoneHarness<C>): void {
  const { connector } = harness;
  let provider: PhoneProvider<C>;
  let files: Awaited<ReturnType<typeof tempFiles>>;
  let recorder: Recorder<C>;
  let running: Array<{ stop: AbortController; done: Promise<unknown> }>;

  beforeEach(async () => {
    [provider, files] = await Promise.all([harness.start(), tempFiles()]);
    recorder = new Recorder(connector, files);
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map(stopped));
    await Promise.all([provider.stop(), files.remove()]);
  });

  function start(config: C = provider.config) {
    const session = connector.open(recorder.context(config));
    const stop = new AbortController();
    const done = session.run(stop.signal).then(
      () => undefined,
      (error: unknown) => error,
    );
    const life = { session, stop, done };
    running.push(life);
    return life;
  }

  async function stopped(life: { stop: AbortController; done: Promise<unknown> }): Promise<number> {
    const from = performance.now();
    life.stop.abort();
    await life.done;
    return performance.now() - from;
  }

  const calls = (): InboundCall[] => recorder.events.filter((event) => event.type === 'call');
  const callThat = (test: (call: InboundCall) => boolean): Promise<InboundCall> =>
    recorder.watch.until(() => calls().findLast(test));

  describe('a call', () => {
    test('is told while it rings and when it is over, under one name and with growing revisions', async () => {
      start();
      await recorder.online();
      const caller = await provider.rings('+79161234567');
      const ringing = await callThat(({ state }) => state === 'ringing');
      expect(ringing).toMatchObject({ direction: 'in', number: '+79161234567' });
      expect(ringing.legs.map(({ extension }) => extension)).toContain(provider.extension);
      await caller.hangUp();
      const over = await callThat(({ state }) => state === 'ended');
      expect(over).toMatchObject({ remoteId: ringing.remoteId, outcome: 'missed' });
      const revisions = calls().map(({ revision }) => revision);
      expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
      expect(new Set(calls().map(({ remoteId }) => remoteId)).size).toBe(1);
    });

    test('that went on as we stopped is told again when we come back, and once', async () => {
      const before = start();
      await recorder.online();
      const caller = await provider.rings('+79161234567');
      const ringing = await callThat(({ state }) => state === 'ringing');
      expect(await stopped(before)).toBeLessThan(stopLimitMs);
      await caller.hangUp();
      start();
      const over = await callThat(({ state }) => state === 'ended');
      expect(over.remoteId).toBe(ringing.remoteId);
      expect(over.revision).toBeGreaterThan(ringing.revision);
      const keys = recorder.committed.map(({ remoteKey }) => remoteKey);
      expect(new Set(keys).size).toBe(keys.length);
    });

    test('whose commit failed ends the session, and is told by the next', async () => {
      const life = start();
      await recorder.online();
      recorder.beforeCommit = async ({ payloads }) => {
        if (payloads.length > 0) throw new Error('disk full');
      };
      const caller = await provider.rings('+79161234567');
      expect(await life.done).toMatchObject({ message: 'disk full' });
      recorder.beforeCommit = async () => {};
      start();
      await callThat(({ state }) => state === 'ringing');
      await caller.hangUp();
      await callThat(({ state }) => state === 'ended');
    });

    test('is mapped to the same whenever it is mapped', async () => {
      start();
      await recorder.online();
      const caller = await provider.rings('+79161234567');
      await callThat(({ state }) => state === 'ringing');
      await caller.hangUp();
      await callThat(({ state }) => state === 'ended');
      for (const payload of recorder.committed) {
        const context = recorder.mapContext(provider.config);
        const events = await connector.map(payload, context);
        expect(await connector.map(JSON.parse(JSON.stringify(payload)), context)).toEqual(events);
        expect(JSON.parse(JSON.stringify(events))).toEqual(events);
      }
      await expect(connector.map(harness.nonsense, recorder.mapContext(provider.config))).rejects.toThrow();
    });
  });

  describe('stopping takes less than two seconds', () => {
    test('while idle', async () => {
      const life = start();
      await recorder.online();
      expect(await stopped(life)).toBeLessThan(stopLimitMs);
      expect(await life.done).toBeUndefined();
    });

    test('while the PBX takes the connection and says nothing', async () => {
      const hole = await blackHole();
      const life = start(provider.at(hole.port));
      await hole.connected;
      expect(await stopped(life)).toBeLessThan(stopLimitMs);
      expect(await life.done).toBeUndefined();
      await hole.close();
    });
  });

  describe('credentials', () => {
    test('a refused secret ends the session as "auth"', async () => {
      const error = await start(provider.wrongSecret).done;
      expect(error).toBeInstanceOf(ConnectorError);
      expect(error).toMatchObject({ kind: 'auth', problem: { code: 'auth' } });
      expect(recorder.timesOnline).toBe(0);
    });

    test('"Test connection" says what is right and what is refused', async () => {
      expect(await connector.test(provider.config, never)).toMatchObject({ ok: true });
      const bad = await connector.test(provider.wrongSecret, never);
      expect(bad).toMatchObject({ ok: false, steps: [{ problem: { code: 'auth' } }] });
    });

    test('the secret is in no error, no result and no log', async () => {
      const closed = provider.at(await closedPort());
      const order = { extension: provider.extension, number: '89161234567', remoteId: 'tl-1' };
      const told = [
        await start(closed).done,
        await connector.test(closed, never),
        await connector.open(recorder.context(closed)).dial?.(order, never),
      ];
      const text = JSON.stringify(
        told.map((t) => (t instanceof Error ? [t.message, t.stack, String(t.cause), JSON.stringify(t)] : t)),
      );
      expect(text).toContain('ECONNREFUSED');
      expect(text + recorder.logged).not.toContain(provider.secret);
      expect(told[0]).toMatchObject({ kind: 'offline', problem: { code: 'refused' } });
      expect(told[2]).toMatchObject({ status: 'refused', code: 'offline' });
    });
  });

  test('hanging up what is over already is done', async () => {
    const { session } = start();
    await recorder.online();
    expect(await session.hangUp?.('no-such-call', never)).toEqual({ status: 'done' });
  });
}
