import type { ApiResponse, Update } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTelegramEmulator, type TelegramEmulator } from '../../../servers/telegram/index.ts';

let telegram: TelegramEmulator;
beforeEach(async () => {
  telegram = await startTelegramEmulator({ firstUpdateId: 100 });
});
afterEach(() => telegram.stop());

async function ask<T = unknown>(method: string, params: object = {}, token = telegram.token): Promise<ApiResponse<T>> {
  const response = await fetch(`${telegram.apiRoot}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return (await response.json()) as ApiResponse<T>;
}

async function updates(params: object = {}): Promise<Update[]> {
  const answer = await ask<Update[]>('getUpdates', params);
  if (!answer.ok) throw new Error(answer.description);
  return answer.result;
}
const ids = async (params: object = {}) => (await updates(params)).map((update) => update.update_id);
const polled = (from = 0) => telegram.waitForCall((call) => call.method === 'getUpdates', from);

describe('getUpdates', () => {
  test('hands an update out again until a higher offset confirms it', async () => {
    const maria = telegram.user(77);
    for (const text of ['a', 'b', 'c']) maria.write(text);
    expect(await ids()).toEqual([100, 101, 102]);
    expect(await ids({ limit: 2 })).toEqual([100, 101]);
    expect(await ids({ offset: 101 })).toEqual([101, 102]);
    expect(await ids()).toEqual([101, 102]);
    expect(await ids({ offset: -1 })).toEqual([102]);
    expect(await ids()).toEqual([102]);
    expect(await ids({ offset: 103 })).toEqual([]);
    expect(telegram.pending).toEqual([]);
  });

  test('waits for the timeout, and answers at once when something comes', async () => {
    expect(await ids({ timeout: 0 })).toEqual([]);
    const waiting = ids({ timeout: 50 });
    await polled(1);
    telegram.user(77).write('now');
    expect(await waiting).toEqual([100]);
  });

  test('ends an earlier poll when a later one has to wait', async () => {
    const first = ask('getUpdates', { timeout: 50 });
    await polled();
    const second = ids({ timeout: 50 });
    expect(await first).toEqual({
      ok: false,
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    telegram.user(77).write('for the second');
    expect(await second).toEqual([100]);
  });

  test('remembers which kinds are wanted', async () => {
    await updates({ allowed_updates: ['my_chat_member'] });
    const maria = telegram.user(77);
    maria.write('unwanted');
    maria.block();
    expect((await updates()).map((update) => Object.keys(update)[1])).toEqual(['my_chat_member']);
    await updates({ allowed_updates: [] });
    maria.write('wanted again');
    expect(await updates()).toHaveLength(2);
  });

  test('is refused while a webhook is set, also when it was waiting', async () => {
    const waiting = ask('getUpdates', { timeout: 50 });
    await polled();
    await ask('setWebhook', { url: 'https://hook.example' });
    expect(await waiting).toMatchObject({ error_code: 409, description: 'Conflict: terminated by setWebhook request' });
    expect(await ask('getUpdates')).toMatchObject({ error_code: 409, description: expect.stringContaining('webhook is active') });
    await ask('deleteWebhook');
    expect(await ids()).toEqual([]);
  });
});

test('a user’s side: replies, edits, albums, buttons, numbers that rise', async () => {
  const maria = telegram.user(77, { firstName: 'Maria', lastName: 'K', username: 'mariak', languageCode: 'ru' });
  const first = maria.write('one');
  const second = maria.write('two', { replyTo: first.message_id });
  maria.edit(second.message_id, 'two, better');
  maria.sendPhoto(new Uint8Array([1, 2, 3]), { caption: 'box', albumId: 'a1', width: 1200, height: 900 });
  maria.shareContact('79161234567');
  maria.press(second.message_id, 'yes');
  const all = await updates();
  expect(all.map((update) => update.update_id)).toEqual([100, 101, 102, 103, 104, 105]);
  expect(all[0]?.message).toMatchObject({
    message_id: 1,
    text: 'one',
    from: { language_code: 'ru' },
    chat: { type: 'private', id: 77 },
  });
  expect(all[1]?.message).toMatchObject({ message_id: 2, reply_to_message: { message_id: 1 } });
  expect(all[2]?.edited_message).toMatchObject({ message_id: 2, text: 'two, better', edit_date: expect.any(Number) });
  expect(all[3]?.message?.photo?.at(-1)).toMatchObject({ width: 1200, height: 900, file_size: 3 });
  expect(all[4]?.message?.contact).toMatchObject({ user_id: 77, phone_number: '79161234567' });
  const query = all[5]?.callback_query;
  expect(await ask('answerCallbackQuery', { callback_query_id: query?.id })).toMatchObject({ ok: true });
  expect(await ask('answerCallbackQuery', { callback_query_id: query?.id })).toMatchObject({ error_code: 400 });
});

test('the bot’s side: limits, edits, deletion, typing', async () => {
  const maria = telegram.user(77);
  maria.write('hi');
  const to = (text: string) => ask('sendMessage', { chat_id: 77, text });
  expect(await to('   ')).toMatchObject({ error_code: 400, description: 'Bad Request: message text is empty' });
  expect(await to('a'.repeat(4097))).toMatchObject({ error_code: 400, description: 'Bad Request: message is too long' });
  expect(await to('a'.repeat(4096))).toMatchObject({ ok: true, result: { message_id: 2 } });
  expect(await ask('editMessageText', { chat_id: 77, message_id: 2, text: 'short' })).toMatchObject({
    result: { text: 'short' },
  });
  expect(await ask('editMessageText', { chat_id: 77, message_id: 2, text: 'short' })).toMatchObject({
    description: expect.stringContaining('message is not modified'),
  });
  expect(await ask('editMessageText', { chat_id: 77, message_id: 1, text: 'x' })).toMatchObject({
    description: "Bad Request: message can't be edited",
  });
  expect(await ask('editMessageText', { chat_id: 77, message_id: 9, text: 'x' })).toMatchObject({
    description: 'Bad Request: message to edit not found',
  });
  expect(maria.received.map((message) => message.text)).toEqual(['short']);
  expect(await ask('deleteMessage', { chat_id: 77, message_id: 2 })).toEqual({ ok: true, result: true });
  expect(maria.received).toEqual([]);
  expect(await ask('sendChatAction', { chat_id: 77, action: 'typing' })).toEqual({ ok: true, result: true });
});

test('all four ways to pass parameters, and any case of the method', async () => {
  telegram.user(77).write('hi');
  const base = `${telegram.apiRoot}/bot${telegram.token}`;
  const form = new FormData();
  form.set('chat_id', '77');
  form.set('text', 'multipart');
  const answers = await Promise.all([
    fetch(`${base}/SENDMESSAGE?chat_id=77&text=query`),
    fetch(`${base}/sendmessage`, { method: 'POST', body: new URLSearchParams({ chat_id: '77', text: 'form' }) }),
    fetch(`${base}/sendMessage`, { method: 'POST', body: form }),
    ask('sendMessage', { chat_id: 77, text: 'json' }),
  ]);
  expect(answers.map((answer) => answer.ok)).toEqual([true, true, true, true]);
  expect(
    telegram
      .user(77)
      .received.map((message) => message.text)
      .sort(),
  ).toEqual(['form', 'json', 'multipart', 'query']);
});

test('files: twenty megabytes down, ten for a photo up', async () => {
  const maria = telegram.user(77);
  const large = maria.sendDocument(new Uint8Array(20 * 1024 * 1024 + 1));
  const small = maria.sendDocument(Buffer.from('hello'), { name: 'hello.txt', mime: 'text/plain' });
  expect(await ask('getFile', { file_id: large.document?.file_id })).toMatchObject({
    description: 'Bad Request: file is too big',
  });
  const found = await ask<{ file_path: string }>('getFile', { file_id: small.document?.file_id });
  expect(found).toMatchObject({ ok: true, result: { file_path: expect.stringMatching(/^documents\/.*\.txt$/), file_size: 5 } });
  const path = found.ok ? found.result.file_path : '';
  expect(await (await fetch(`${telegram.apiRoot}/file/bot${telegram.token}/${path}`)).text()).toBe('hello');
  const form = new FormData();
  form.set('chat_id', '77');
  form.set('photo', new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]), 'big.jpg');
  const refused = await fetch(`${telegram.apiRoot}/bot${telegram.token}/sendPhoto`, { method: 'POST', body: form });
  expect(await refused.json()).toMatchObject({ error_code: 400, description: expect.stringContaining('too big for a photo') });
});

test('who may ask what', async () => {
  expect(await ask('getMe', {}, `1:${'a'.repeat(35)}`)).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
  expect(await ask('getMe', {}, 'nonsense')).toEqual({ ok: false, error_code: 404, description: 'Not Found' });
  expect(await ask('noSuchMethod')).toEqual({ ok: false, error_code: 404, description: 'Not Found' });
});
