import { afterEach, describe, expect, test } from 'vitest';
import type { ActionResult, RemoteAction, SendResult } from '../../../shared/contract/connector.ts';
import type { Capabilities, Item } from '../../../shared/model/index.ts';
import { type Script, type ScriptedDesk, scriptedDesk } from '../../support/scripted.ts';
import { mail, telegram } from '../../support/store.ts';

/** Changing what was written, before it leaves and afterwards. */
let desk: ScriptedDesk;
afterEach(() => desk.stop());

const capabilities: Capabilities = {
  maxTextLength: 40,
  formatting: ['bold'],
  edit: { hours: 48 },
  withdraw: { hours: 48 },
  reactions: { emoji: ['👍', '🔥'] },
};

async function sent(script: Script = {}, text = 'Едет'): Promise<Item> {
  desk = scriptedDesk({ bot: { capabilities, ...script } });
  return send(text, 'sent');
}

async function send(text: string, delivery: Item['delivery']): Promise<Item> {
  await desk.bot.emits(telegram(1));
  const [row] = (await desk.call('inbox.page', { view: 'all', limit: 1 })).rows;
  const customerId = row?.customerId ?? '';
  const [option] = (await desk.call('customer.get', { customerId })).replyOptions;
  const to = { customerId, contactPointId: option?.contactPointId ?? '', channelId: option?.channelId ?? '' };
  const { itemIds } = await desk.call('reply.send', { ...to, text, files: [] });
  return becomes(itemIds[0] ?? '', (item) => item.delivery === delivery, `it to be ${delivery}`);
}

const get = (itemId: string) => desk.call('item.get', { itemId });
const becomes = (itemId: string, is: (item: Item) => boolean, what: string) =>
  desk.until(async () => {
    const item = await get(itemId);
    return is(item) && item;
  }, what);
const settled = (itemId: string) =>
  becomes(itemId, ({ pendingChanges }) => pendingChanges === undefined, 'nothing to be pending');
/** Answers that are given one after another, from outside. */
function answers() {
  const given: Array<(result: ActionResult) => void> = [];
  const act = () => new Promise<ActionResult>((resolve) => given.push(resolve));
  return { act, given };
}

describe('a message that was sent', () => {
  test('is changed at the provider, and until then stays as the customer sees it', async () => {
    const { act, given } = answers();
    const { id } = await sent({ act });
    await desk.call('message.edit', { itemId: id, text: 'Едет завтра', marks: [{ type: 'bold', start: 5, end: 11 }] });
    expect(await get(id)).toMatchObject({
      text: 'Едет',
      versions: 0,
      pendingChanges: [{ type: 'edit', state: 'pending', text: 'Едет завтра' }],
    });
    await desk.until(() => given.length === 1, 'the provider to be asked');
    expect(desk.bot.acted).toMatchObject([
      { type: 'edit', remoteThread: '1', remoteIds: ['sent-1'], text: 'Едет завтра', hasFiles: false },
    ]);
    given[0]?.({ status: 'done' });
    expect(await settled(id)).toMatchObject({
      text: 'Едет завтра',
      marks: [{ type: 'bold', start: 5, end: 11 }],
      versions: 1,
    });
    expect(await desk.call('item.versions', { itemId: id })).toMatchObject([{ text: 'Едет' }]);
  });

  test('is taken back, and says so', async () => {
    const { id } = await sent();
    await desk.call('message.withdraw', { itemId: id });
    const item = await becomes(id, ({ deletedAt }) => deletedAt !== undefined, 'it to be gone');
    expect(item).toMatchObject({ text: 'Едет' });
    await expect(desk.call('message.edit', { itemId: id, text: 'нет' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('gets a reaction of ours, another one, none', async () => {
    const { id } = await sent();
    const [question] = await desk.items();
    const itemId = question?.id ?? '';
    for (const emoji of ['👍', '🔥', undefined]) {
      await desk.call('message.react', { itemId, ...(emoji === undefined ? {} : { emoji }) });
      await settled(itemId);
      expect((await get(itemId)).reactions?.map((one) => [one.by, one.emoji])).toEqual(emoji && [['us', emoji]]);
    }
    expect(desk.bot.acted.map((action) => action.type === 'react' && action.emoji)).toEqual(['👍', '🔥', undefined]);
    // What is so already is not asked for.
    await desk.call('message.react', { itemId });
    expect(desk.bot.acted).toHaveLength(3);
    expect(id).not.toBe(itemId);
  });

  test('whose change is refused says so in the words of the provider, and can be asked for again', async () => {
    let refuse = true;
    const { id } = await sent({
      act: async () => (refuse ? { status: 'refused', code: 'refused', detail: "message can't be edited" } : { status: 'done' }),
    });
    await desk.call('message.edit', { itemId: id, text: 'иначе' });
    const item = await becomes(id, ({ pendingChanges }) => pendingChanges?.[0]?.state === 'refused', 'the refusal');
    expect(item.text).toBe('Едет');
    expect(item.pendingChanges?.[0]).toMatchObject({
      text: 'иначе',
      note: { code: 'refused', detail: "message can't be edited" },
    });
    refuse = false;
    await desk.call('message.edit', { itemId: id, text: 'ещё иначе' });
    expect(await settled(id)).toMatchObject({ text: 'ещё иначе', versions: 1 });
  });

  test('whose text is put back before the provider was asked is not changed', async () => {
    const { act, given } = answers();
    const { id } = await sent({ act: () => act() });
    await desk.call('message.react', { itemId: id, emoji: '👍' });
    await desk.until(() => given.length === 1, 'the reaction to be under way');
    await desk.call('message.edit', { itemId: id, text: 'иначе' });
    await desk.call('message.edit', { itemId: id, text: 'Едет' });
    expect((await get(id)).pendingChanges).toMatchObject([{ type: 'react' }]);
    given[0]?.({ status: 'done' });
    await settled(id);
    expect(desk.bot.acted).toHaveLength(1);
  });
});

describe('a wish that is taken back while it is tried', () => {
  test('is asked for again, because it may have been done', async () => {
    const { act, given } = answers();
    const { id } = await sent({ act });
    await desk.call('message.edit', { itemId: id, text: 'иначе' });
    await desk.until(() => given.length === 1, 'it to be tried');
    await desk.call('message.edit', { itemId: id, text: 'Едет' });
    given[0]?.({ status: 'done' });
    await desk.until(() => given.length === 2, 'the first words to be put back');
    given[1]?.({ status: 'done' });
    expect(await settled(id)).toMatchObject({ text: 'Едет', versions: 2 });
    expect(desk.bot.acted.map((action) => action.type === 'edit' && action.text)).toEqual(['иначе', 'Едет']);
  });

  test('also after the program ended in between', async () => {
    const { act } = answers();
    const { id } = await sent({ act });
    await desk.call('message.react', { itemId: id, emoji: '👍' });
    await desk.until(() => desk.bot.acted.length === 1, 'it to be tried');
    const { store, clock } = desk;
    await desk.stop();
    // The network is away, so nothing is tried before the mind is changed.
    let away = true;
    const later = async (): Promise<ActionResult> =>
      away ? { status: 'retry', code: 'offline', detail: '', retryAfterMs: 60_000 } : { status: 'done' };
    desk = scriptedDesk({ bot: { capabilities, act: later }, clock }, store);
    await desk.call('message.react', { itemId: id });
    away = false;
    desk.clock.now += 120_000;
    desk.wake();
    await settled(id);
    expect(desk.bot.acted.at(-1)).toMatchObject({ type: 'react' });
    expect(desk.bot.acted.at(-1)).not.toHaveProperty('emoji');
  });

  test('a message that may be gone is not edited any more; one that is only to go may be kept', async () => {
    const { act, given } = answers();
    const { id } = await sent({ act });
    await desk.call('message.react', { itemId: id, emoji: '👍' });
    await desk.until(() => given.length === 1, 'the reaction to be under way');
    await desk.call('message.withdraw', { itemId: id });
    await desk.call('message.edit', { itemId: id, text: 'доставим' });
    expect((await get(id)).pendingChanges?.map(({ type }) => type)).toEqual(['react', 'edit']);
    await desk.call('message.withdraw', { itemId: id });
    given[0]?.({ status: 'done' });
    await desk.until(() => given.length === 2, 'the withdrawal to be under way');
    await expect(desk.call('message.edit', { itemId: id, text: 'x' })).rejects.toMatchObject({ code: 'conflict' });
    given[1]?.({ status: 'done' });
    await becomes(id, ({ deletedAt }) => deletedAt !== undefined, 'it to be gone');
  });
});

describe('several wishes', () => {
  test('of one kind: the last wins, also over one that is being tried', async () => {
    const { act, given } = answers();
    const { id } = await sent({ act });
    await desk.call('message.edit', { itemId: id, text: 'первый' });
    await desk.until(() => given.length === 1, 'the first to be tried');
    await desk.call('message.edit', { itemId: id, text: 'второй' });
    await desk.call('message.edit', { itemId: id, text: 'третий' });
    expect(given).toHaveLength(1);
    given[0]?.({ status: 'done' });
    await desk.until(() => given.length === 2, 'the last to be tried');
    given[1]?.({ status: 'done' });
    expect(await settled(id)).toMatchObject({ text: 'третий', versions: 2 });
    expect(desk.bot.acted.map((action) => action.type === 'edit' && action.text)).toEqual(['первый', 'третий']);
  });

  test('for one message go one after another, for different ones beside each other', async () => {
    const { act, given } = answers();
    const first = await sent({ act });
    const second = await send('Второе', 'sent');
    await desk.call('message.edit', { itemId: first.id, text: 'раз' });
    await desk.call('message.react', { itemId: first.id, emoji: '👍' });
    await desk.call('message.edit', { itemId: second.id, text: 'два' });
    await desk.until(() => given.length === 2, 'both messages to be asked for');
    expect(desk.bot.acted.map(({ type, remoteIds }) => [type, remoteIds[0]])).toEqual([
      ['edit', 'sent-1'],
      ['edit', 'sent-2'],
    ]);
    given[0]?.({ status: 'done' });
    await desk.until(() => given.length === 3, 'the reaction to follow');
    for (const done of given.slice(1)) done({ status: 'done' });
    await Promise.all([settled(first.id), settled(second.id)]);
  });

  test('are tried again until they are done, as the provider asks', async () => {
    const results: ActionResult[] = [
      { status: 'retry', code: 'rate-limit', detail: 'Too Many Requests', retryAfterMs: 1 },
      { status: 'retry', code: 'offline', detail: 'ECONNRESET', retryAfterMs: 1 },
    ];
    const told: Array<string | undefined> = [];
    const { id } = await sent({ act: async () => results.shift() ?? { status: 'done' } });
    desk.store.onChange(() => void get(id).then(({ pendingChanges }) => told.push(pendingChanges?.[0]?.note?.code)));
    await desk.call('message.edit', { itemId: id, text: 'иначе' });
    desk.clock.now += 10;
    // The runner looks again by its own timer, by our clock.
    const moving = setInterval(() => {
      desk.clock.now += 10;
    }, 1);
    const item = await settled(id).finally(() => clearInterval(moving));
    expect(item.text).toBe('иначе');
    expect(desk.bot.acted).toHaveLength(3);
    expect(told).toContain('rate-limit');
  });

  test('survive the end of the program', async () => {
    const { act } = answers();
    const { id } = await sent({ act });
    await desk.call('message.edit', { itemId: id, text: 'иначе' });
    await desk.until(() => desk.bot.acted.length === 1, 'it to be under way');
    const { store, clock } = desk;
    await desk.stop();
    desk = scriptedDesk({ bot: { capabilities }, clock }, store);
    expect(await settled(id)).toMatchObject({ text: 'иначе', versions: 1 });
    expect(desk.bot.acted).toHaveLength(1);
  });
});

describe('a message that has not left', () => {
  const retry: SendResult = { status: 'retry', code: 'offline', detail: 'no network', retryAfterMs: 60_000 };

  test('leaves with the words it was given last, and nobody sees that it had others', async () => {
    let online = false;
    desk = scriptedDesk({
      bot: { capabilities, send: async () => (online ? { status: 'accepted', remoteId: '7' } : retry) },
    });
    const item = await send('Едит', 'queued');
    await desk.until(async () => (await get(item.id)).deliveryNote?.code === 'offline', 'the first attempt to end');
    await desk.call('message.edit', { itemId: item.id, text: 'Едет', marks: [{ type: 'bold', start: 0, end: 4 }] });
    expect(await get(item.id)).toMatchObject({ text: 'Едет', versions: 0 });
    online = true;
    desk.wake();
    await becomes(item.id, ({ delivery }) => delivery === 'sent', 'it to be sent');
    expect(desk.bot.sent.at(-1)).toMatchObject({ text: 'Едет', marks: [{ type: 'bold', start: 0, end: 4 }] });
    expect(desk.bot.acted).toEqual([]);
  });

  test('is withdrawn at once', async () => {
    desk = scriptedDesk({ bot: { capabilities: {}, send: async () => retry } });
    const item = await send('Едет', 'queued');
    await desk.until(async () => (await get(item.id)).deliveryNote?.code === 'offline', 'the first attempt to end');
    await desk.call('message.withdraw', { itemId: item.id });
    expect(await get(item.id)).toMatchObject({ delivery: 'cancelled' });
  });

  test('and is just being sent is changed when that is over: here if it did not leave, there if it did', async () => {
    for (const outcome of ['retry', 'accepted'] as const) {
      let end: (result: SendResult) => void = () => undefined;
      const script: Script = { capabilities, send: () => new Promise((resolve) => (end = resolve)) };
      desk = scriptedDesk({ bot: script });
      const item = await send('Едит', 'sending');
      await desk.call('message.edit', { itemId: item.id, text: 'Едет' });
      expect((await get(item.id)).pendingChanges).toMatchObject([{ type: 'edit', state: 'pending' }]);
      end(outcome === 'retry' ? retry : { status: 'accepted', remoteId: '7' });
      const after = await settled(item.id);
      expect(after).toMatchObject({ text: 'Едет', versions: outcome === 'retry' ? 0 : 1 });
      expect(desk.bot.acted).toHaveLength(outcome === 'retry' ? 0 : 1);
      if (outcome === 'retry') await desk.stop();
    }
  });

  test('and is just being sent is withdrawn before the next attempt', async () => {
    let end: (result: SendResult) => void = () => undefined;
    desk = scriptedDesk({ bot: { capabilities, send: () => new Promise((resolve) => (end = resolve)) } });
    const item = await send('Едет', 'sending');
    await desk.call('message.withdraw', { itemId: item.id });
    end(retry);
    expect(
      (await becomes(item.id, ({ delivery }) => delivery === 'cancelled', 'it to be withdrawn')).pendingChanges,
    ).toBeUndefined();
  });

  test('nobody knows whether it left: it is not changed before that is settled', async () => {
    desk = scriptedDesk({ bot: { capabilities, send: async () => ({ status: 'unknown', detail: 'cut off' }) } });
    const item = await send('Едет', 'unknown');
    await expect(desk.call('message.edit', { itemId: item.id, text: 'x' })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('what cannot be', () => {
  const rejects = (call: Promise<unknown>, code: string, words: RegExp) =>
    expect(call).rejects.toMatchObject({ code, message: expect.stringMatching(words) });

  test('is refused in words', async () => {
    const { id } = await sent();
    const [question] = await desk.items();
    await rejects(desk.call('message.edit', { itemId: question?.id ?? '', text: 'x' }), 'not-allowed', /we wrote/);
    await rejects(desk.call('message.edit', { itemId: id, text: ' ' }), 'invalid-input', /take it back/);
    await rejects(desk.call('message.edit', { itemId: id, text: 'x'.repeat(41) }), 'too-large', /40 characters/);
    await rejects(desk.call('message.react', { itemId: id, emoji: '🤡' }), 'not-allowed', /no reaction/);
    desk.clock.now += 49 * 3_600_000;
    await rejects(desk.call('message.edit', { itemId: id, text: 'x' }), 'not-allowed', /48 hours/);
    await rejects(desk.call('message.withdraw', { itemId: id }), 'not-allowed', /48 hours/);
    expect(desk.bot.acted).toEqual([]);
  });

  test('by the channel is refused in words', async () => {
    const { id } = await sent({ capabilities: {} });
    await rejects(desk.call('message.edit', { itemId: id, text: 'x' }), 'not-allowed', /cannot be changed/);
    await rejects(desk.call('message.withdraw', { itemId: id }), 'not-allowed', /cannot be changed/);
    await rejects(desk.call('message.react', { itemId: id, emoji: '👍' }), 'not-allowed', /no reactions/);
  });
});

describe('reading here', () => {
  const seen = (actions: readonly RemoteAction[]) => actions.map(({ type, remoteIds }) => [type, remoteIds]);

  test('marks mails read in the mailbox, once, and says nothing of it', async () => {
    desk = scriptedDesk();
    await desk.mail.emits(
      mail('a@mail.test', { remoteId: 'one@x' }),
      mail('a@mail.test', { remoteId: 'two@x' }),
      mail('a@mail.test', { remoteId: 'three@x' }),
    );
    const items = await desk.items();
    const [row] = (await desk.call('inbox.page', { view: 'all', limit: 1 })).rows;
    const read = (upTo: number) => desk.call('customer.markRead', { customerId: row?.customerId ?? '', upTo });
    await read(items[0]?.arrival ?? 0);
    await desk.until(() => desk.store.read.value('SELECT COUNT(*) FROM remote_actions') === 0, 'the first mark');
    expect(seen(desk.mail.acted)).toEqual([['seen', ['one@x']]]);
    await read(items[2]?.arrival ?? 0);
    await read(items[2]?.arrival ?? 0);
    await desk.until(() => desk.mail.acted.length === 2, 'the second mark');
    expect(seen(desk.mail.acted)).toEqual([
      ['seen', ['one@x']],
      ['seen', ['two@x', 'three@x']],
    ]);
    expect((await desk.items())[0]?.pendingChanges).toBeUndefined();
  });

  test('is kept to ourselves by messengers, and where the mailbox says so', async () => {
    desk = scriptedDesk();
    desk.store.write((tx) => {
      tx.run("UPDATE channels SET config = json_set(config, '$.follow', json('{\"seen\":false}')) WHERE id = 'mail'");
    });
    await desk.mail.emits(mail('a@mail.test'));
    await desk.bot.emits(telegram(1));
    for (const { customerId } of (await desk.call('inbox.page', { view: 'all', limit: 9 })).rows)
      await desk.call('customer.markRead', { customerId, upTo: 99 });
    expect(desk.store.read.value('SELECT COUNT(*) FROM remote_actions')).toBe(0);
  });
});
