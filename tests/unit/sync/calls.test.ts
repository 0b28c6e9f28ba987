import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setSetting } from '../../../electron/store/repos/settings.repo.ts';
import type { InboundCall } from '../../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../../shared/contract/provision.ts';
import { type ScriptedDesk, scriptedDesk } from '../../support/scripted.ts';

const pbx: ChannelConfig = {
  id: 'pbx',
  kind: 'asterisk',
  name: 'Head office',
  ami: { host: '127.0.0.1', port: 5038, tls: 'none', user: 'u', secret: 's' },
  extension: '101',
  agents: [{ extension: '102', agent: 'oleg', name: 'Олег' }],
};
const start = Date.now();
const maria = '+79161234567';

function call(more: Partial<InboundCall> = {}): InboundCall {
  return {
    type: 'call',
    remoteId: 'c1',
    revision: 1,
    direction: 'in',
    state: 'ringing',
    number: '89161234567',
    line: '4950001',
    startedAt: start,
    legs: [{ id: 'l1', extension: '101', ringAt: start, result: 'ringing' }],
    transfers: [],
    recordings: [],
    ...more,
  };
}
const answered: Partial<InboundCall> = {
  revision: 2,
  state: 'talking',
  answeredAt: start + 5000,
  answeredBy: { extension: '102' },
  legs: [
    { id: 'l1', extension: '101', ringAt: start, endedAt: start + 5000, result: 'elsewhere' },
    { id: 'l2', extension: '102', ringAt: start, answeredAt: start + 5000, result: 'talking' },
  ],
};
const over: Partial<InboundCall> = { ...answered, revision: 3, state: 'ended', outcome: 'answered', endedAt: start + 9000 };

let desk: ScriptedDesk;
const person = async (name: string, phone?: string) => {
  const { customers } = await write(name);
  if (phone !== undefined) await desk.call('customer.addContactPoint', { customerId: customers, kind: 'phone', value: phone });
  return customers;
};
async function write(name: string) {
  const value = `${encodeURIComponent(name).toLowerCase()}@mail.test`;
  await desk.mail.emits({
    type: 'message',
    remoteThread: value,
    remoteId: `m-${value}`,
    direction: 'in',
    party: { kind: 'email', value, name },
    claims: [],
    sentAt: start - 60_000,
    text: 'before',
    answers: [],
    attachments: [],
    seen: false,
  });
  const { rows } = await desk.call('inbox.page', { view: 'all', limit: 50 });
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`${name} is not in the list`);
  return { customers: row.customerId };
}
const timeline = async (customerId: string) => (await desk.call('timeline.page', { customerId, limit: 100 })).items;
const live = async () => {
  const [one] = await desk.call('call.live', {});
  if (!one) throw new Error('no live call');
  return one;
};
const rows = async () => (await desk.call('inbox.page', { view: 'all', limit: 50 })).rows;

beforeEach(async () => {
  desk = scriptedDesk();
  await desk.call('workspace.update', { country: 'RU', language: 'en', agentName: 'Anna' });
  await desk.call('channel.save', { channel: pbx });
  await desk.call('channel.save', {
    channel: {
      id: 'mail',
      kind: 'email',
      name: 'Mail',
      address: 'support@acme.test',
      imap: { host: 'x', port: 1, tls: 'none', user: 'u' },
      smtp: { host: 'x', port: 1, tls: 'none' },
    },
  });
});
afterEach(() => desk.stop());

test('two channels that hear the same PBX are said to be so, once it cannot be chance', async () => {
  const notices = async () => (await desk.call('connection.list', {})).flatMap((one) => one.notices ?? []);
  const calls = ['1700000000.12', '1700000060.14'].map((remoteId) => call({ ...over, remoteId }));
  await desk.pbx.emits(...calls);
  // From now on the provider speaks to this one.
  await desk.call('channel.save', { channel: { ...pbx, id: 'pbx-2', name: 'Second' } });
  await desk.pbx.emits(...calls.slice(1), call({ ...over, remoteId: '1700000000.13' }));
  expect(await notices()).toEqual([]);
  await desk.pbx.emits(...calls);
  expect(await notices()).toEqual([
    { code: 'same-pbx', channel: 'Second' },
    { code: 'same-pbx', channel: 'Head office' },
  ]);
});

describe('whose call it is', () => {
  test('the one person who has the number, in any notation', async () => {
    const id = await person('Maria', '+7 (916) 123-45-67');
    await desk.pbx.emits(call());
    expect(await live()).toMatchObject({ customer: { id, name: 'Maria' }, candidates: [], mine: true, ringsHere: true });
    expect((await timeline(id)).at(-1)).toMatchObject({
      kind: 'call',
      call: { match: 'known', state: 'ringing', line: '4950001' },
    });
  });

  test('what is pinned on them and what is still to be done comes with the call itself', async () => {
    const id = await person('Maria', maria);
    const { itemId } = await desk.call('note.add', { customerId: id, text: 'Hard of hearing:\nspeak slowly.' });
    await desk.call('note.add', { customerId: id, text: 'not pinned' });
    await desk.call('item.pin', { itemId, on: true });
    await desk.call('reminder.add', { customerId: id, at: start + 3_600_000, text: 'Refund' });
    await desk.pbx.emits(call());
    expect(await live()).toMatchObject({
      pinned: [{ itemId, kind: 'note', text: 'Hard of hearing: speak slowly.', pinned: { agentName: 'Anna' } }],
      reminders: [{ text: 'Refund', at: start + 3_600_000 }],
    });
    expect((await desk.call('customer.get', { customerId: id })).pinned).toHaveLength(1);
    expect((await timeline(id)).flatMap(({ pinned, text }) => (pinned ? [text] : []))).toEqual([
      'Hard of hearing:\nspeak slowly.',
    ]);
  });

  test('what is pinned on one identity is pinned on the person, and can be taken away', async () => {
    const id = await person('Maria', maria);
    const other = await person('Маша');
    const { itemId } = await desk.call('note.add', { customerId: other, text: 'Vegetarian' });
    await desk.call('item.pin', { itemId, on: true });
    await desk.call('customer.link', { customerIds: [id, other] });
    await desk.pbx.emits(call());
    expect((await live()).pinned).toMatchObject([{ text: 'Vegetarian' }]);
    await desk.call('item.pin', { itemId, on: false });
    expect((await live()).pinned).toEqual([]);
    expect((await timeline(id)).filter(({ pinned }) => pinned)).toEqual([]);
  });

  test('a stranger is a new person named by the number, and known the next time by the same', async () => {
    await desk.pbx.emits(call());
    const first = await live();
    expect(first).toMatchObject({ customer: { name: '89161234567', nameIsAddress: true }, item: { call: { match: 'unknown' } } });
    await desk.pbx.emits(call({ revision: 2, state: 'ended', outcome: 'missed', legs: [] }));
    await desk.pbx.emits(call({ remoteId: 'c2', number: maria }));
    expect((await live()).customer.id).toBe(first.customer.id);
    await desk.call('customer.rename', { customerId: first.customer.id, name: 'Maria' });
    await desk.pbx.emits(call({ remoteId: 'c2', number: maria, revision: 2, state: 'ended', outcome: 'missed', legs: [] }));
    await desk.pbx.emits(call({ remoteId: 'c3', number: maria }));
    expect((await live()).item.call.match).toBe('known');
  });

  test('several people: none is guessed, all are named, and a person says', async () => {
    const wife = await person('Maria', maria);
    const husband = await person('Oleg', maria);
    await desk.pbx.emits(call());
    const ringing = await live();
    expect(ringing.customer.nameIsAddress).toBe(true);
    expect(ringing.candidates.map(({ name }) => name).sort()).toEqual(['Maria', 'Oleg']);
    const { from } = await desk.call('call.assign', { itemId: ringing.item.id, customerId: husband });
    expect(from).toBe(ringing.customer.id);
    expect((await timeline(husband)).at(-1)).toMatchObject({ id: ringing.item.id });
    expect((await timeline(wife)).map(({ kind }) => kind)).not.toContain('call');
    expect((await rows()).map(({ name }) => name)).not.toContain(ringing.customer.name);
    // What the PBX tells afterwards does not take it away again.
    await desk.pbx.emits(call(over));
    expect((await timeline(husband)).at(-1)).toMatchObject({ call: { outcome: 'answered' } });
    await desk.pbx.emits(call({ remoteId: 'c2' }));
    expect((await live()).customer.id).toBe(ringing.customer.id);
  });

  test.each([
    [{ system: 'ru' }, null, 'Номер скрыт'],
    [{ system: 'ru' }, 'en', 'Hidden number'],
    [{ system: 'en', given: 'ru' }, 'en', 'Номер скрыт'],
  ] as const)('a hidden number says so in the language of the window: %o over %s', async (languages, chosen, name) => {
    desk.store.write((tx) => {
      setSetting(tx, 'languages', languages);
      setSetting(tx, 'language', chosen);
    });
    const { number: _number, ...hidden } = call();
    await desk.pbx.emits(hidden);
    expect(await live()).toMatchObject({ customer: { name } });
  });

  test('each hidden number is somebody of its own, and says so', async () => {
    const { number: _number, ...hidden } = call();
    await desk.pbx.emits(hidden);
    expect(await live()).toMatchObject({
      customer: { name: 'Hidden number', nameIsAddress: true },
      item: { call: { match: 'hidden' } },
    });
    await desk.pbx.emits({ ...hidden, remoteId: 'c2' });
    const all = await desk.call('call.live', {});
    expect(new Set(all.map(({ customer }) => customer.id)).size).toBe(2);
  });

  test('a name that the PBX finds while it rings is that of whoever had none, and takes no other’s place', async () => {
    await desk.pbx.emits(call());
    expect(await live()).toMatchObject({ customer: { name: '89161234567' } });
    await desk.pbx.emits(call({ revision: 2, callerName: 'Мария' }));
    expect(await live()).toMatchObject({ customer: { name: 'Мария' } });
    await desk.pbx.emits(call({ revision: 3, callerName: 'Кто-то ещё' }));
    expect(await live()).toMatchObject({ customer: { name: 'Мария' } });
  });

  test('a number that is told late brings the call to whom it is of, who is in the list, too', async () => {
    const { number: _number, ...hidden } = call();
    await desk.pbx.emits(hidden);
    await desk.pbx.emits(call({ ...over, callerName: 'Мария' }));
    const { rows } = await desk.call('inbox.page', { view: 'all', limit: 10 });
    expect(rows.map(({ name, status }) => [name, status])).toEqual([['Мария', 'open']]);
  });

  test('a number that is no phone number is kept as it stands', async () => {
    await desk.pbx.emits(call({ number: '234567' }));
    expect(await live()).toMatchObject({ customer: { name: '234567' }, item: { call: { number: '234567' } } });
  });
});

describe('one call', () => {
  test('told again or late it changes nothing', async () => {
    await desk.pbx.emits(call(), call(over), call(answered), call());
    const [row] = await rows();
    const items = await timeline(row?.customerId ?? '');
    expect(items.filter(({ kind }) => kind === 'call')).toHaveLength(1);
    expect(items.at(-1)?.call).toMatchObject({ state: 'ended', outcome: 'answered', endedAt: start + 9000 });
    expect(await desk.call('call.live', {})).toEqual([]);
  });

  test('names who answered and who was rung, by extension', async () => {
    await desk.pbx.emits(call(answered));
    const { item, mine } = await live();
    expect(mine).toBe(false);
    expect(item.call.answeredBy).toEqual({ extension: '102', name: 'Олег' });
    const me = (await desk.call('workspace.get', {})).me;
    expect(item.call.legs[0]).toMatchObject({ extension: '101', agentId: me.id, name: 'Anna' });
  });

  test('is announced to windows at once', async () => {
    const heard: string[][] = [];
    desk.store.onChange(({ calls }) => calls.length > 0 && heard.push(calls));
    await desk.pbx.emits(call());
    expect(heard).toEqual([[(await live()).item.id]]);
  });

  test('a recording is told once and fetched', async () => {
    await desk.stop();
    desk = scriptedDesk({ pbx: { fetch: async () => ({ hash: 'a'.repeat(64), size: 7 }) } });
    await desk.call('channel.save', { channel: pbx });
    const recordings: InboundCall['recordings'] = [
      { name: 'call.wav', mime: 'audio/wav', kind: 'audio', inline: false, identity: 'call.wav', ref: 'call.wav' },
    ];
    await desk.pbx.emits(call(), call({ ...over, recordings }), call({ ...over, revision: 4, recordings }));
    const item = await desk.until(
      async () => (await desk.items()).find(({ call: one }) => one?.recording === 'here'),
      'the recording',
    );
    expect(item.attachments).toHaveLength(1);
  });
});

describe('work that is left', () => {
  test('a missed call makes them wait; one that was answered answers what they wrote before', async () => {
    const id = await person('Maria', maria);
    const waiting = async () => (await rows()).find(({ customerId }) => customerId === id)?.waitingSince;
    expect(await waiting()).toBe(start - 60_000);
    await desk.pbx.emits(call(over));
    expect(await waiting()).toBeUndefined();
    await desk.pbx.emits(call({ remoteId: 'c2', startedAt: start + 60_000, state: 'ended', outcome: 'missed', legs: [] }));
    expect(await waiting()).toBe(start + 60_000);
    expect((await rows())[0]?.last).toMatchObject({ kind: 'call', call: { state: 'ended', outcome: 'missed' } });
  });

  test('a call of ours that nobody took answers nothing', async () => {
    const id = await person('Maria', maria);
    await desk.pbx.emits(call({ direction: 'out', state: 'ended', outcome: 'no-answer', legs: [] }));
    expect((await rows()).find(({ customerId }) => customerId === id)?.waitingSince).toBe(start - 60_000);
  });

  test('how it went, with a note of its own', async () => {
    await desk.pbx.emits(call(), call(over));
    const [row] = await rows();
    const item = (await timeline(row?.customerId ?? '')).find(({ kind }) => kind === 'call');
    const { noteItemId } = await desk.call('call.wrapUp', {
      itemId: item?.id ?? '',
      result: 'Sold',
      note: { text: 'Wants two' },
    });
    const items = await timeline(row?.customerId ?? '');
    expect(items.find(({ id }) => id === item?.id)?.call?.wrapUp).toMatchObject({
      result: 'Sold',
      noteItemId,
      agentName: 'Anna',
    });
    expect(items.find(({ id }) => id === noteItemId)).toMatchObject({ kind: 'note', text: 'Wants two' });
    await desk.pbx.emits(call({ ...over, revision: 9 }));
    expect((await timeline(row?.customerId ?? '')).find(({ id }) => id === item?.id)?.call?.wrapUp?.result).toBe('Sold');
  });
});

describe('calling', () => {
  test('the same wish, or the same number, is one call', async () => {
    const id = await person('Maria', maria);
    const [first, again, other] = await Promise.all([
      desk.call('call.dial', { number: '8 916 123-45-67', key: 'k1', customerId: id }),
      desk.call('call.dial', { number: '8 916 123-45-67', key: 'k1', customerId: id }),
      desk.call('call.dial', { number: maria, key: 'k2', customerId: id }),
    ]);
    expect([again, other]).toEqual([first, first]);
    await desk.until(() => desk.pbx.dialled.length > 0, 'the order');
    expect(desk.pbx.dialled).toMatchObject([{ extension: '101', number: '89161234567' }]);
    expect((await timeline(id)).at(-1)).toMatchObject({ id: first.itemId, direction: 'out', call: { state: 'ringing' } });
    const [ordered] = desk.pbx.dialled;
    await desk.pbx.emits(call({ ...over, remoteId: ordered?.remoteId ?? '', direction: 'out', dialledBy: { extension: '101' } }));
    expect((await timeline(id)).filter(({ kind }) => kind === 'call')).toMatchObject([{ call: { outcome: 'answered' } }]);
    const later = await desk.call('call.dial', { number: maria, key: 'k3' });
    expect(later).not.toEqual(first);
  });

  test('a refusal ends it with the reason', async () => {
    await desk.stop();
    desk = scriptedDesk({ pbx: { dial: async () => ({ status: 'refused', code: 'refused', cause: { code: 21, text: 'no' } }) } });
    await desk.call('channel.save', { channel: pbx });
    const { itemId } = await desk.call('call.dial', { number: maria, key: 'k' });
    const item = await desk.until(async () => {
      const one = await desk.call('item.get', { itemId });
      return one.call?.state === 'ended' && one;
    }, 'the end');
    expect(item.call).toMatchObject({ outcome: 'failed', cause: { code: 21 } });
  });

  test('needs a desk', async () => {
    await desk.call('channel.save', { channel: { ...pbx, extension: undefined } });
    await expect(desk.call('call.dial', { number: maria, key: 'k' })).rejects.toMatchObject({ code: 'cannot-send' });
  });
});

describe('the agent’s own state', () => {
  const settled = () =>
    desk.until(async () => (await desk.call('agent.state.get', {})).channels[0]?.applied === 'yes', 'the PBX');

  test('is told to the PBX, and taken over when it is changed there', async () => {
    await desk.call('agent.state.set', { state: 'break', reason: 'Lunch' });
    await settled();
    expect(desk.pbx.states.at(-1)).toMatchObject({ extension: '101', state: { state: 'break', reason: 'Lunch' } });
    desk.pbx.says([{ extension: '101', state: { state: 'ready', since: start } }]);
    expect(await desk.call('agent.state.get', {})).toMatchObject({ state: 'ready', since: start });
    expect(desk.pbx.states).toHaveLength(1);
  });

  test('is put back after the PBX began anew', async () => {
    await desk.call('agent.state.set', { state: 'break', reason: 'Lunch' });
    await settled();
    desk.pbx.says([{ extension: '101', state: { state: 'ready', since: start } }], true);
    await desk.until(() => desk.pbx.states.length === 2, 'it being told again');
    expect(await desk.call('agent.state.get', {})).toMatchObject({ state: 'break', reason: 'Lunch' });
  });

  test('a desk in no queue says so', async () => {
    await desk.stop();
    desk = scriptedDesk({ pbx: { setAgentState: async () => ({ status: 'refused', code: 'no-such-address', detail: 'none' }) } });
    await desk.call('channel.save', { channel: pbx });
    await desk.call('agent.state.set', { state: 'ready' });
    await desk.until(async () => (await desk.call('agent.state.get', {})).channels[0]?.applied === 'no-queue', 'the answer');
  });
});
