import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandContext } from '../../../electron/api/context.ts';
import { conversationHandlers } from '../../../electron/api/conversation.ts';
import { deskHandlers } from '../../../electron/api/desk.ts';
import type { Handlers } from '../../../electron/api/handler.ts';
import { queryHandlers } from '../../../electron/api/queries.ts';
import { setSetting } from '../../../electron/store/repos/settings.repo.ts';
import type { Store } from '../../../electron/store/store.ts';
import { Alarms } from '../../../electron/sync/alarms.ts';
import { compareRows } from '../../../renderer/state/inbox-rows.ts';
import type { Api, InboxRow, Method } from '../../../shared/contract/api.ts';
import { type NoticeRules, usualNoticeRules } from '../../../shared/model/index.ts';
import { arrive, mail, memoryStore, telegram } from '../../support/store.ts';

const start = 1_800_000_000_000;
const hour = 3_600_000;
let store: Store;
let alarms: Alarms;
let handlers: Handlers<Method>;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  store = memoryStore();
  const now = () => Date.now();
  alarms = new Alarms({
    store,
    now,
    onTrouble: (error) => {
      throw error;
    },
  });
  const context = { store, alarms, now } as unknown as CommandContext;
  const known = {
    ...queryHandlers(store.read, () => ({})),
    ...conversationHandlers(context),
    ...deskHandlers(context),
  };
  handlers = known as unknown as Handlers<Method>;
});
afterEach(() => {
  alarms.stop();
  store.close();
  vi.useRealTimers();
});

async function call<M extends Method>(method: M, input: Api[M]['in']): Promise<Api[M]['out']> {
  const { parse, run } = handlers[method];
  return run(parse(input));
}
const list = async (query: Omit<Api['inbox.page']['in'], 'limit'>): Promise<InboxRow[]> =>
  (await call('inbox.page', { ...query, limit: 50 })).rows;
const names = (rows: InboxRow[]): string[] => rows.map(({ name }) => name);
async function person(name: string): Promise<InboxRow> {
  for (const view of ['all', 'snoozed', 'resolved'] as const) {
    const row = (await list({ view })).find((each) => each.name === name);
    if (row) return row;
  }
  throw new Error(`no ${name}`);
}
const written = (name: string, at: number) => mail(`${name.toLowerCase()}@mail.test`, { name, sentAt: at });

describe('the list', () => {
  beforeEach(() => {
    arrive(store, 'mail', [written('Old', start - 3 * hour), written('New', start - hour)], { now: start });
    arrive(store, 'bot', [telegram(5, { name: 'Chat', sentAt: start - 2 * hour })], { now: start });
  });

  it('has the longest waiting first, or the latest', async () => {
    expect(names(await list({ view: 'all', sort: 'waiting' }))).toEqual(['Old', 'Chat', 'New']);
    expect(names(await list({ view: 'all', sort: 'latest' }))).toEqual(['New', 'Chat', 'Old']);
  });

  it('goes on page by page in either order', async () => {
    for (const sort of ['waiting', 'latest'] as const) {
      const first = await call('inbox.page', { view: 'all', sort, limit: 2 });
      const rest = await call('inbox.page', { view: 'all', sort, limit: 2, ...(first.next ? { after: first.next } : {}) });
      expect(new Set(names([...first.rows, ...rest.rows])).size).toBe(3);
      expect(rest.rows).toHaveLength(1);
    }
  });

  it('is narrowed to a channel and to a tag', async () => {
    expect(names(await list({ view: 'all', channelId: 'bot' }))).toEqual(['Chat']);
    const { tagId } = await call('tag.save', { name: 'Refund', colour: 'red' });
    await call('conversation.change', { customerIds: [(await person('Old')).customerId], change: { addTags: [tagId] } });
    const tagged = await list({ view: 'all', tagId });
    expect(names(tagged)).toEqual(['Old']);
    expect(tagged[0]?.tags).toEqual([{ id: tagId, name: 'Refund', colour: 'red' }]);
    await expect(call('tag.save', { name: 'refund', colour: 'blue' })).rejects.toThrow(/a tag of this name/);
    await call('tag.remove', { tagId });
    expect((await person('Old')).tags).toEqual([]);
  });
});

describe('a change of many, and its undo', () => {
  beforeEach(() => {
    arrive(store, 'mail', [written('One', start - 3 * hour), written('Two', start - 2 * hour), written('Three', start - hour)]);
  });

  it('is put back exactly', async () => {
    const { tagId } = await call('tag.save', { name: 'VIP', colour: 'iris' });
    const ids = (await list({ view: 'all' })).map(({ customerId }) => customerId);
    const me = (await call('workspace.get', {})).me.id;
    const { undo } = await call('conversation.change', {
      customerIds: ids,
      change: { status: 'resolved', result: 'Refunded', assigneeId: me, addTags: [tagId] },
    });
    expect(undo).toHaveLength(3);
    expect(await list({ view: 'all' })).toEqual([]);
    const one = await person('One');
    const view = await call('customer.get', { customerId: one.customerId });
    expect(view.earlierConversations[0]).toMatchObject({ status: 'resolved', result: 'Refunded' });
    expect(await call('conversation.undo', { undo })).toMatchObject({ restored: 3, changedSince: 0 });
    const rows = await list({ view: 'unassigned' });
    expect(rows).toHaveLength(3);
    expect(rows.every(({ tags, assignee }) => tags.length === 0 && assignee === undefined)).toBe(true);
  });

  it('one after the other, each on the version the last left', async () => {
    const { customerId } = await person('One');
    const { tagId } = await call('tag.save', { name: 'Slow', colour: 'iris' });
    const first = await call('conversation.change', { customerIds: [customerId], change: { addTags: [tagId] } });
    const second = await call('conversation.change', { customerIds: [customerId], change: { status: 'pending' } });
    expect(second.undo[0]?.from).toBe(first.undo[0]?.version);
    const { stands } = await call('conversation.undo', { undo: second.undo });
    const undo = first.undo.map((one) => ({ ...one, version: stands[0]?.version ?? 0 }));
    expect(await call('conversation.undo', { undo })).toMatchObject({ restored: 1, changedSince: 0 });
    expect((await person('One')).tags).toEqual([]);
  });

  it('leaves alone what somebody has changed since', async () => {
    const rows = await list({ view: 'all' });
    const ids = rows.map(({ customerId }) => customerId);
    const { undo } = await call('conversation.change', { customerIds: ids, change: { status: 'pending' } });
    await call('conversation.change', { customerIds: [ids[0] ?? ''], change: { status: 'resolved' } });
    expect(await call('conversation.undo', { undo })).toMatchObject({ restored: 2, changedSince: 1 });
    expect((await list({ view: 'all' })).map(({ status }) => status)).toEqual(['open', 'open']);
  });

  it('does not open a second conversation beside one the customer began meanwhile', async () => {
    const one = await person('One');
    const { undo } = await call('conversation.change', { customerIds: [one.customerId], change: { status: 'resolved' } });
    arrive(store, 'mail', [written('One', start + 1)], { now: start + 1 });
    expect(await call('conversation.undo', { undo })).toMatchObject({ restored: 0, changedSince: 1 });
    expect((await list({ view: 'all' })).filter(({ name }) => name === 'One')).toHaveLength(1);
  });

  it('is refused when it was decided on an older version', async () => {
    const { customerId } = await person('One');
    const version = (await call('customer.get', { customerId })).conversation?.version ?? 0;
    await call('conversation.change', { customerIds: [customerId], change: { status: 'pending' }, version });
    await expect(
      call('conversation.change', { customerIds: [customerId], change: { status: 'resolved' }, version }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('what is put off', () => {
  beforeEach(() => {
    arrive(store, 'mail', [written('Sleeper', start - 3 * hour)]);
    arrive(store, 'mail', [written('Other', start - 2 * hour)]);
  });

  it('leaves the list until its time, and comes back to those that wait', async () => {
    const { customerId } = await person('Sleeper');
    await call('conversation.change', { customerIds: [customerId], change: { status: 'snoozed', snoozedUntil: start + hour } });
    expect(names(await list({ view: 'all' }))).toEqual(['Other']);
    expect((await list({ view: 'snoozed' }))[0]).toMatchObject({ name: 'Sleeper', snoozedUntil: start + hour });
    await vi.advanceTimersByTimeAsync(hour - 1000);
    expect(names(await list({ view: 'all' }))).toEqual(['Other']);
    await vi.advanceTimersByTimeAsync(2000);
    expect(names(await list({ view: 'all' })).sort()).toEqual(['Other', 'Sleeper']);
    expect(await list({ view: 'snoozed' })).toEqual([]);
  });

  it('is woken by the customer before its time', async () => {
    const { customerId } = await person('Sleeper');
    await call('conversation.change', { customerIds: [customerId], change: { status: 'snoozed' } });
    expect((await list({ view: 'snoozed' }))[0]?.snoozedUntil).toBeUndefined();
    arrive(store, 'mail', [written('Sleeper', start + 5)], { now: start + 5 });
    expect(names(await list({ view: 'all' }))).toContain('Sleeper');
  });

  it('is woken at the start when its time passed while the program was closed', async () => {
    const { customerId } = await person('Sleeper');
    await call('conversation.change', { customerIds: [customerId], change: { status: 'snoozed', snoozedUntil: start + hour } });
    alarms.stop();
    vi.setSystemTime(start + 2 * hour);
    const later = new Alarms({ store, now: () => Date.now(), onTrouble: () => undefined });
    later.set();
    later.stop();
    expect(names(await list({ view: 'all' }))).toContain('Sleeper');
  });

  it('is reminded of: the person comes up, once, and the reminder stays until it is done', async () => {
    const { customerId } = await person('Other');
    await call('conversation.change', { customerIds: [customerId], change: { status: 'resolved' } });
    const { reminderId } = await call('reminder.add', { customerId, at: start + hour, text: 'call back' });
    expect((await person('Other')).remindAt).toBe(start + hour);
    await vi.advanceTimersByTimeAsync(hour + 1000);
    expect(names(await list({ view: 'all' }))).toContain('Other');
    await call('conversation.change', { customerIds: [customerId], change: { status: 'resolved' } });
    await vi.advanceTimersByTimeAsync(hour);
    expect(names(await list({ view: 'all' }))).not.toContain('Other');
    const view = await call('customer.get', { customerId });
    expect(view.reminders).toEqual([{ id: reminderId, at: start + hour, text: 'call back', agentName: 'Anna Lebedeva' }]);
    await call('reminder.change', { reminderId, done: true });
    expect((await call('customer.get', { customerId })).reminders).toEqual([]);
  });

  it('comes back when it is to be reminded of before its time, once, and may be put off again', async () => {
    const { customerId } = await person('Other');
    const put = (change: Api['conversation.change']['in']['change']) =>
      call('conversation.change', { customerIds: [customerId], change });
    await put({ status: 'snoozed', snoozedUntil: start + 5 * hour });
    await call('reminder.add', { customerId, at: start + hour, text: 'call back' });
    await vi.advanceTimersByTimeAsync(hour - 1000);
    expect(names(await list({ view: 'all' }))).toEqual(['Sleeper']);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await list({ view: 'snoozed' })).toEqual([]);
    const back = await person('Other');
    expect(back).toMatchObject({ status: 'open', remindAt: start + hour });
    expect(back.snoozedUntil).toBeUndefined();
    const { items } = await call('timeline.page', { customerId, limit: 50 });
    expect(items.at(-1)?.event).toEqual({ type: 'status', from: 'snoozed', to: 'open' });
    await put({ status: 'snoozed' });
    await vi.advanceTimersByTimeAsync(hour);
    expect(names(await list({ view: 'snoozed' }))).toEqual(['Other']);
    const { reminderId } = await call('reminder.add', { customerId, at: start + 3 * hour, text: 'again' });
    await call('reminder.change', { reminderId, done: true });
    await vi.advanceTimersByTimeAsync(2 * hour);
    expect(names(await list({ view: 'snoozed' }))).toEqual(['Other']);
  });

  it('is reminded of whoever has the conversation by then', async () => {
    const { customerId } = await person('Other');
    const me = (await call('workspace.get', {})).me.id;
    const colleague = crypto.randomUUID();
    store.write((tx) => tx.run("INSERT INTO agents (id, name, is_me) VALUES (?, 'Boris', 0)", colleague));
    const reminded = async () => (await call('customer.get', { customerId })).reminders.map(({ text, at }) => `${text} ${at}`);
    await call('conversation.change', { customerIds: [customerId], change: { assigneeId: me } });
    await call('reminder.add', { customerId, at: start + hour, text: 'Call back' });
    for (const assigneeId of [colleague, null, me]) {
      await call('conversation.change', { customerIds: [customerId], change: { assigneeId } });
      expect(await reminded()).toEqual([`Call back ${start + hour}`]);
    }
    await vi.advanceTimersByTimeAsync(hour + 1000);
    expect(await person('Other')).toMatchObject({ assignee: { id: me } });
    const { notices } = await call('notice.list', { limit: 50 });
    expect(notices.filter(({ kind }) => kind === 'reminder')).toMatchObject([{ customerName: 'Other' }]);
  });
});

describe('those who came at the same moment', () => {
  it('stand in one order for the reader, page by page, and for the window', async () => {
    const names = ['Vera', 'Boris', 'Anna', 'Gleb', 'Dina'];
    arrive(
      store,
      'mail',
      names.map((name) => written(name, start)),
      { now: start },
    );
    for (const sort of ['waiting', 'latest'] as const) {
      const rows: InboxRow[] = [];
      let after: string | undefined;
      do {
        const page = await call('inbox.page', { view: 'all', sort, limit: 2, ...(after === undefined ? {} : { after }) });
        rows.push(...page.rows);
        after = page.next;
      } while (after !== undefined);
      expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(names));
      expect(rows.toSorted((a, b) => compareRows(a, b, sort)).map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
    }
  });
});

describe('views of one’s own', () => {
  it('are kept, changed and removed', async () => {
    const { viewId } = await call('view.save', { name: 'Bot, latest', view: 'all', channelId: 'bot', sort: 'latest' });
    await call('view.save', { id: viewId, name: 'Bot', view: 'mine', channelId: 'bot', sort: 'waiting' });
    expect((await call('workspace.get', {})).savedViews).toEqual([
      { id: viewId, name: 'Bot', view: 'mine', channelId: 'bot', sort: 'waiting' },
    ]);
    await call('view.remove', { viewId });
    expect((await call('workspace.get', {})).savedViews).toEqual([]);
    await expect(call('view.remove', { viewId })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the order of views of one’s own', () => {
  it('is the order they were made in, until one is given another place', async () => {
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C']) ids.push((await call('view.save', { name, view: 'all', sort: 'latest' })).viewId);
    const order = async () => (await call('workspace.get', {})).savedViews.map(({ name }) => name).join('');
    expect(await order()).toBe('ABC');
    for (const [at, to, now] of [
      [0, 1, 'BAC'],
      [2, 0, 'CBA'],
      [2, 9, 'BAC'],
    ] as const) {
      const viewId = ids[at] ?? '';
      await call('view.move', { viewId, to });
      expect(await order(), `${at} to ${to}`).toBe(now);
    }
    await expect(call('view.move', { viewId: 'nobody', to: 0 })).rejects.toBeDefined();
    expect(await order()).toBe('BAC');
  });
});

describe('what the agent is told of', () => {
  const told = async () =>
    (await call('notice.list', { limit: 50 })).notices.map(({ kind, customerName, count }) => `${kind} ${customerName} ${count}`);
  beforeEach(() => arrive(store, 'mail', [written('Mine', start - hour)]));

  it('is what arrives in their conversations: counted until it is seen, then anew', async () => {
    expect(await told()).toEqual([]);
    const { customerId } = await person('Mine');
    const me = (await call('workspace.get', {})).me.id;
    await call('conversation.change', { customerIds: [customerId], change: { assigneeId: me } });
    arrive(store, 'mail', [written('Mine', start + 1), written('Mine', start + 2)], { now: start + 3 });
    expect(await told()).toEqual(['mine Mine 2']);
    await call('notice.seen', { customerId });
    expect((await call('notice.list', { limit: 50 })).unseen).toBe(0);
    arrive(store, 'mail', [written('Mine', start + 4)], { now: start + 5 });
    expect(await told()).toEqual(['mine Mine 1', 'mine Mine 2']);
  });

  it('is neither history, nor what a machine sent, nor what others have', async () => {
    const me = (await call('workspace.get', {})).me.id;
    const { customerId } = await person('Mine');
    arrive(store, 'mail', [written('Stranger', start)], { now: start });
    await call('conversation.change', { customerIds: [customerId], change: { assigneeId: me } });
    arrive(store, 'mail', [{ ...written('Mine', start + 1), automatic: true }], { now: start + 2 });
    arrive(store, 'mail', [written('Mine', start + 3)], { now: start + 4, connectedAt: start + 2_000 });
    expect(await told()).toEqual([]);
  });

  it('is whom nobody has taken for too long, once', async () => {
    arrive(store, 'mail', [written('Forgotten', start)], { now: start });
    alarms.set();
    await vi.advanceTimersByTimeAsync(14 * 60_000);
    expect(await told()).toEqual([]);
    await vi.advanceTimersByTimeAsync(3 * 60_000);
    expect(await told()).toEqual(['unassigned Forgotten 1']);
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(await told()).toEqual(['unassigned Forgotten 1']);
  });

  it('is what the rules say: nothing of a muted channel, whoever waits after so many minutes, and nothing switched off', async () => {
    const rule = (change: Partial<NoticeRules>): void => {
      store.write((tx) => setSetting(tx, 'noticeRules', { ...usualNoticeRules, ...change }));
    };
    const { customerId } = await person('Mine');
    const me = (await call('workspace.get', {})).me.id;
    await call('conversation.change', { customerIds: [customerId], change: { assigneeId: me } });
    rule({ mutedChannels: ['mail'], unassignedMinutes: 5 });
    alarms.set();
    arrive(store, 'mail', [written('Mine', start + 1), written('Muted', start + 1)], { now: start + 2 });
    arrive(store, 'bot', [telegram(7, { name: 'Heard', sentAt: start + 1 })], { now: start + 2 });
    await vi.advanceTimersByTimeAsync(4 * 60_000);
    expect(await told()).toEqual([]);
    await vi.advanceTimersByTimeAsync(3 * 60_000);
    expect(await told()).toEqual(['unassigned Heard 1']);
    rule({ mine: false, unassignedMinutes: 0 });
    arrive(store, 'mail', [written('Mine', Date.now())], { now: Date.now() });
    arrive(store, 'bot', [telegram(8, { name: 'Late', sentAt: Date.now() })], { now: Date.now() });
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(await told()).toEqual(['unassigned Heard 1']);
    rule({});
    arrive(store, 'mail', [written('Mine', Date.now())], { now: Date.now() });
    expect((await told())[0]).toBe('mine Mine 1');
  });

  it('is what they wanted to be reminded of', async () => {
    const { customerId } = await person('Mine');
    await call('reminder.add', { customerId, at: start + hour, text: 'call back' });
    await vi.advanceTimersByTimeAsync(hour + 1000);
    expect(await told()).toContain('reminder Mine 1');
  });

  it('is what was agreed with a person, by whomever, once the person is theirs; and not once somebody else has them', async () => {
    const { customerId } = await person('Mine');
    const { id: me } = (await call('workspace.get', {})).me;
    store.write((tx) => tx.run("INSERT INTO agents (id, name, is_me) VALUES ('boris', 'Boris', 0)"));
    await call('reminder.add', { customerId, at: start + hour, text: 'call back' });
    await call('conversation.change', { customerIds: [customerId], change: { assigneeId: 'boris' } });
    await vi.advanceTimersByTimeAsync(hour + 1000);
    expect((await told()).filter((one) => one.startsWith('reminder'))).toEqual([]);
    // It is on the person still, and they come up in the list, whoever has them.
    expect((await call('customer.get', { customerId })).reminders).toMatchObject([{ text: 'call back', at: start + hour }]);
    expect((await person('Mine')).remindAt).toBe(start + hour);

    await call('reminder.add', { customerId, at: start + 3 * hour, text: 'and again' });
    store.write((tx) =>
      tx.run("UPDATE reminders SET agent_key = (SELECT key FROM agents WHERE id = 'boris') WHERE text = 'and again'"),
    );
    await call('conversation.change', { customerIds: [customerId], change: { assigneeId: me } });
    await vi.advanceTimersByTimeAsync(2 * hour + 1000);
    expect(await told()).toContain('reminder Mine 1');
  });
});
