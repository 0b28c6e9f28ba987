import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { heldHandlers } from '../../../electron/api/held.ts';
import { queryHandlers } from '../../../electron/api/queries.ts';
import { capabilitiesOf } from '../../../electron/engine/capabilities.ts';
import { registry } from '../../../electron/engine/registry.ts';

import { changeConversation } from '../../../electron/sync/conversation.ts';
import { HeldReplies } from '../../../electron/sync/held.ts';
import type { CustomerView, HeldReply } from '../../../shared/contract/api.ts';
import { arrive, memoryStore, telegram } from '../../support/store.ts';

const start = 1_800_000_000_000;
const minute = 60_000;

/** A desk with one customer who wrote to the bot, and time that is moved by hand. */
async function desk() {
  const store = memoryStore();
  arrive(store, 'bot', [telegram(1, { text: 'Где заказ?', sentAt: start - minute })], { now: start - minute });
  const channels = { get: () => undefined, indexSoon: () => undefined };
  const queries = queryHandlers(store.read, capabilitiesOf);
  const { rows } = await queries['inbox.page'].run({ view: 'all', limit: 1 });
  const customerId = rows[0]?.customerId ?? '';
  const view = async (): Promise<CustomerView> => await queries['customer.get'].run({ customerId });
  const [option] = (await view()).replyOptions;
  if (!option) throw new Error('nowhere to answer');
  const { contactPointId, channelId } = option;
  const open = (now: () => number = Date.now) => {
    const held = new HeldReplies({ store, registry, channels, now });
    // Only what these handlers use is there.
    const context = { store, registry, held, now: Date.now } as unknown as Parameters<typeof heldHandlers>[0];
    return { held, api: heldHandlers(context) };
  };
  const hold = (api: ReturnType<typeof open>['api'], text: string, sendAt: number, change: Partial<HeldReply['reply']> = {}) =>
    api['reply.hold'].run({
      reply: { customerId, contactPointId, channelId, text, files: [], ...change },
      draft: { text, contactPointId, channelId, files: [], marks: [{ type: 'bold', start: 0, end: 2 }] },
      reason: sendAt - Date.now() < minute ? 'undo' : 'later',
      sendAt,
    }) as { heldId: string };
  const written = async () =>
    (await queries['timeline.page'].run({ customerId, limit: 50 })).items.filter((item) => item.direction === 'out');
  return { store, view, open, hold, written };
}

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('an answer that waits', () => {
  it('leaves when its time has come, once, and is nobody’s draft meanwhile', async () => {
    const { view, open, hold, written } = await desk();
    const { api, held } = open();
    hold(api, 'Уже едет', start + 5000);
    expect((await view()).held).toMatchObject([{ reason: 'undo', sendAt: start + 5000, reply: { text: 'Уже едет' } }]);
    expect((await view()).drafts.reply).toBeUndefined();
    expect(await written()).toEqual([]);
    vi.advanceTimersByTime(4999);
    expect(await written()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect((await written()).map(({ text, delivery }) => [text, delivery])).toEqual([['Уже едет', 'queued']]);
    expect((await view()).held).toEqual([]);
    held.kick();
    expect(await written()).toHaveLength(1);
  });

  it.each([0, 1, 2, 3])('leaves at its time when it was looked for %d ms before, however long looking takes', async (early) => {
    const { open, hold, written } = await desk();
    const first = open();
    hold(first.api, 'Уже едет', start + 5000);
    first.held.stop();
    let looks = start + 5000 - early;
    const slow = open(() => looks++);
    slow.held.kick();
    vi.advanceTimersByTime(100);
    slow.held.stop();
    expect((await written()).map(({ text }) => text)).toEqual(['Уже едет']);
  });

  it('comes back as it was written, and not once it has left', async () => {
    const { view, open, hold, written } = await desk();
    const { api } = open();
    const { heldId } = hold(api, 'Уже едет', start + 5000);
    const draft = (await view()).held[0]?.draft ?? { text: '', files: [] };
    await api['held.recall'].run({ heldId, draft });
    expect((await view()).drafts.reply).toMatchObject({ text: 'Уже едет', marks: [{ type: 'bold', start: 0, end: 2 }] });
    vi.advanceTimersByTime(minute);
    expect(await written()).toEqual([]);
    expect(() => api['held.recall'].run({ heldId, draft })).toThrow('left already');
  });

  it('leaves after a restart, in the order of writing', async () => {
    const { open, hold, written } = await desk();
    const first = open();
    hold(first.api, 'раз', start + 5000);
    hold(first.api, 'два', start + 5000);
    first.held.stop();
    vi.advanceTimersByTime(minute);
    expect(await written()).toEqual([]);
    open().held.kick();
    expect((await written()).map(({ text }) => text)).toEqual(['раз', 'два']);
  });

  it('can be moved and sent now', async () => {
    const { open, hold, view, written } = await desk();
    const { api } = open();
    const { heldId } = hold(api, 'завтра', start + 10 * minute);
    await api['held.change'].run({ heldId, sendAt: start + 20 * minute });
    vi.advanceTimersByTime(15 * minute);
    expect(await written()).toEqual([]);
    expect((await view()).held[0]?.sendAt).toBe(start + 20 * minute);
    await api['held.sendNow'].run({ heldId });
    expect(await written()).toHaveLength(1);
  });

  it('asks first when its time passed while the program was closed and they have written since', async () => {
    const { store, open, hold, view, written } = await desk();
    const first = open();
    const { heldId } = hold(first.api, 'завтра', start + 10 * minute);
    first.held.stop();
    arrive(store, 'bot', [telegram(1, { text: 'Уже не нужно', sentAt: start + minute })], { now: start + minute });
    vi.setSystemTime(start + 120 * minute);
    const again = open();
    again.held.kick();
    expect(await written()).toEqual([]);
    expect((await view()).held).toMatchObject([{ answeredSince: true, problem: { code: 'not-allowed' } }]);
    await again.api['held.sendNow'].run({ heldId });
    expect(await written()).toHaveLength(1);
  });

  it('stays in the conversation it was written in, and does what the macro says', async () => {
    const { store, open, hold, view, written } = await desk();
    const { api } = open();
    hold(api, 'раз', start + 5000, { sequel: { status: 'pending', addTags: ['gone'] } });
    vi.advanceTimersByTime(5000);
    expect((await view()).conversation?.status).toBe('pending');
    const { id } = (await view()).conversation ?? {};
    hold(api, 'два', Date.now() + 5000);
    store.write((tx) => {
      const root = tx.value<number>('SELECT root_key FROM customers LIMIT 1') ?? 0;
      changeConversation(tx, root, { status: 'resolved' }, Date.now());
    });
    vi.advanceTimersByTime(5000);
    expect((await view()).conversation).toBeUndefined();
    expect((await written()).map(({ text, conversationId }) => [text, conversationId])).toEqual([
      ['раз', id],
      ['два', id],
    ]);
  });

  it('waits for a person when nothing can be sent there any more', async () => {
    const { store, open, hold, view, written } = await desk();
    const { api } = open();
    hold(api, 'раз', start + 5000);
    store.write((tx) => {
      tx.run("UPDATE contact_channels SET unreachable_reason = 'blocked', unreachable_at = 1");
    });
    vi.advanceTimersByTime(minute);
    expect(await written()).toEqual([]);
    expect((await view()).held).toMatchObject([{ problem: { code: 'unreachable-blocked' } }]);
  });

  it('is refused while it is written, not when it should leave', async () => {
    const { open, hold, view } = await desk();
    expect(() => hold(open().api, 'раз', start + 5000, { cc: ['boss@shop.test'] })).toThrow('no copies');
    expect((await view()).held).toEqual([]);
  });
});
