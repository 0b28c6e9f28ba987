import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConnectorError, type RawPayload } from '../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../shared/contract/provision.ts';
import { tidyMarks } from '../../shared/lib/marks.ts';
import type { TextMark } from '../../shared/model/index.ts';
import type { Harness, Provider } from './harness.ts';
import { blackHole, closedPort } from './ports.ts';
import { Recorder } from './recorder.ts';
import { tempFiles } from './temp-files.ts';

const stopLimitMs = 2000;
const never = new AbortController().signal;
const keyOf = ({ stream, remoteKey }: RawPayload) => `${stream}/${remoteKey}`;

/** What every connector promises the supervisor, the journal and the outbox (shared/contract/connector.ts). */
export function describeConnector<C extends ChannelConfig>(harness: Harness<C>): void {
  const { connector } = harness;
  let provider: Provider<C>;
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

  /** Starts a session from the committed cursors; `done` holds the error `run` ended with, if it did. */
  function start(config: C = provider.config) {
    const session = connector.open(recorder.context(config));
    const stop = new AbortController();
    const life = {
      session,
      stop,
      done: session.run(stop.signal).then(
        () => undefined,
        (error: unknown) => error,
      ),
    };
    running.push(life);
    return life;
  }

  /** Stops it; answers how long that took, in ms. */
  async function stopped(life: { stop: AbortController; done: Promise<unknown> }): Promise<number> {
    const from = performance.now();
    life.stop.abort();
    await life.done;
    return performance.now() - from;
  }

  describe('receiving', () => {
    test('what the customer writes arrives, before and after the connection is up', async () => {
      await provider.customerWrites(['written before']);
      start();
      await recorder.message('written before');
      await recorder.online();
      await provider.customerWrites(['written after']);
      const message = await recorder.message('written after');
      expect(message).toMatchObject({ direction: 'in', seen: false });
      expect(message.party.value).not.toBe('');
      expect(Math.abs(message.sentAt - Date.now())).toBeLessThan(60_000);
    });

    test('nothing comes twice after a restart from the committed cursor', async () => {
      await provider.customerWrites(['first', 'second']);
      const before = start();
      await Promise.all([recorder.message('first'), recorder.message('second')]);
      expect(await stopped(before)).toBeLessThan(stopLimitMs);
      const seen = new Set(recorder.committed.map(keyOf));
      const count = recorder.committed.length;
      await provider.customerWrites(['third']);
      start();
      await recorder.message('third');
      const again = recorder.committed
        .slice(count)
        .map(keyOf)
        .filter((key) => seen.has(key));
      expect(again).toEqual([]);
      expect(seen.size).toBe(count);
    });

    test('a batch whose commit failed comes again', async () => {
      let refused: RawPayload[] = [];
      recorder.beforeCommit = async (batch) => {
        if (batch.payloads.length === 0) return;
        recorder.beforeCommit = async () => {};
        refused = batch.payloads;
        throw new Error('disk full');
      };
      await provider.customerWrites(['must not be lost']);
      const life = start();
      const first = await Promise.race([life.done, recorder.message('must not be lost')]);
      if (first instanceof Error) {
        expect(recorder.messages).toEqual([]);
        start();
      }
      await recorder.message('must not be lost');
      expect(refused.length).toBeGreaterThan(0);
      const committed = new Set(recorder.committed.map(keyOf));
      expect(refused.map(keyOf).filter((key) => !committed.has(key))).toEqual([]);
    });

    test('the next batch and cursor wait until the one before is committed', async () => {
      let release: () => void = () => {};
      let held: string | undefined;
      recorder.beforeCommit = ({ payloads: [first] }) => {
        if (held !== undefined || first === undefined) return Promise.resolve();
        held = first.stream;
        recorder.watch.changed();
        return new Promise((resolve) => {
          release = resolve;
        });
      };
      await provider.customerWrites(['held back']);
      const { session } = start();
      const stream = await recorder.watch.until(() => held);
      const cursor = recorder.cursors.get(stream);
      // More arrives, and the connector has all the time that a whole delivery takes to do wrong.
      await provider.customerWrites(['came meanwhile']);
      await session.send(provider.answer('in between'), never);
      await provider.delivered('in between');
      expect(recorder.messages).toEqual([]);
      expect(recorder.cursors.get(stream)).toEqual(cursor);
      release();
      await Promise.all([recorder.message('held back'), recorder.message('came meanwhile')]);
      expect(recorder.mostAtOnce).toBe(1);
    });
  });

  describe('stopping takes less than two seconds', () => {
    test('while idle', async () => {
      const life = start();
      await recorder.online();
      expect(await stopped(life)).toBeLessThan(stopLimitMs);
      expect(await life.done).toBeUndefined();
    });

    test('while the server takes the connection and says nothing', async () => {
      const hole = await blackHole();
      const life = start(provider.at(hole.port));
      await hole.connected;
      expect(await stopped(life)).toBeLessThan(stopLimitMs);
      expect(await life.done).toBeUndefined();
      await hole.close();
    });

    test('in the middle of a backlog, which the next start completes', async () => {
      const texts = Array.from({ length: harness.backlog }, (_, n) => `backlog ${n}.`);
      await provider.customerWrites(texts);
      const begun = new Promise<void>((resolve) => {
        recorder.beforeCommit = async () => resolve();
      });
      const life = start();
      await begun;
      expect(await stopped(life)).toBeLessThan(stopLimitMs);
      expect(await life.done).toBeUndefined();
      start();
      await Promise.all(texts.map((text) => recorder.message(text)));
      expect(new Set(recorder.committed.map(keyOf)).size).toBe(recorder.committed.length);
    });
  });

  describe('credentials', () => {
    test('a refused secret ends the session as "auth" after one try', async () => {
      const error = await start(provider.wrongSecret).done;
      expect(error).toBeInstanceOf(ConnectorError);
      expect(error).toMatchObject({ kind: 'auth', problem: { code: 'auth' } });
      expect(await provider.refusedLogins()).toBe(1);
      expect(recorder.timesOnline).toBe(0);
    });

    test('"Test connection" says what is right and what is refused', async () => {
      const good = await connector.test(provider.config, never);
      expect(good.ok).toBe(true);
      expect(good.steps.every((step) => step.ok)).toBe(true);
      const bad = await connector.test(provider.wrongSecret, never);
      expect(bad.ok).toBe(false);
      expect(bad.steps.find((step) => !step.ok)?.problem).toMatchObject({ code: 'auth' });
    });

    test('the secret is in no error, no result and no log', async () => {
      const closed = provider.at(await closedPort());
      const told = [
        await start(closed).done,
        await connector.open(recorder.context(closed)).send(provider.answer('x'), never),
        await connector.test(closed, never),
      ];
      const text = told.map((t) =>
        t instanceof Error ? [t.message, t.stack, String(t.cause), JSON.stringify(t)] : JSON.stringify(t),
      );
      expect(JSON.stringify(text)).toContain('ECONNREFUSED');
      expect(JSON.stringify(text) + recorder.logged).not.toContain(provider.secret);
    });
  });

  describe('sending', () => {
    test('an accepted message has reached the customer once, and is named', async () => {
      await provider.customerWrites(['a question']);
      const { session } = start();
      await recorder.message('a question');
      const result = await session.send(provider.answer('the one answer'), never);
      expect(result).toMatchObject({ status: 'accepted' });
      expect(result.status === 'accepted' && result.remoteId).toBeTruthy();
      expect(await provider.delivered('the one answer')).toBe(1);
    });

    test('works while the session is not running', async () => {
      await provider.customerWrites(['a question']);
      const session = connector.open(recorder.context(provider.config));
      expect(await session.send(provider.answer('without listening'), never)).toMatchObject({ status: 'accepted' });
      expect(await provider.delivered('without listening')).toBe(1);
    });

    test('a server that is down means "try again", never "unknown"', async () => {
      const closed = provider.at(await closedPort());
      const result = await connector.open(recorder.context(closed)).send(provider.answer('later'), never);
      expect(result).toMatchObject({ status: 'retry', code: 'offline' });
      expect(await start(closed).done).toMatchObject({ kind: 'offline', problem: { code: 'refused' } });
    });
  });

  const { change } = harness;
  if (change) {
    describe('changing what is there', () => {
      test('may be repeated without harm', async () => {
        await provider.customerWrites(['to be changed']);
        const { session } = start();
        const action = change(await recorder.message('to be changed'));
        expect(await session.act?.(action, never)).toEqual({ status: 'done' });
        expect(await session.act?.(action, never)).toEqual({ status: 'done' });
      });

      test('of what is not there is answered, not thrown', async () => {
        await provider.customerWrites(['to be changed']);
        const { session } = start();
        const { remoteThread } = await recorder.message('to be changed');
        const action = { ...change(await recorder.message('to be changed')), remoteThread, remoteIds: ['999999999'] };
        const result = await session.act?.(action, never);
        expect(['done', 'refused']).toContain(result?.status);
      });

      test('is tried again when the server is down', async () => {
        await provider.customerWrites(['to be changed']);
        const life = start();
        const action = change(await recorder.message('to be changed'));
        await stopped(life);
        const away = connector.open(recorder.context(provider.at(await closedPort())));
        expect(await away.act?.(action, never)).toMatchObject({ status: 'retry', code: 'offline' });
      });
    });
  }

  describe('mapping', () => {
    test('the same payload gives the same events, now and after an update', async () => {
      await provider.customerWrites(['to be mapped']);
      start();
      await recorder.message('to be mapped');
      expect(recorder.committed.length).toBeGreaterThan(0);
      for (const payload of recorder.committed) {
        const stored: RawPayload = JSON.parse(JSON.stringify(payload));
        const context = recorder.mapContext(provider.config);
        const events = await connector.map(payload, context);
        expect(await connector.map(stored, context)).toEqual(events);
        expect(JSON.parse(JSON.stringify(events))).toEqual(events);
        expect(payload).toEqual(stored);
      }
    });

    test('a payload nobody understands is refused with an error', async () => {
      await expect(connector.map(harness.nonsense, recorder.mapContext(provider.config))).rejects.toThrow();
    });
  });

  test('a plan keeps to the capabilities and loses neither text nor files, formatting nor buttons', () => {
    const { maxTextLength = Number.POSITIVE_INFINITY, formatting = [], buttons: carriesButtons } = connector.info.capabilities;
    const text = Array.from({ length: 900 }, (_, n) => `word${n}`).join(' ');
    const files = ['a', 'b'].map((name) => ({ hash: name.repeat(64), name, mime: 'text/plain', size: 1 }));
    // Every tenth word and the one after it, so that wherever the text is cut, some mark is near.
    const marks: TextMark[] = [...text.matchAll(/word\d*0 word\d+/g)].map(({ index, 0: words }) => ({
      type: 'bold',
      start: index,
      end: index + words.length,
    }));
    const buttons = [[{ label: 'Yes', data: 'yes' }]];
    const parts = connector.plan({
      text,
      files,
      ...(formatting.includes('bold') ? { marks } : {}),
      ...(carriesButtons ? { buttons } : {}),
    });
    expect(parts.every((part) => part.text.length <= maxTextLength)).toBe(true);
    const wordsOf = (texts: readonly string[]) => texts.join(' ').split(/\s+/).filter(Boolean);
    expect(wordsOf(parts.map((part) => part.text))).toEqual(text.split(' '));
    expect(parts.flatMap((part) => part.files)).toEqual(files);
    for (const part of parts) expect(tidyMarks(part.text, part.marks ?? [])).toEqual(part.marks ?? []);
    const marked = parts.flatMap((part) => (part.marks ?? []).map(({ start, end }) => part.text.slice(start, end)));
    const expected = formatting.includes('bold') ? marks.map(({ start, end }) => text.slice(start, end)) : [];
    expect(wordsOf(marked)).toEqual(wordsOf(expected));
    expect(parts.flatMap((part) => part.buttons ?? [])).toEqual(carriesButtons ? buttons : []);
  });
}
