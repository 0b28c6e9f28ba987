import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../servers/mail/index.ts';
import { type Desk, openDesk, temporaryProfile } from '../support/engine.ts';

/** An invitation comes by mail, is answered, and the organizer's calendar is told. */
const address = 'op@shop.test';
let mail: MailServer;
let profile: Awaited<ReturnType<typeof temporaryProfile>>;
let desk: Desk;

beforeEach(async () => {
  const users = [address, 'maria@mail.test', 'petr@mail.test'].map((user) => ({ address: user, password: 'pass' }));
  mail = await startMailServer({ users });
  profile = await temporaryProfile();
  const door = { host: '127.0.0.1', tls: 'none' as const, user: address, password: 'pass' };
  desk = await openDesk(profile.path, {
    agent: { name: 'Анна Лебедева' },
    channels: [
      {
        id: 'mail',
        kind: 'email',
        name: 'Support',
        address,
        imap: { ...door, port: mail.imapPort },
        smtp: { ...door, port: mail.smtpPort },
      },
    ],
  });
});
afterEach(async () => {
  await desk.stop();
  await mail.stop();
  await profile.remove();
});

const request = [
  'BEGIN:VCALENDAR',
  'PRODID:-//Other//EN',
  'VERSION:2.0',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:meeting-7@mail.test',
  'SEQUENCE:4',
  'DTSTAMP:20261101T080000Z',
  'DTSTART:20261125T070000Z',
  'DTEND:20261125T080000Z',
  'SUMMARY:Договор',
  'LOCATION:Лесная 5',
  'ORGANIZER;CN=Пётр:mailto:petr@mail.test',
  'ATTENDEE;CN=Support;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:OP@shop.test',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const letter = [
  'From: Мария <maria@mail.test>',
  `To: ${address}`,
  'Subject: Invitation',
  'Message-ID: <invite@mail.test>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary="b"',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Приходите',
  '--b',
  'Content-Type: text/calendar; charset=utf-8; method=REQUEST',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(request).toString('base64').replace(/.{76}/g, '$&\r\n'),
  '--b--',
  '',
].join('\r\n');

test('the organizer gets a reply that their calendar understands, and the card says what was answered', async () => {
  await mail.deliver({ raw: letter, from: 'maria@mail.test', to: address });
  const row = await desk.until(async () => (await desk.rows())[0], 'the invitation');
  expect(row.last.card).toEqual({ type: 'invitation', text: 'Договор' });
  const [item] = await desk.items(row.customerId);
  expect(item?.card).toMatchObject({ method: 'request', uid: 'meeting-7@mail.test', organizer: { address: 'petr@mail.test' } });
  await desk.call('invitation.answer', { itemId: item?.id ?? '', answer: 'tentative' });

  const reply = await mail.waitForMail('petr@mail.test', ({ parsed }) => parsed.subject?.includes('Договор') === true);
  expect(reply.parsed.inReplyTo).toBe('<invite@mail.test>');
  expect(reply.raw.toString()).toMatch(/Content-Type: text\/calendar;[^\n]*(\n[ \t][^\n]*)*method=REPLY/i);
  const part = reply.parsed.attachments.find(({ contentType }) => contentType === 'text/calendar');
  const ics = part?.content.toString('utf8') ?? '';
  const calendar = new ICAL.Component(ICAL.parse(ics));
  const event = calendar.getFirstSubcomponent('vevent');
  expect(calendar.getFirstPropertyValue('method')).toBe('REPLY');
  expect(String(event?.getFirstPropertyValue('uid'))).toBe('meeting-7@mail.test');
  expect(event?.getFirstPropertyValue('sequence')).toBe(4);
  const [attendee, ...others] = event?.getAllProperties('attendee') ?? [];
  expect(others).toEqual([]);
  expect([attendee?.getFirstValue(), attendee?.getFirstParameter('partstat')]).toEqual(['mailto:OP@shop.test', 'TENTATIVE']);

  // Maria passed it on; nothing went to her.
  expect(await mail.mailbox('maria@mail.test')).toEqual([]);
  const items = await desk.until(async () => {
    const all = await desk.items(row.customerId);
    return all.at(-1)?.delivery === 'sent' && all;
  }, 'the answer to be sent');
  expect(items[0]?.card).toMatchObject({ answer: 'tentative' });
});
