import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { wantedKinds } from '../../../../electron/connectors/telegram/receive/kinds.ts';
import { fixture } from './fixture.ts';
import { type Bench, intent, never, startBench } from './setup.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ firstUpdateId: 500 });
});
afterEach(() => bench.close());

const polls = () => bench.telegram.calls.filter((call) => call.method === 'getUpdates');
const longPoll = (from = 0) =>
  bench.telegram.waitForCall((call) => call.method === 'getUpdates' && Number(call.params.timeout) > 0, from);

describe('the offset', () => {
  test('confirms an update only when its commit is done', async () => {
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      bench.recorder.beforeCommit = () => {
        resolve();
        return new Promise((done) => {
          release = done;
        });
      };
    });
    bench.run();
    await held;
    expect(polls().map((call) => call.params.offset)).toEqual([undefined]);
    expect(bench.telegram.pending.map((update) => update.update_id)).toEqual([500]);
    release();
    await bench.telegram.waitForCall((call) => call.params.offset === 501);
    expect(bench.recorder.cursors.get('updates')).toEqual({ offset: 501 });
    expect(bench.telegram.pending).toEqual([]);
  });

  test('a restart asks from the committed cursor, and one payload is one update', async () => {
    const first = bench.run();
    await bench.recorder.message('/start');
    first.stop.abort();
    await first.done;
    const seen = bench.telegram.calls.length;
    bench.run();
    const call = await bench.telegram.waitForCall((c) => c.method === 'getUpdates', seen);
    expect(call.params).toMatchObject({ offset: 501, allowed_updates: wantedKinds });
    expect(wantedKinds).toContain('message_reaction');
    expect(bench.recorder.committed).toMatchObject([{ stream: 'updates', remoteKey: '500' }]);
  });

  test('follows the server when numbering starts anew lower down', async () => {
    bench.run();
    await bench.telegram.waitForCall((call) => call.params.offset === 501);
    bench.telegram.renumberFrom(40);
    bench.maria.write('after a quiet week');
    await bench.recorder.message('after a quiet week');
    await bench.telegram.waitForCall((call) => call.params.offset === 41);
    expect(bench.recorder.committed.map((payload) => payload.remoteKey)).toEqual(['500', '40']);
  });
});

test('asks in long polls once it is up, and is told of a message at once', async () => {
  bench.run();
  await longPoll();
  const asked = polls().length;
  bench.maria.write('hello');
  await bench.recorder.message('hello');
  expect(asked).toBe(2);
  expect(bench.recorder.timesOnline).toBe(1);
});

test('an update of an unknown kind is handed over and stays apart from the rest', async () => {
  bench.telegram.pushUpdate({ hologram: { id: 1 } });
  bench.maria.write('after it');
  bench.run();
  await bench.recorder.message('after it');
  expect(bench.recorder.quarantined).toMatchObject([{ body: '{"update_id":501,"hologram":{"id":1}}' }]);
});

describe('waking', () => {
  test('drops the waiting poll and asks again at once', async () => {
    const { session } = bench.run();
    await longPoll();
    const before = bench.telegram.calls.length;
    session.wake();
    const next = await bench.telegram.waitForCall((call) => call.method === 'getUpdates', before);
    expect(next.params.timeout).toBe(0);
    await longPoll(before);
    expect(bench.recorder.timesOnline).toBe(2);
  });

  test('also while the server has not answered the first question', async () => {
    bench.telegram.faults.next('getMe', { kind: 'stall', when: 'before' });
    const { session } = bench.run();
    await bench.telegram.waitForCall((call) => call.method === 'getMe');
    session.wake();
    await bench.recorder.message('/start');
  });
});

describe('conflicts are told, not fought', () => {
  test('somebody else polls', async () => {
    const life = bench.run();
    await longPoll();
    const other = fetch(`${bench.telegram.apiRoot}/bot${bench.telegram.token}/getUpdates?offset=501&timeout=50`);
    expect(await life.done).toMatchObject({
      kind: 'conflict',
      problem: { code: 'conflict', detail: expect.stringContaining('terminated by other getUpdates request') },
    });
    const asked = polls().length;
    bench.maria.write('for the other one');
    expect((await other).status).toBe(200);
    expect(polls().length).toBe(asked);
  });

  test('a webhook is set, and stays set', async () => {
    const base = `${bench.telegram.apiRoot}/bot${bench.telegram.token}`;
    await fetch(`${base}/setWebhook?url=https://hook.example/x`);
    expect(await bench.run().done).toMatchObject({
      kind: 'conflict',
      problem: { code: 'webhook', detail: expect.stringContaining('webhook is active') },
    });
    expect(bench.recorder.timesOnline).toBe(0);
    expect(await (await fetch(`${base}/getWebhookInfo`)).json()).toMatchObject({ result: { url: 'https://hook.example/x' } });
  });
});

describe('what goes wrong has a kind', () => {
  test('429 with its time', async () => {
    bench.telegram.faults.next('getUpdates', { kind: 'too-many-requests', retryAfter: 7 });
    expect(await bench.run().done).toMatchObject({ kind: 'rate-limit', retryAfterMs: 7000 });
  });

  test.each([
    ['a gateway’s page', { kind: 'page', status: 502, when: 'before' } as const, 'offline'],
    ['an error of the server', { kind: 'error', code: 500, description: 'Internal Server Error' } as const, 'offline'],
    ['a cut connection', { kind: 'drop', when: 'before' } as const, 'offline'],
    ['another site’s page', { kind: 'page', status: 200, when: 'before' } as const, 'protocol'],
    ['garbage', { kind: 'garbage', body: '{"ok":', when: 'before' } as const, 'protocol'],
    ['JSON of another kind', { kind: 'garbage', body: '{"hello":"world"}', when: 'before' } as const, 'protocol'],
    ['no list of updates', { kind: 'garbage', body: '{"ok":true,"result":{"a":1}}', when: 'before' } as const, 'protocol'],
    [
      'a list of something else',
      { kind: 'garbage', body: '{"ok":true,"result":[{"update_id":"1"}]}', when: 'before' } as const,
      'protocol',
    ],
  ])('%s', async (_, fault, kind) => {
    bench.telegram.faults.next('getUpdates', fault);
    expect(await bench.run().done).toMatchObject({ kind });
    expect(bench.recorder.committed).toEqual([]);
  });

  test.each([
    ['cut', { kind: 'drop', when: 'after' }],
    ['given up by a gateway', { kind: 'page', status: 504, when: 'after' }],
  ] as const)('a request that waits and is %s after a while is asked again, and nothing failed', async (_, fault) => {
    const life = bench.run();
    await longPoll();
    bench.telegram.faults.next('getUpdates', fault);
    const before = bench.telegram.calls.length;
    bench.maria.write('the one before');
    await longPoll(before);
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 6000);
    bench.maria.write('while it was cut');
    const ended = life.done.then(() => 'the session ended');
    expect(await Promise.race([ended, bench.recorder.message('while it was cut').then(() => 'taken')])).toBe('taken');
    clock.mockRestore();
  });

  test('a server that goes away in the middle of a poll, and what came meanwhile once it is back', async () => {
    const life = bench.run();
    await longPoll();
    await bench.telegram.down();
    expect(await life.done).toMatchObject({ kind: 'offline' });
    bench.maria.write('while you were away');
    await bench.telegram.up();
    bench.run();
    await bench.recorder.message('while you were away');
  });

  test('a token nobody could have', async () => {
    expect(await bench.run({ token: 'nonsense' }).done).toMatchObject({ kind: 'auth' });
  });

  test('no token, and nothing is asked', async () => {
    expect(await bench.run({ token: '' }).done).toMatchObject({ kind: 'auth', problem: { detail: 'No bot token is set' } });
    expect(bench.telegram.calls).toEqual([]);
  });
});

test('commit errors end the session unconfirmed', async () => {
  bench.recorder.beforeCommit = () => Promise.reject(new Error('disk full'));
  expect(await bench.run().done).toMatchObject({ message: 'disk full' });
  expect(polls()).toHaveLength(1);
  expect(bench.telegram.pending).toHaveLength(1);
});

describe('a poll that is closed names no message', () => {
  const closed = () => bench.recorder.watch.until(() => bench.recorder.events.find((event) => event.type === 'card'));

  test('so where it came is kept beside the offset, also over a restart', async () => {
    const poll = bench.maria.sendPoll({ question: 'Which day?', options: ['Mon', 'Tue'] });
    const first = bench.run();
    await bench.recorder.message('Which day?');
    first.stop.abort();
    await first.done;
    bench.maria.stopPoll(poll.message_id);
    bench.run();
    expect(await closed()).toMatchObject({ remoteThread: '77', remoteId: String(poll.message_id), card: { closed: true } });
  });

  test('one from before our time is passed over', async () => {
    bench.telegram.pushUpdate({ poll: JSON.parse(fixture('poll-closed')).poll });
    bench.maria.write('after it');
    bench.run();
    await bench.recorder.message('after it');
    expect(bench.recorder.events).toContainEqual({ type: 'ignored', reason: 'a poll that came by no message' });
  });
});

describe('a pressed button is answered', () => {
  const answers = () => bench.telegram.calls.filter((call) => call.method === 'answerCallbackQuery');
  async function question(): Promise<number> {
    const buttons = [[{ label: 'Yes', data: 'y' }]];
    await bench.open().send(intent({ text: 'Right?', buttons }), never);
    return (await bench.maria.waitFor((message) => message.text === 'Right?')).message_id;
  }

  test('once its message is committed, and not before', async () => {
    bench.maria.press(await question(), 'y');
    let committing: (() => void) | undefined;
    bench.recorder.beforeCommit = () =>
      new Promise((resolve) => {
        committing = resolve;
        bench.recorder.watch.changed();
      });
    bench.run();
    const commit = await bench.recorder.watch.until(() => committing);
    // The connector has all the time that a whole delivery takes to do wrong.
    await bench.open().send(intent({ text: 'in between' }), never);
    expect(answers()).toEqual([]);
    bench.recorder.beforeCommit = async () => {};
    commit();
    await bench.telegram.waitForCall((call) => call.method === 'answerCallbackQuery');
    expect(await bench.recorder.message('👆 Yes')).toMatchObject({ remoteThread: '77' });
  });

  test('one that cannot be answered any more is no trouble', async () => {
    bench.maria.press(await question(), 'y');
    bench.telegram.faults.next('answerCallbackQuery', { kind: 'error', code: 400, description: 'Bad Request: query is too old' });
    bench.run();
    await bench.telegram.waitForCall((call) => call.method === 'answerCallbackQuery');
    bench.maria.write('and on');
    await bench.recorder.message('and on');
  });
});
