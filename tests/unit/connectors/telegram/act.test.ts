import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { info } from '../../../../electron/connectors/telegram/info.ts';
import type { RemoteAction } from '../../../../shared/contract/connector.ts';
import { picture } from './picture.ts';
import { type Bench, intent, never, staged, startBench } from './setup.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

type Change = RemoteAction extends infer Action
  ? Action extends RemoteAction
    ? Omit<Action, 'remoteThread' | 'remoteIds'>
    : never
  : never;
const act = async (ids: string[], change: Change, thread = '77') =>
  bench.open().act?.({ remoteThread: thread, remoteIds: ids, ...change } as RemoteAction, never);
const sent = async (change: Parameters<typeof intent>[0] = {}): Promise<string[]> => {
  const result = await bench.open().send(intent(change), never);
  if (result.status !== 'accepted') throw new Error(result.detail);
  return [result.remoteId, ...(result.further ?? [])];
};
const edit = { type: 'edit', hasFiles: false } as const;
const sinceSent = () => bench.telegram.calls.length;

describe('editing', () => {
  test('puts other words there, with their formatting, and keeps the buttons that are told', async () => {
    const buttons = [[{ label: 'Yes', data: 'y' }]];
    const ids = await sent({ text: 'Tuesday', buttons });
    const marks = [{ type: 'italic' as const, start: 0, end: 9 }];
    expect(await act(ids, { ...edit, text: 'Wednesday', marks, buttons })).toEqual({ status: 'done' });
    expect(bench.maria.received).toMatchObject([
      { text: 'Wednesday', entities: [{ type: 'italic' }], reply_markup: { inline_keyboard: [[{ text: 'Yes' }]] } },
    ]);
    await act(ids, { ...edit, text: 'Friday' });
    expect(bench.maria.received[0]).not.toHaveProperty('reply_markup');
    expect(bench.maria.received[0]).not.toHaveProperty('entities');
  });

  test('a caption, also of an album, and away with it', async () => {
    const files = [
      await staged(bench, 'a.png', 'image/png', picture(8, 8)),
      await staged(bench, 'b.png', 'image/png', picture(9, 9)),
    ];
    const ids = await sent({ text: 'Both', files });
    expect(await act(ids, { type: 'edit', hasFiles: true, text: 'These' })).toEqual({ status: 'done' });
    expect(bench.maria.received.map((message) => message.caption)).toEqual(['These', undefined]);
    await act(ids, { type: 'edit', hasFiles: true, text: '' });
    expect(bench.maria.received[0]).not.toHaveProperty('caption');
  });

  test('into what is there already is done, however often', async () => {
    const ids = await sent({ text: 'Tuesday' });
    const change = { ...edit, text: 'Wednesday' };
    expect([await act(ids, change), await act(ids, change)]).toEqual([{ status: 'done' }, { status: 'done' }]);
  });

  test('what cannot be is told in words, and nothing is asked', async () => {
    const ids = await sent();
    const before = sinceSent();
    expect(await act(ids, { ...edit, text: 'a'.repeat(4097) })).toMatchObject({ status: 'refused', code: 'too-large' });
    expect(await act(ids, { type: 'edit', hasFiles: true, text: 'a'.repeat(1025) })).toMatchObject({ code: 'too-large' });
    expect(await act(ids, { ...edit, text: '  ' })).toMatchObject({ status: 'refused' });
    expect(await act(['press:1'], { ...edit, text: 'x' })).toMatchObject({ status: 'refused' });
    expect(await act(ids, { ...edit, text: 'x' }, 'nowhere')).toMatchObject({ status: 'refused' });
    expect(sinceSent()).toBe(before);
    expect(await act(['999'], { ...edit, text: 'x' })).toMatchObject({ detail: 'Bad Request: message to edit not found' });
  });
});

describe('taking back', () => {
  test('a message, an album, and what is gone already', async () => {
    const ids = await sent();
    expect(await act(ids, { type: 'withdraw' })).toEqual({ status: 'done' });
    expect(await act(ids, { type: 'withdraw' })).toEqual({ status: 'done' });
    const files = [
      await staged(bench, 'a', 'text/plain', Buffer.from('a')),
      await staged(bench, 'b', 'text/plain', Buffer.from('b')),
    ];
    const album = await sent({ text: '', files });
    await act(album.slice(1), { type: 'withdraw' });
    expect(await act(album, { type: 'withdraw' })).toEqual({ status: 'done' });
    expect(bench.maria.received).toEqual([]);
  });

  test('after two days is refused, and says that it is the reason', async () => {
    const old = bench.maria.write('long ago', { at: Date.now() - 49 * 3_600_000 });
    expect(await act([String(old.message_id)], { type: 'withdraw' })).toMatchObject({
      status: 'refused',
      code: 'refused',
      detail: expect.stringContaining('less than 48 hours ago'),
    });
    expect(info.capabilities.withdraw).toEqual({ hours: 48 });
  });
});

describe('reacting', () => {
  const reactions = (id: string) => bench.maria.reactionsOfBot(Number(id));

  test('and taking it back', async () => {
    const id = String(bench.maria.write('Thank you').message_id);
    expect(await act([id], { type: 'react', emoji: '❤️' })).toEqual({ status: 'done' });
    expect(reactions(id)).toEqual(['❤']);
    await act([id], { type: 'react', emoji: '🔥' });
    expect(reactions(id)).toEqual(['🔥']);
    await act([id], { type: 'react' });
    expect(reactions(id)).toEqual([]);
  });

  test('every reaction that is offered is taken, and no other', async () => {
    const id = String(bench.maria.write('Thank you').message_id);
    const offered = info.capabilities.reactions?.emoji ?? [];
    expect(offered.length).toBeGreaterThan(70);
    for (const emoji of offered) expect(await act([id], { type: 'react', emoji })).toEqual({ status: 'done' });
    expect(await act([id], { type: 'react', emoji: '🍏' })).toMatchObject({
      status: 'refused',
      detail: expect.stringContaining('INVALID'),
    });
  });
});

describe('for a business account', () => {
  async function conversation() {
    const account = bench.telegram.business(bench.telegram.user(5, { firstName: 'Owner' }));
    const { customer } = account.with(bench.maria);
    const first = customer.write('Are you open?');
    const thread = `business:${account.connection.id}:77`;
    const ids = await sent({ remoteThread: thread, text: 'Until six' });
    return { account, customer, thread, ids, question: String(first.message_id) };
  }

  test('its messages are edited, taken back and read', async () => {
    const { customer, thread, ids, question } = await conversation();
    expect(await act(ids, { ...edit, text: 'Until seven' }, thread)).toEqual({ status: 'done' });
    expect(customer.received[0]?.text).toBe('Until seven');
    expect(await act([question], { type: 'seen' }, thread)).toEqual({ status: 'done' });
    expect(customer.saw).toEqual(['read']);
    expect(await act(ids, { type: 'withdraw' }, thread)).toEqual({ status: 'done' });
    expect(customer.received).toEqual([]);
  });

  test('what it does not allow, and what nobody may, is told', async () => {
    const { account, thread, ids, question } = await conversation();
    account.allow({ can_reply: true });
    expect(await act(ids, { type: 'withdraw' }, thread)).toMatchObject({ status: 'refused' });
    expect(await act([question], { type: 'seen' }, thread)).toMatchObject({ status: 'refused' });
    expect(await act([question], { type: 'react', emoji: '👍' }, thread)).toMatchObject({ status: 'refused' });
  });
});

test('a bot’s own chats have no mark of reading, so nothing is asked', async () => {
  const id = String(bench.maria.write('hi').message_id);
  const before = sinceSent();
  expect(await act([id], { type: 'seen' })).toEqual({ status: 'done' });
  expect(sinceSent()).toBe(before);
});

describe('what is no refusal is tried again', () => {
  test.each([
    ['429', { kind: 'too-many-requests', retryAfter: 4 } as const, { code: 'rate-limit', retryAfterMs: 4000 }],
    ['an error of the server', { kind: 'error', code: 500, description: 'Internal Server Error' } as const, { code: 'protocol' }],
    ['a lost answer', { kind: 'drop', when: 'after' } as const, { code: 'offline' }],
    ['a token that is refused', { kind: 'error', code: 401, description: 'Unauthorized' } as const, { code: 'auth' }],
  ])('%s', async (_, fault, result) => {
    const ids = await sent();
    bench.telegram.faults.next('editMessageText', fault);
    expect(await act(ids, { ...edit, text: 'Again' })).toMatchObject({ status: 'retry', ...result });
    expect(await act(ids, { ...edit, text: 'Again' })).toEqual({ status: 'done' });
    expect(bench.maria.received.map((message) => message.text)).toEqual(['Again']);
  });

  test('no token', async () => {
    const action: RemoteAction = { remoteThread: '77', remoteIds: ['1'], type: 'withdraw' };
    expect(await bench.open({ token: '' }).act?.(action, never)).toMatchObject({ status: 'retry', code: 'auth' });
  });
});

test('typing is shown where the answer will come, and failing is nobody’s concern', async () => {
  const session = bench.open();
  await session.typing?.({ address: '77' }, never);
  expect(bench.maria.saw).toEqual(['typing']);
  bench.maria.block();
  await session.typing?.({ address: '77', remoteThread: '77' }, never);
  await session.typing?.({ address: '@mariak' }, never);
  await bench.telegram.down();
  await session.typing?.({ address: '77' }, never);
  expect(bench.maria.saw).toEqual(['typing']);
});
