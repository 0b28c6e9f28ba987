import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import { type MailServer, startMailServer } from '../servers/mail/index.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../servers/telegram/index.ts';
import { type Desk, openDesk, temporaryProfile } from '../support/engine.ts';

/**
 * Follow one message round the ring: a real Dovecot and exim, a Bot API server, the real engine, and only its Api.
 * Read this first to learn how the program works.
 */
let mail: MailServer;
let telegram: TelegramEmulator;
let profile: Awaited<ReturnType<typeof temporaryProfile>>;
let desk: Desk;
let desks = 0;
let address = '';

beforeAll(async () => {
  const users = Array.from({ length: 20 }, (_, n) => ({ address: `op${n}@shop.test`, password: 'op-pass' }));
  mail = await startMailServer({ users: [...users, { address: 'maria@mail.test', password: 'maria-pass' }] });
});
afterAll(() => mail.stop());

const provision = (): ProvisionFile => ({
  workspace: { name: 'Shop', country: 'RU' },
  agent: { name: 'Anna Lebedeva', email: 'anna@shop.test' },
  channels: [
    {
      id: 'mail',
      kind: 'email',
      name: 'Support mailbox',
      address,
      imap: { host: '127.0.0.1', port: mail.imapPort, tls: 'starttls', user: address, password: 'op-pass' },
      smtp: { host: '127.0.0.1', port: mail.smtpPort, tls: 'starttls', user: address, password: 'op-pass' },
    },
    { id: 'bot', kind: 'telegram', name: 'Shop bot', token: telegram.token, apiRoot: telegram.apiRoot },
  ],
});

beforeEach(async () => {
  address = `op${desks++}@shop.test`;
  telegram = await startTelegramEmulator();
  profile = await temporaryProfile();
  desk = await openDesk(profile.path, provision());
});
afterEach(async () => {
  await desk.stop();
  await telegram.stop();
  await profile.remove();
});

const maria = () => telegram.user(77, { firstName: 'Мария' });
const online = () =>
  desk.until(
    async () => (await desk.call('connection.list', {})).every((one) => one.state === 'online'),
    'both channels to be online',
  );
const sent = (itemId: string) =>
  desk.until(async () => (await desk.call('item.get', { itemId })).delivery === 'sent', `${itemId} to be sent`);

describe('one customer, two channels', () => {
  test('a stranger mails, shares the phone in Telegram, becomes one, and is answered on both', async () => {
    await online();
    const messageId = await mail.deliver({
      from: '"Мария Кузнецова" <maria@mail.test>',
      to: address,
      subject: 'Заказ 10452 не пришёл',
      text: 'Здравствуйте! Обещали вчера, заказа нет.\n\n--\nМария Кузнецова\nтел. 8 (916) 123-45-67',
    });
    await desk.until(async () => (await desk.rows()).length === 1, 'the mail');
    maria().write('А теперь пишу сюда');
    await desk.until(async () => (await desk.rows()).length === 2, 'the Telegram message, of a stranger so far');
    maria().shareContact('+79161234567');
    await desk.until(async () => (await desk.rows()).length === 1, 'the two to become one');

    const [row] = await desk.rows();
    const customerId = row?.customerId ?? '';
    const customer = await desk.call('customer.get', { customerId });
    expect(customer.name).toBe('Мария Кузнецова');
    expect(customer.links).toHaveLength(1);
    expect(customer.replyOptions.map((option) => option.channelKind)).toEqual(['telegram', 'email']);
    expect((await desk.items(customerId)).filter((item) => item.direction === 'in').map((item) => item.kind)).toEqual([
      'email',
      'telegram',
      'telegram',
    ]);

    const [byTelegram, byMail] = customer.replyOptions;
    if (!byTelegram || !byMail) throw new Error('two ways to answer were expected');
    const answer = (option: typeof byMail, text: string) =>
      desk.call('reply.send', {
        customerId,
        contactPointId: option.contactPointId,
        channelId: option.channelId,
        text,
        files: [],
      });
    const first = await answer(byTelegram, 'Курьер будет до 18:00');
    await maria().waitFor((message) => message.text === 'Курьер будет до 18:00');
    await sent(first.itemIds[0] ?? '');
    const second = await answer(byMail, 'Извините за задержку. Анна');
    const received = await mail.waitForMail('maria@mail.test', (one) => one.parsed.inReplyTo === messageId);
    expect(received.parsed.subject).toBe('Re: Заказ 10452 не пришёл');
    expect(received.parsed.references).toContain(messageId);
    expect(received.parsed.text?.trim()).toBe('Извините за задержку. Анна');
    await sent(second.itemIds[0] ?? '');
    const copy = await mail.waitForMail(address, (one) => one.parsed.messageId === received.parsed.messageId, { folder: 'Sent' });
    expect(copy.flags).toContain('\\Seen');

    await mail.deliver({
      from: 'maria@mail.test',
      to: address,
      subject: 'Re: Заказ 10452 не пришёл',
      text: 'Спасибо!',
      inReplyTo: received.parsed.messageId ?? '',
      references: [messageId, received.parsed.messageId ?? ''],
    });
    const items = await desk.until(async () => {
      const all = await desk.items(customerId);
      return all.at(-1)?.text.trim() === 'Спасибо!' && all;
    }, 'her answer');
    expect(items.filter((item) => item.kind === 'email' && item.direction === 'out')).toHaveLength(1);
    expect(desk.engine.store.read.value("SELECT COUNT(DISTINCT thread_key) FROM items WHERE kind = 'email'")).toBe(1);
    expect(
      desk.engine.store.read.value("SELECT COUNT(*) FROM conversations WHERE status <> 'resolved' AND merged_into IS NULL"),
    ).toBe(1);

    const { hits } = await desk.until(async () => {
      const result = await desk.call('search.run', { query: 'заказы', limit: 10 });
      return result.hits.length > 0 && result;
    }, 'the mail to be found by a form of its word');
    expect(hits[0]?.customerId).toBe(customerId);
  });

  test('an HTML mail with an inline picture and a file is kept whole', async () => {
    await online();
    await mail.deliver({
      from: 'maria@mail.test',
      to: address,
      subject: 'Фото',
      text: 'Смотрите фото',
      html: '<p>Смотрите <b>фото</b> <img src="cid:pic@x"><img src="https://tracker.test/p.gif"></p>',
      attachments: [
        { filename: 'фото.png', content: Buffer.from('iVBORw0KGgo=', 'base64'), contentType: 'image/png', cid: 'pic@x' },
        { filename: 'договор.pdf', content: Buffer.from('%PDF-1.4'), contentType: 'application/pdf' },
      ],
    });
    const row = await desk.until(async () => (await desk.rows())[0], 'the mail');
    const [item] = await desk.items(row.customerId);
    expect(item).toMatchObject({ hasRemoteContent: true, text: expect.stringContaining('Смотрите фото') });
    expect(item?.attachments.map((file) => [file.name, file.inline])).toEqual([
      ['фото.png', true],
      ['договор.pdf', false],
    ]);
    expect(item?.htmlHash).toMatch(/^[0-9a-f]{64}$/);
    expect(item?.sourceHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('what was written before the first start is imported, newest first, and answered history is closed', async () => {
    await desk.stop();
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const raw = (from: string, to: string, id: string, subject: string, date: Date, extra = '') =>
      `From: ${from}\r\nTo: ${to}\r\nSubject: ${subject}\r\nMessage-ID: <${id}>\r\nDate: ${date.toUTCString()}\r\n${extra}\r\nText of ${id}\r\n`;
    await mail.seed(
      address,
      Array.from({ length: 60 }, (_, n) => ({
        raw: raw(`c${n}@mail.test`, address, `q${n}@x`, `Question ${n}`, at(1000 - n)),
        date: at(1000 - n),
        seen: true,
      })),
    );
    await mail.seed(
      address,
      [
        {
          raw: raw(address, 'c5@mail.test', 'a5@x', 'Re: Question 5', at(10), 'In-Reply-To: <q5@x>\r\nReferences: <q5@x>\r\n'),
          date: at(10),
          seen: true,
        },
      ],
      'Sent',
    );
    await profile.remove();
    profile = await temporaryProfile();
    desk = await openDesk(profile.path, provision());
    const counts = await desk.until(async () => {
      const now = await desk.call('inbox.counts', {});
      return now.all + now.resolved === 60 && now.resolved === 1 && now;
    }, 'the import');
    expect(counts).toMatchObject({ all: 59, resolved: 1, unread: 0 });
    const { rows } = await desk.call('inbox.page', { view: 'all', limit: 3 });
    expect(rows.map((row) => row.last.subject)).toEqual(['Question 59', 'Question 58', 'Question 57']);
  });

  test('a wrong password stops and asks, and the right one goes on', async () => {
    await online();
    await desk.stop();
    const wrong = provision();
    const [channel] = wrong.channels ?? [];
    if (channel?.kind !== 'email') throw new Error('a mail channel was expected');
    desk = await openDesk(profile.path, { ...wrong, channels: [{ ...channel, imap: { ...channel.imap, password: 'wrong' } }] });
    const state = (wanted: string) =>
      desk.until(async () => {
        const one = (await desk.call('connection.list', {})).find((connection) => connection.channelId === 'mail');
        return one?.state === wanted && one;
      }, wanted);
    expect((await state('needs-auth')).error?.code).toBe('auth');
    await desk.call('channel.save', { channel });
    await state('online');
  });

  test('a wrong password for sending asks too: the answer waits and is not tried over and over; receiving goes on', async () => {
    await online();
    await desk.stop();
    const file = provision();
    const [channel] = file.channels ?? [];
    if (channel?.kind !== 'email') throw new Error('a mail channel was expected');
    desk = await openDesk(profile.path, { ...file, channels: [{ ...channel, smtp: { ...channel.smtp, password: 'wrong' } }] });
    await mail.deliver({ from: 'maria@mail.test', to: address, subject: 'Вопрос', text: 'Есть кто?' });
    const row = await desk.until(async () => (await desk.rows())[0], 'the mail');
    const [option] = (await desk.call('customer.get', { customerId: row.customerId })).replyOptions;
    if (!option) throw new Error('nowhere to answer');
    const { contactPointId, channelId } = option;
    const { itemIds } = await desk.call('reply.send', {
      customerId: row.customerId,
      contactPointId,
      channelId,
      text: 'Да',
      files: [],
    });
    const itemId = itemIds[0] ?? '';
    await desk.until(
      async () => (await desk.call('connection.list', {})).some((one) => one.state === 'needs-auth'),
      'the question',
    );
    const waiting = await desk.until(async () => {
      const item = await desk.call('item.get', { itemId });
      return item.deliveryNote?.code === 'auth' && item;
    }, 'the answer to say why it waits');
    expect(waiting).toMatchObject({ delivery: 'queued', deliveryNote: { attempts: 1 } });
    await mail.deliver({ from: 'maria@mail.test', to: address, subject: 'Вопрос', text: 'Ау' });
    await desk.until(async () => (await desk.rows())[0]?.last.excerpt === 'Ау', 'mail to arrive all the same');
    await desk.call('channel.save', { channel });
    await sent(itemId);
    await mail.waitForMail('maria@mail.test', (one) => one.parsed.text?.trim() === 'Да');
  });
});
