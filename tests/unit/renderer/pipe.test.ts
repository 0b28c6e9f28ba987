import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallError } from '../../../renderer/bridge/call-error.ts';
import { createPipe, type Port } from '../../../renderer/bridge/pipe.ts';
import type { FeedEvent } from '../../../shared/contract/feed.ts';
import type { PortMessage, PortRequest } from '../../../shared/contract/transport.ts';

/** The far end of a port in the hands of the test. */
function farEnd() {
  const listeners = new Map<string, Array<(event: unknown) => void>>();
  const asked: PortRequest[] = [];
  const port = {
    postMessage: (message: unknown) => void asked.push(message as PortRequest),
    addEventListener: (type: string, listener: unknown) => {
      listeners.set(type, [...(listeners.get(type) ?? []), listener as (event: unknown) => void]);
    },
    start: () => undefined,
    close: () => undefined,
  } as Port;
  const dispatch = (type: string, event: unknown) => {
    for (const listener of listeners.get(type) ?? []) listener(event);
  };
  return { port, asked, say: (data: PortMessage) => dispatch('message', { data }), die: () => dispatch('close', {}) };
}

const feed: FeedEvent = {
  epoch: 'a',
  rev: 1,
  customers: ['c'],
  channels: [],
  workspace: false,
  notices: false,
  calls: [],
  agentStates: false,
  team: false,
};

describe('pipe', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('matches answers to questions by id, whatever their order, and unwraps the envelope', async () => {
    const pipe = createPipe(() => undefined, 1000);
    const far = farEnd();
    pipe.attach(far.port);
    const first = pipe.call('a', 1);
    const second = pipe.call('b', 2);
    expect(far.asked).toEqual([
      { id: 1, method: 'a', input: 1 },
      { id: 2, method: 'b', input: 2 },
    ]);
    far.say({ id: 2, reply: { ok: true, value: 'two' } });
    far.say({ id: 1, reply: { ok: false, error: { code: 'conflict', message: 'no', retryable: false } } });
    expect(await second).toBe('two');
    await expect(first).rejects.toMatchObject({ code: 'conflict', retryable: false });
  });

  it('keeps calls made before there is a port, and sends them in order when it comes', async () => {
    const pipe = createPipe(() => undefined, 1000);
    const call = pipe.call('early', {});
    void pipe.call('later', {}).catch(() => undefined);
    const far = farEnd();
    pipe.attach(far.port);
    expect(far.asked.map(({ method }) => method)).toEqual(['early', 'later']);
    far.say({ id: 1, reply: { ok: true, value: 7 } });
    expect(await call).toBe(7);
    // Its patience ended with the port: a slow answer is still an answer.
    await vi.advanceTimersByTimeAsync(5000);
  });

  it('gives up on a port that never comes', async () => {
    const pipe = createPipe(() => undefined, 1000);
    const call = pipe.call('early', {});
    const refused = expect(call).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    await vi.advanceTimersByTimeAsync(1001);
    await refused;
    const far = farEnd();
    pipe.attach(far.port);
    expect(far.asked).toEqual([]);
  });

  it('rejects what was on its way when the process died, and goes on with the next port', async () => {
    const pipe = createPipe(() => undefined, 1000);
    const old = farEnd();
    pipe.attach(old.port);
    const lost = pipe.call('send', {});
    const refused = expect(lost).rejects.toBeInstanceOf(CallError);
    old.die();
    await refused;
    const waiting = pipe.call('again', {});
    const next = farEnd();
    pipe.attach(next.port);
    const [request] = next.asked;
    expect(request?.method).toBe('again');
    next.say({ id: request?.id ?? 0, reply: { ok: true, value: 'done' } });
    expect(await waiting).toBe('done');
  });

  it('hears nothing more from a port that was replaced', async () => {
    const events: FeedEvent[] = [];
    const pipe = createPipe((event) => events.push(event), 1000);
    const old = farEnd();
    pipe.attach(old.port);
    const lost = pipe.call('x', {}).catch((error: CallError) => error.code);
    const next = farEnd();
    pipe.attach(next.port);
    old.say({ feed });
    expect(events).toEqual([]);
    next.say({ feed });
    expect(events).toEqual([feed]);
    expect(await lost).toBe('unavailable');
  });
});
