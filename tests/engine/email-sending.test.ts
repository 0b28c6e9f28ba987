import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ReplyOption } from '../../shared/contract/api.ts';
import type { Item, TextMark } from '../../shared/model/index.ts';
import { type MailServer, type StoredMail, startMailServer } from '../servers/mail/index.ts';
import { type Desk, openDesk, temporaryProfile } from '../support/engine.ts';

/** A server that takes two megabytes, so that its limit is another than every other one. */
const limit = 2_000_000;
let mail: MailServer;
let address = '';
let mailboxes = 0;
let profile: Awaited<ReturnType<typeof temporaryProfile>>;
let desk: Desk;

beforeAll(async () => {
  const people = ['maria@mail.test', 'boris@mail.test', 'assistant@mail.test', 'boss@shop.test', 'мария@mail.test'];
  mail = await startMailServer({
    maxMailBytes: limit,
    users: [...Array.from({ length: 12 }, (_, index) => `op${index}@shop.test`), ...people].map((user) => ({
      address: user,
      password: 'op-pass',
    })),
  });
});
afterAll(() => mail.stop());

beforeEach(async () => {
  address = `op${mailboxes++}@shop.test`;
  profile = await temporaryProfile();
  const door = { host: '127.0.0.1', tls: 'starttls' as const, user: address, password: 'op-pass' };
  desk = await openDesk(profile.path, {
    workspace: { name: 'Shop', country: 'RU' },
    agent: { name: 'Анна Лебедева', email: 'anna@shop.test' },
    channels: [
      {
        id: 'mail',
        kind: 'email',
        name: 'Support mailbox',
        address,
        imap: { ...door, port: mail.imapPort },
        smtp: { ...door, port: mail.smtpPort },
      },
    ],
  });
});
afterEach(async () => {
  await desk.stop();
  await profile.remove();
});

type Asked = { customerId: string; option: ReplyOption };

/** Somebody writes to us, with further headers when given. */
async function asked(from: string, headers: Record<string, string> = {}): Promise<Asked> {
  await mail.deliver({ from, to: address, subject: 'Вопрос', text: 'Когда доставка?', headers });
  return desk.until(async () => {
    for (const { customerId } of await desk.rows()) {
      const [option] = (await desk.call('customer.get', { customerId })).replyOptions;
      if (option !== undefined && from.includes(option.address)) return { customerId, option };
    }
    return undefined;
  }, 'the question');
}

type Answer = Partial<{ text: string; marks: TextMark[]; cc: string[]; bcc: string[]; files: Item['attachments'] }>;

async function reply({ customerId, option }: Asked, answer: Answer & { staged?: Awaited<ReturnType<typeof stage>>[] } = {}) {
  const { text = 'Завтра', staged = [], marks, cc, bcc } = answer;
  const { itemIds } = await desk.call('reply.send', {
    customerId,
    contactPointId: option.contactPointId,
    channelId: option.channelId,
    text,
    files: staged,
    ...(marks === undefined ? {} : { marks }),
    ...(cc === undefined ? {} : { cc }),
    ...(bcc === undefined ? {} : { bcc }),
  });
  const itemId = itemIds[0] ?? '';
  const item = () => desk.call('item.get', { itemId });
  return {
    item,
    inState: (state: Item['delivery']) =>
      desk.until(async () => {
        const now = await item();
        return now.delivery === state && now;
      }, `the answer to be ${state}`),
    arrivedAt: (user: string, folder?: string) =>
      mail.waitForMail(user, ({ raw }) => raw.includes(itemId), folder === undefined ? {} : { folder }),
  };
}

const stage = (name: string, mime: string, content: Uint8Array) =>
  desk.call('file.stage', { name, mime, bytes: new Uint8Array(content).buffer });

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const header = ({ raw }: StoredMail) => raw.toString('latin1').split('\r\n\r\n')[0] ?? '';

describe('a formatted answer', () => {
  test('arrives as text and as HTML with its picture, and stands here as it was written', async () => {
    const maria = await asked('"Мария" <maria@mail.test>');
    const [picture, bill] = [
      await stage('схема.png', 'image/png', png),
      await stage('Счёт.pdf', 'application/pdf', Buffer.from('%PDF-1.4')),
    ];
    const text = 'Завтра, вот схема: \uFFFC\nдо двери\nс 9 до 18';
    const marks: TextMark[] = [
      { type: 'bold', start: 0, end: 6 },
      { type: 'image', start: 19, end: 20, hash: picture.hash, mime: 'image/png' },
      { type: 'bullet', start: 21, end: 29 },
      { type: 'bullet', start: 30, end: text.length },
    ];
    const answer = await reply(maria, { text, marks, staged: [picture, bill] });
    await answer.inState('sent');
    const got = await simpleParser((await answer.arrivedAt('maria@mail.test')).raw);
    expect(got.text?.trim()).toBe('Завтра, вот схема: [схема.png]\n- до двери\n- с 9 до 18');
    expect(got.html).toMatch(/<b>Завтра<\/b>, вот схема: <img src="data:image\/png;base64,/);
    expect(got.from?.value).toEqual([{ name: 'Анна Лебедева', address }]);
    expect(got.attachments.map(({ filename }) => filename)).toEqual(['схема.png', 'Счёт.pdf']);
    await answer.arrivedAt(address, 'Sent');
    // The copy in Sent comes back to us by IMAP, and is the same item.
    await desk.call('channel.retry', { channelId: 'mail' });
    await asked('"Борис" <boris@mail.test>');
    const item = await answer.item();
    expect(item).toMatchObject({ text, marks, delivery: 'sent' });
    expect(item.attachments.map(({ name, inline }) => [name, inline])).toEqual([
      ['схема.png', true],
      ['Счёт.pdf', false],
    ]);
    expect((await desk.items(maria.customerId)).filter(({ direction }) => direction === 'out')).toHaveLength(1);
  });
});

describe('copies', () => {
  test('go to everybody, and nobody but us learns of the blind ones', async () => {
    const answer = await reply(await asked('maria@mail.test'), {
      cc: ['Борис <boris@mail.test>'],
      bcc: ['Шеф <boss@shop.test>'],
    });
    await answer.inState('sent');
    for (const user of ['maria@mail.test', 'boris@mail.test', 'boss@shop.test']) {
      const got = await answer.arrivedAt(user);
      expect(got.parsed.cc).toMatchObject({ value: [{ name: 'Борис', address: 'boris@mail.test' }] });
      expect(header(got)).not.toMatch(/^bcc:|Шеф/im);
      // What the server itself notes on the way is for whom it delivers to.
      if (user !== 'boss@shop.test') expect(got.raw.toString('latin1')).not.toContain('boss@');
    }
    const ours = await answer.arrivedAt(address, 'Sent');
    expect((await simpleParser(ours.raw)).bcc).toMatchObject({ value: [{ name: 'Шеф', address: 'boss@shop.test' }] });
    expect((await answer.item()).mail).toMatchObject({ bcc: [{ name: 'Шеф', address: 'boss@shop.test' }] });
  });

  test('that are refused are told beside what was sent', async () => {
    const answer = await reply(await asked('maria@mail.test'), {
      cc: ['nobody@mail.test', 'boris@mail.test'],
      bcc: ['full@mail.test'],
    });
    expect((await answer.inState('sent')).deliveryNote).toMatchObject({
      refused: [
        { address: 'nobody@mail.test', code: 'no-such-address', detail: expect.stringContaining('no such user') },
        { address: 'full@mail.test', code: 'mailbox-full', detail: expect.stringContaining('mailbox is full') },
      ],
    });
    await answer.arrivedAt('maria@mail.test');
    await answer.arrivedAt('boris@mail.test');
  });

  test('that come back later are told too, and the answer stays sent', async () => {
    const answer = await reply(await asked('maria@mail.test'), { cc: ['bounced@mail.test'] });
    await answer.inState('sent');
    const item = await desk.until(async () => {
      const now = await answer.item();
      return now.deliveryNote?.refused !== undefined && now;
    }, 'the report');
    expect(item.delivery).toBe('sent');
    expect(item.deliveryNote?.refused).toMatchObject([
      { address: 'bounced@mail.test', detail: expect.stringContaining('mailbox is gone') },
    ]);
  });

  test('to a customer who is refused leave nobody with them', async () => {
    const answer = await reply(await asked('gone@mail.test'), { cc: ['boris@mail.test'] });
    expect((await answer.inState('failed')).deliveryNote).toMatchObject({ code: 'no-such-address' });
    const after = await reply(await asked('maria@mail.test'), { cc: ['boris@mail.test'] });
    await after.inState('sent');
    await after.arrivedAt('boris@mail.test');
    const { id } = await answer.item();
    expect((await mail.mailbox('boris@mail.test')).some(({ raw }) => raw.includes(id))).toBe(false);
  });
});

describe('the size', () => {
  test('that the server takes is known before anything is written, and what is more does not leave', async () => {
    const maria = await asked('maria@mail.test');
    const most = await desk.until(async () => {
      const [option] = (await desk.call('customer.get', { customerId: maria.customerId })).replyOptions;
      const found = option?.capabilities.attachments;
      return found !== undefined && found.maxBytes < limit && found;
    }, 'the limit of the server');
    expect(most).toEqual({ maxBytes: 1_413_646, maxTotalBytes: 1_413_646 });
    const half = await stage('half.bin', 'application/octet-stream', Buffer.alloc(800_000, 1));
    const other = await stage('other.bin', 'application/octet-stream', Buffer.alloc(800_000, 2));
    await expect(reply(maria, { staged: [half, other] })).rejects.toMatchObject({
      code: 'too-large',
      details: { size: 1_600_000, limit: 1_413_646 },
    });
    const answer = await reply(maria, { staged: [half], text: 'я'.repeat(400_000) });
    const { deliveryNote } = await answer.inState('failed');
    expect(deliveryNote).toMatchObject({ code: 'too-large', sizes: { limit } });
    expect(deliveryNote?.sizes?.message).toBeGreaterThan(limit);
  });
});

describe('addresses', () => {
  test('in national letters are written to where the server takes them', async () => {
    const answer = await reply(await asked('maria@mail.test'), { cc: ['Мария <мария@mail.test>'] });
    expect((await answer.inState('sent')).deliveryNote?.refused).toBeUndefined();
    expect((await answer.arrivedAt('maria@mail.test')).raw.toString('utf8')).toContain('<мария@mail.test>');
  });

  test('that the customer wants the answer at are answered to, and shown', async () => {
    const maria = await asked('"Мария" <maria@mail.test>', { 'Reply-To': '"Помощник" <assistant@mail.test>' });
    expect(maria.option).toMatchObject({ address: 'maria@mail.test', answersTo: 'assistant@mail.test' });
    const answer = await reply(maria);
    expect((await answer.inState('sent')).mail?.to).toEqual([{ name: 'Помощник', address: 'assistant@mail.test' }]);
    expect((await answer.arrivedAt('assistant@mail.test')).parsed.inReplyTo).toBeDefined();
    expect((await mail.mailbox('maria@mail.test')).some(({ raw }) => raw.includes('assistant@'))).toBe(false);
  });
});

describe('reports', () => {
  test('on what the server could not deliver in the end turn the answer to failed, by the name we gave it', async () => {
    const answer = await reply(await asked('bounced@mail.test'));
    const failed = await answer.inState('failed');
    expect(failed.deliveryNote?.detail).toContain('mailbox is gone');
    const report = await mail.waitForMail(address, ({ raw }) => raw.includes('delivery-status'));
    const words = report.raw.toString('latin1');
    expect(words).toContain(`Original-Envelope-ID: ${failed.id}@shop.test`);
    expect(words).toContain('Original-Recipient: rfc822;bounced@mail.test');
  });

  test('a server that will not take it now is asked again, and when is shown', async () => {
    const answer = await reply(await asked('tempfail@mail.test'));
    const waiting = await desk.until(async () => {
      const now = await answer.item();
      return now.delivery === 'queued' && now.deliveryNote !== undefined && now;
    }, 'the next attempt');
    expect(waiting.deliveryNote).toMatchObject({
      code: 'refused',
      attempts: 1,
      detail: expect.stringContaining('try again later'),
    });
    expect(waiting.deliveryNote?.retryAt).toBeGreaterThan(waiting.sentAt);
  });
});
