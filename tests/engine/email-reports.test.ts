import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../servers/mail/index.ts';
import { type Desk, openDesk, temporaryProfile } from '../support/engine.ts';

/** A mailbox for each test: a new profile imports what lies in it. */
let address = '';
let mailboxes = 0;
let mail: MailServer;
let profile: Awaited<ReturnType<typeof temporaryProfile>>;
let desk: Desk;

beforeAll(async () => {
  mail = await startMailServer({
    users: [
      { address: 'op0@shop.test', password: 'op-pass' },
      { address: 'op1@shop.test', password: 'op-pass' },
      { address: 'maria@mail.test', password: 'maria-pass' },
    ],
  });
});
afterAll(() => mail.stop());

beforeEach(async () => {
  address = `op${mailboxes++}@shop.test`;
  profile = await temporaryProfile();
  const door = { host: '127.0.0.1', tls: 'starttls' as const, user: address, password: 'op-pass' };
  desk = await openDesk(profile.path, {
    workspace: { name: 'Shop', country: 'RU' },
    agent: { name: 'Anna Lebedeva', email: 'anna@shop.test' },
    channels: [
      {
        id: 'mail',
        kind: 'email',
        name: 'Support mailbox',
        address,
        aliases: ['sales@shop.test'],
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

/** Maria asks, we answer by real SMTP; gives the Message-ID that really left. */
async function answered(): Promise<{ customerId: string; itemId: string; messageId: string }> {
  await mail.deliver({ from: '"Мария" <maria@mail.test>', to: address, subject: 'Заказ', text: 'Где он?' });
  const { customerId } = await desk.until(async () => (await desk.rows())[0], 'the question');
  const [option] = (await desk.call('customer.get', { customerId })).replyOptions;
  if (!option) throw new Error('nowhere to answer');
  const { contactPointId, channelId } = option;
  const { itemIds } = await desk.call('reply.send', { customerId, contactPointId, channelId, text: 'Едет', files: [] });
  const itemId = itemIds[0] ?? '';
  await desk.until(async () => (await desk.call('item.get', { itemId })).delivery === 'sent', 'the answer to be sent');
  const got = await mail.waitForMail('maria@mail.test', (one) => one.parsed.messageId?.includes(itemId) === true);
  return { customerId, itemId, messageId: got.parsed.messageId ?? '' };
}

const bounce = (messageId: string, action: string, status: string, words: string) =>
  [
    'From: Mail Delivery System <Mailer-Daemon@mx.mail.test>',
    `To: ${address}`,
    'Subject: Delivery Status Notification',
    `Message-ID: <${action}-${messageId.slice(1)}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
    '',
    '--r',
    '',
    'Your message could not be delivered at once.',
    '--r',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.mail.test',
    '',
    'Final-Recipient: rfc822; maria@mail.test',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${words}`,
    '--r',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    `From: ${address}`,
    '--r--',
    '',
  ].join('\r\n');

test('a bounce by the open door fails the answer it is about, a delay does not', async () => {
  const { customerId, itemId, messageId } = await answered();
  await mail.deliver({ raw: bounce(messageId, 'delayed', '4.4.1', '451 4.4.1 later'), from: '', to: address });
  await desk.until(async () => (await desk.items(customerId)).length === 3, 'the delay to be told');
  expect((await desk.call('item.get', { itemId })).delivery).toBe('sent');
  await mail.deliver({ raw: bounce(messageId, 'failed', '5.1.1', '550 5.1.1 no such user here'), from: '', to: address });
  const item = await desk.until(async () => {
    const now = await desk.call('item.get', { itemId });
    return now.delivery === 'failed' && now;
  }, 'the answer to be failed');
  expect(item.deliveryNote).toMatchObject({ code: 'no-such-address', detail: '550 5.1.1 no such user here' });
  expect(await desk.rows()).toHaveLength(1);
  const customer = await desk.call('customer.get', { customerId });
  expect(customer.contactPoints[0]?.unreachable?.reason).toBe('no-such-address');
});

test('a receipt says Read; a copy to our own alias makes nobody of it', async () => {
  const { itemId, messageId } = await answered();
  await mail.deliver({
    raw: [
      'From: maria@mail.test',
      `To: ${address}, sales@shop.test`,
      'Subject: Прочитано',
      'Message-ID: <mdn@mail.test>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=disposition-notification; boundary=r',
      '',
      '--r',
      '',
      'Read.',
      '--r',
      'Content-Type: message/disposition-notification',
      '',
      'Final-Recipient: rfc822; maria@mail.test',
      `Original-Message-ID: ${messageId}`,
      'Disposition: manual-action/MDN-sent-manually; displayed',
      '--r--',
      '',
    ].join('\r\n'),
    from: '',
    to: address,
  });
  await desk.until(async () => (await desk.call('item.get', { itemId })).delivery === 'read', 'Read');
  await mail.deliver({
    raw: `From: sales@shop.test\r\nTo: maria@mail.test\r\nCc: ${address}\r\nSubject: From our other address\r\nMessage-ID: <alias@shop.test>\r\n\r\nHello\r\n`,
    from: 'sales@shop.test',
    to: address,
  });
  const row = await desk.until(async () => {
    const [only, ...more] = await desk.rows();
    expect(more).toEqual([]);
    return only?.last.subject === 'From our other address' && only;
  }, 'what we wrote by our alias');
  expect(row.last.direction).toBe('out');
});
