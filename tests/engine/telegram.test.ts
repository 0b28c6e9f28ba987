import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../servers/telegram/index.ts';
import { type Desk, openDesk, temporaryProfile } from '../support/engine.ts';

let telegram: TelegramEmulator;
let profile: Awaited<ReturnType<typeof temporaryProfile>>;
let desk: Desk;
const provision = (): ProvisionFile => ({
  workspace: { name: 'Shop', country: 'RU' },
  agent: { name: 'Anna Lebedeva' },
  channels: [{ id: 'bot', kind: 'telegram', name: 'Shop bot', token: telegram.token, apiRoot: telegram.apiRoot }],
});

beforeEach(async () => {
  telegram = await startTelegramEmulator();
  profile = await temporaryProfile();
  desk = await openDesk(profile.path, provision());
});

afterEach(async () => {
  await desk.stop();
  await telegram.stop();
  await profile.remove();
});

const maria = () => telegram.user(77, { firstName: 'Мария', lastName: 'Кузнецова', username: 'mariak' });
const only = () => desk.until(async () => (await desk.rows())[0], 'a customer');
async function reply(text: string, files: Array<{ hash: string; name: string; mime: string; size: number }> = []) {
  const { customerId } = await only();
  const [option] = (await desk.call('customer.get', { customerId })).replyOptions;
  if (!option) throw new Error('nowhere to answer');
  return desk.call('reply.send', { customerId, contactPointId: option.contactPointId, channelId: option.channelId, text, files });
}
const delivered = (itemId: string, delivery: string) =>
  desk.until(async () => {
    const item = await desk.call('item.get', { itemId });
    return item.delivery === delivery && item;
  }, `${itemId} to be ${delivery}`);

describe('a Telegram bot through the engine', () => {
  test('text arrives with its author and an answer is delivered once', async () => {
    maria().write('Где мой заказ?');
    const row = await only();
    expect(row).toMatchObject({
      name: 'Мария Кузнецова',
      unread: 1,
      last: { excerpt: 'Где мой заказ?', channelKind: 'telegram' },
    });
    const { itemIds } = await reply('Уже едет');
    const answer = await maria().waitFor((message) => message.text === 'Уже едет');
    expect(answer.text).toBe('Уже едет');
    await delivered(itemIds[0] ?? '', 'sent');
    expect(maria().received.filter((message) => message.text === 'Уже едет')).toHaveLength(1);
    expect((await desk.rows())[0]?.waitingSince).toBeUndefined();
    expect((await desk.call('customer.get', { customerId: row.customerId })).conversation?.assignee?.name).toBe('Anna Lebedeva');
  });

  test('photos, documents and voice are fetched to disk; a shared contact becomes a verified phone; an edit is a version', async () => {
    const bytes = new Uint8Array(2000).fill(65);
    maria().sendPhoto(bytes, { caption: 'Вот фото' });
    maria().sendDocument(bytes, { name: 'договор.pdf', mime: 'application/pdf' });
    maria().sendVoice(bytes, { duration: 3 });
    maria().shareContact('+79161234567');
    const message = maria().write('адрес Лесная 5');
    maria().edit(message.message_id, 'адрес Лесная 15');
    const { customerId } = await only();
    const items = await desk.until(async () => {
      const all = await desk.items(customerId);
      const files = all.flatMap((item) => item.attachments);
      return (
        all.length === 5 &&
        files.length === 3 &&
        files.every((file) => file.state === 'local') &&
        all.at(-1)?.versions === 1 &&
        all
      );
    }, 'five items with their files');
    expect(items.flatMap((item) => item.attachments).map((file) => file.kind)).toEqual(['image', 'file', 'voice']);
    expect(items[1]?.attachments[0]?.name).toBe('договор.pdf');
    expect(items.at(-1)).toMatchObject({ text: 'адрес Лесная 15', versions: 1 });
    const { contactPoints } = await desk.call('customer.get', { customerId });
    expect(contactPoints.find((point) => point.kind === 'phone')).toMatchObject({
      verified: true,
      evidence: { source: 'shared-contact' },
    });
  });

  test('a long answer is cut on words and arrives whole and in order; a file goes with it', async () => {
    maria().write('Расскажите подробно');
    await only();
    const text = Array.from({ length: 1500 }, (_, n) => `слово${n}`).join(' ');
    const staged = await desk.call('file.stage', {
      name: 'счёт.pdf',
      mime: 'application/pdf',
      bytes: new Uint8Array(5000).buffer as ArrayBuffer,
    });
    const { itemIds } = await reply(text, [staged]);
    for (const itemId of itemIds) await delivered(itemId, 'sent');
    const received = maria().received;
    expect(
      received
        .map((message) => message.text ?? '')
        .filter((part) => part !== '')
        .join(' '),
    ).toBe(text);
    expect(received.at(-1)?.document?.file_name).toBe('счёт.pdf');
    expect(received).toHaveLength(itemIds.length);
  });

  test('429 is obeyed: the message waits as Queued and goes once', async () => {
    maria().write('Привет');
    await only();
    telegram.faults.next('send', { kind: 'too-many-requests', retryAfter: 1 });
    const { itemIds } = await reply('Здравствуйте');
    const waiting = await desk.until(async () => {
      const item = await desk.call('item.get', { itemId: itemIds[0] ?? '' });
      return item.deliveryNote?.code === 'rate-limit' && item;
    }, 'the wait to be told');
    expect(waiting.delivery).toBe('queued');
    await delivered(itemIds[0] ?? '', 'sent');
    expect(maria().received).toHaveLength(1);
  });

  test('a blocked bot is told on the message and the address, and cannot be chosen any more', async () => {
    maria().write('Привет');
    const { customerId } = await only();
    maria().block();
    await desk.until(
      async () => (await desk.call('customer.get', { customerId })).replyOptions[0]?.allowed === false,
      'the block',
    );
    await expect(reply('Вы тут?')).rejects.toMatchObject({ code: 'cannot-send' });
    maria().unblock();
    maria().write('Я вернулась');
    await desk.until(
      async () => (await desk.call('customer.get', { customerId })).replyOptions[0]?.allowed === true,
      'the return',
    );
  });

  test('an answer that was lost is Unknown, is not sent again by itself, and a person may decide to', async () => {
    maria().write('Привет');
    await only();
    telegram.faults.next('send', { kind: 'drop', when: 'after' });
    const { itemIds } = await reply('Здравствуйте');
    const itemId = itemIds[0] ?? '';
    await delivered(itemId, 'unknown');
    expect(await desk.call('outbox.check', { itemId })).toEqual({ settled: false, delivery: 'unknown' });
    expect(maria().received).toHaveLength(1);
    await desk.call('outbox.sendAgain', { itemId });
    await delivered(itemId, 'sent');
    expect(maria().received).toHaveLength(2);
  });

  test('a wrong token stops and asks instead of hammering', async () => {
    await desk.call('channel.save', {
      channel: { id: 'bot', kind: 'telegram', name: 'Shop bot', token: '999:WRONG', apiRoot: telegram.apiRoot },
    });
    const connection = await desk.until(async () => {
      const [one] = await desk.call('connection.list', {});
      return one?.state === 'needs-auth' && one;
    }, 'the question for a token');
    expect(connection.error?.code).toBe('auth');
  });

  test('another program that polls the same bot is explained, not fought', async () => {
    const poll = (timeout: number) => fetch(`${telegram.apiRoot}/bot${telegram.token}/getUpdates?timeout=${timeout}`);
    const state = async () => (await desk.call('connection.list', {}))[0]?.state;
    await desk.until(async () => (await state()) === 'online', 'the channel to be online');
    await telegram.waitForCall((call) => call.method === 'getupdates' || call.method === 'getUpdates');
    await poll(0);
    let rivals = 0;
    const rival = setInterval(() => {
      rivals += 1;
      void poll(1).catch(() => undefined);
    }, 200);
    try {
      const connection = await desk.until(async () => {
        const [one] = await desk.call('connection.list', {});
        return one?.state === 'conflict' && one;
      }, 'the conflict to be told');
      expect(connection.error?.code).toBe('conflict');
      expect(rivals).toBeGreaterThan(0);
    } finally {
      clearInterval(rival);
    }
    await desk.call('channel.retry', { channelId: 'bot' });
    maria().write('Снова мы');
    await only();
  });

  test('what cannot be understood is kept aside, and the rest goes on', async () => {
    telegram.pushUpdate({ purchased_from_the_future: { id: 1 } });
    maria().write('Привет');
    await only();
    const [aside] = await desk.call('quarantine.list', {});
    expect(aside).toMatchObject({ channelId: 'bot' });
    expect((await desk.call('connection.list', {}))[0]?.quarantined).toBe(1);
  });

  test('a message of an unknown kind stands on the timeline and is kept aside as it came', async () => {
    const person = { id: 77, is_bot: false, first_name: 'Мария' };
    const chat = { id: 77, type: 'private', first_name: 'Мария' };
    const message = { message_id: 9_000, date: 1_700_000_000, from: person, chat, hologram: { depth: 3 } };
    telegram.pushUpdate({ message });
    const { customerId, unread } = await only();
    expect(unread).toBe(1);
    const timeline = async () =>
      (await desk.call('timeline.page', { customerId, limit: 10 })).items.filter(({ kind }) => kind === 'telegram');
    const stands = [{ text: '❔ hologram', card: { type: 'unknown', kind: 'hologram' }, versions: 0 }];
    expect(await timeline()).toMatchObject(stands);
    const again = async () => {
      const [aside, ...others] = await desk.call('quarantine.list', {});
      expect(others).toEqual([]);
      expect(aside?.error).toBe('Unknown kind of message: hologram');
      expect(aside?.preview).toContain('"depth":3');
    };
    await again();
    expect(await desk.call('quarantine.retry', { channelId: 'bot' })).toEqual({ applied: 0, left: 1 });
    await again();
    expect(await timeline()).toMatchObject(stands);
  });

  test('the server goes away and comes back: what was written meanwhile arrives, what was answered is sent once', async () => {
    maria().write('раз');
    await only();
    await telegram.down();
    const { itemIds } = await reply('ответ в офлайне');
    await telegram.up();
    maria().write('два');
    desk.wake();
    await delivered(itemIds[0] ?? '', 'sent');
    await desk.until(async () => (await desk.rows())[0]?.last.excerpt === 'два', 'the second message');
    expect(maria().received).toHaveLength(1);
  });

  test('a stopped engine goes on where it was, with nothing twice', async () => {
    maria().write('раз');
    const { customerId } = await only();
    await desk.stop();
    maria().write('два');
    desk = await openDesk(profile.path, provision());
    const items = await desk.until(async () => {
      const all = await desk.items(customerId);
      return all.length === 2 && all;
    }, 'the second message');
    expect(items.map((item) => item.text)).toEqual(['раз', 'два']);
  });
});
