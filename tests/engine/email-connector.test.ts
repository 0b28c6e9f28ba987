import { randomBytes } from 'node:crypto';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { emailConnector } from '../../electron/connectors/email/connector.ts';
import type { FolderCursor } from '../../electron/connectors/email/receiving/cursor.ts';
import { answerInvitation } from '../../electron/core/invitation-reply.ts';
import type { SeedMail } from '../servers/mail/index.ts';
import { intentOf } from '../unit/connectors/email/harness.ts';
import { liveMail } from '../unit/connectors/email/live.ts';

const day = 86_400_000;
const never = new AbortController().signal;
const live = liveMail();

function letter(index: number, date: Date): SeedMail {
  const head = [
    `Message-ID: <seed-${index}@mail.test>`,
    'From: Maria <maria@mail.test>',
    'To: op@shop.test',
    `Date: ${date.toUTCString()}`,
  ];
  return { raw: [...head, `Subject: Letter ${index}`, '', `Text ${index}`, ''].join('\r\n'), date };
}

const cursorOf = (folder: string) => live.recorder.cursors.get(folder) as FolderCursor;
const uids = () => live.recorder.arrived.map(({ mail }) => mail.uid);

describe('receiving', () => {
  it('hands over a new mail within a second of the push, by the source as it came', async () => {
    const config = live.freshConfig();
    await live.online(config);
    const messageId = await live.server.deliver({
      from: 'Мария <maria@mail.test>',
      to: config.address,
      subject: 'Заказ № 7',
      text: 'Где он?',
    });
    const stored = await live.server.waitForMail(config.address, ({ parsed }) => parsed.messageId === messageId);
    const began = Date.now();
    await live.recorder.until(() => live.recorder.arrived.length === 1, 'the mail');
    // Dovecot itself gathers changes for half a second before it tells.
    expect(Date.now() - began).toBeLessThan(1_500);
    const [mail] = live.recorder.arrived;
    expect(mail?.mail).toMatchObject({ folder: 'INBOX', role: 'inbox', flags: [] });
    // On disk Dovecot keeps bare line feeds; the wire has CRLF (RFC 5322).
    const source = Buffer.from(await live.files.get(mail?.sourceHash ?? '')).toString('latin1');
    expect(source).toBe(stored.raw.toString('latin1').replace(/\r?\n/g, '\r\n'));
    const message = await live.recorder.message(mail ?? expect.fail('no mail'), config);
    expect(message).toMatchObject({
      direction: 'in',
      party: { kind: 'email', value: 'maria@mail.test', name: 'Мария' },
      subject: 'Заказ № 7',
      text: 'Где он?',
      remoteId: messageId.slice(1, -1),
      seen: false,
    });
  });

  it('takes several mails in the order of arrival, each once', async () => {
    const config = live.freshConfig();
    await live.online(config);
    for (let index = 0; index < 5; index += 1)
      await live.server.deliver({ from: 'maria@mail.test', to: config.address, subject: `${index}`, text: 'x' });
    await live.recorder.until(() => live.recorder.arrived.length >= 5, 'five mails');
    expect(uids()).toEqual([1, 2, 3, 4, 5]);
    expect(cursorOf('INBOX')).toMatchObject({ highestUid: 5, backfill: 'complete' });
  });

  it('hands over what another client puts into Sent', async () => {
    const config = live.freshConfig();
    await live.online(config);
    await live.server.seed(
      config.address,
      [{ raw: 'From: op@shop.test\r\nTo: maria@mail.test\r\nSubject: Sent\r\n\r\nx\r\n', seen: true }],
      'Sent',
    );
    await live.recorder.until(() => live.recorder.arrived.length === 1, 'the sent mail');
    expect(live.recorder.arrived[0]?.mail).toMatchObject({ folder: 'Sent', role: 'sent', flags: ['\\Seen'] });
  });

  it('does not mark anything as read', async () => {
    const config = live.freshConfig();
    await live.online(config);
    await live.server.deliver({ from: 'maria@mail.test', to: config.address, text: 'x' });
    await live.recorder.until(() => live.recorder.arrived.length === 1, 'the mail');
    const [mail] = await live.server.mailbox(config.address);
    expect(mail?.flags).toEqual([]);
  });

  it('streams a huge mail into a file', async () => {
    const config = live.freshConfig();
    await live.online(config);
    const content = randomBytes(12 * 1024 * 1024);
    await live.server.deliver({
      from: 'maria@mail.test',
      to: config.address,
      subject: 'Big',
      text: 'see file',
      attachments: [{ filename: 'big.bin', content }],
    });
    await live.recorder.until(() => live.recorder.arrived.length === 1, 'the big mail');
    const message = await live.recorder.message(live.recorder.arrived[0] ?? expect.fail('no mail'), config);
    const [file] = message.attachments;
    expect(file).toMatchObject({ name: 'big.bin', size: content.length });
    expect(Buffer.from(await live.files.get(file !== undefined && 'hash' in file ? file.hash : '')).equals(content)).toBe(true);
  });
});

describe('first import', () => {
  it('takes the chosen window newest first with progress, and new mail before the next chunk', async () => {
    const config = live.freshConfig({ importDays: 30 });
    const now = Date.now();
    const mails = Array.from({ length: 130 }, (_, index) => letter(index, new Date(now - (index + 1) * 0.25 * day)));
    await live.server.seed(config.address, mails);
    let disturbed = false;
    live.recorder.beforeCommit = async (batch) => {
      if (disturbed || batch.payloads.length === 0) return;
      disturbed = true;
      const messageId = await live.server.deliver({ from: 'ivan@mail.test', to: config.address, subject: 'New', text: 'now' });
      await live.server.waitForMail(config.address, ({ parsed }) => parsed.messageId === messageId);
    };
    live.start(config);
    await live.recorder.until(() => cursorOf('INBOX')?.backfill === 'complete', 'the import');
    // 30 days at four a day: 119 or 120 of the 130, by the day boundary of SINCE.
    const history = live.recorder.arrived.filter(({ mail }) => mail.uid <= 130);
    expect(history.length).toBeGreaterThanOrEqual(118);
    expect(history.length).toBeLessThan(130);
    expect(history.map(({ mail }) => mail.uid)).toEqual(history.map(({ mail }) => mail.uid).toSorted((a, b) => b - a));
    const place = live.recorder.arrived.findIndex(({ mail }) => mail.uid === 131);
    expect(place).toBeGreaterThan(0);
    expect(place).toBeLessThan(100);
    const shown = live.recorder.progress.filter((entry) => entry !== undefined);
    expect(shown.map(({ done }) => done)).toEqual(shown.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(shown.at(-1)?.total).toBe(history.length);
    await live.recorder.until(() => live.recorder.progress.at(-1) === undefined, 'end of the import');
  });

  it('takes nothing but new mail when the window is 0 days', async () => {
    const config = live.freshConfig({ importDays: 0 });
    await live.server.seed(config.address, [letter(1, new Date())]);
    await live.online(config);
    await live.server.deliver({ from: 'maria@mail.test', to: config.address, subject: 'New', text: 'x' });
    await live.recorder.until(() => live.recorder.arrived.length > 0, 'the new mail');
    expect(uids()).toEqual([2]);
    expect(live.recorder.progress).toEqual([]);
  });

  it('goes on where it was cut off, and again from the beginning when the folder is renumbered', async () => {
    const config = live.freshConfig();
    const now = Date.now();
    await live.server.seed(
      config.address,
      Array.from({ length: 100 }, (_, index) => letter(index, new Date(now - (100 - index) * 60_000))),
    );
    const first = live.start(config);
    await live.recorder.until(() => live.recorder.arrived.length >= 40, 'the first chunk');
    await first.stop();
    const before = uids();
    expect(before.length).toBeLessThan(100);
    await live.server.deliver({ from: 'maria@mail.test', to: config.address, subject: 'While away', text: 'x' });
    await live.server.waitForMail(config.address, ({ parsed }) => parsed.subject === 'While away');
    const second = live.start(config);
    await live.recorder.until(() => cursorOf('INBOX').backfill === 'complete', 'the rest');
    await second.stop();
    expect(uids().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 101 }, (_, index) => index + 1));

    live.recorder.cursors.set('INBOX', { ...cursorOf('INBOX'), uidValidity: '1' });
    live.start(config);
    await live.recorder.until(() => live.recorder.arrived.length === 202, 'everything again');
  });

  it('counts a mail as taken only when it is committed', async () => {
    const config = live.freshConfig();
    await live.server.seed(config.address, [letter(1, new Date())]);
    live.recorder.beforeCommit = async (batch) => {
      if (batch.payloads.length > 0) throw new Error('disk full');
    };
    const error = await live.start(config).ended;
    expect(error).toMatchObject({ kind: 'protocol', problem: { code: 'internal', detail: 'disk full' } });
    live.recorder.beforeCommit = async () => undefined;
    live.start(config);
    await live.recorder.until(() => live.recorder.arrived.length === 1, 'the same mail again');
  });
});

describe('sending', () => {
  it('delivers an answer with its headers and files, and keeps one copy in Sent', async () => {
    const config = live.freshConfig();
    const { session } = await live.online(config);
    const { hash, size } = await live.files.put(Buffer.from('%PDF-1.4 пример'));
    const intent = intentOf({
      files: [{ hash, size, name: 'Счёт № 12.pdf', mime: 'application/pdf' }],
      toName: 'Мария Кузнецова',
      replyTo: { remoteId: 'c@mail.test', references: ['a@mail.test', 'b@shop.test'] },
    });
    expect(await session.send(intent, never)).toEqual({ status: 'accepted', remoteId: intent.remoteId });
    const got = await live.server.waitForMail('maria@mail.test', ({ parsed }) => parsed.messageId === `<${intent.remoteId}>`);
    expect(got.parsed).toMatchObject({
      inReplyTo: '<c@mail.test>',
      references: ['<a@mail.test>', '<b@shop.test>', '<c@mail.test>'],
      subject: intent.subject,
      from: { value: [{ address: config.address, name: 'Shop' }] },
      to: { value: [{ address: 'maria@mail.test', name: 'Мария Кузнецова' }] },
    });
    expect(got.parsed.text?.trim()).toBe(intent.text);
    expect(got.parsed.attachments[0]).toMatchObject({ filename: 'Счёт № 12.pdf', contentType: 'application/pdf' });
    expect(got.parsed.attachments[0]?.content.toString()).toBe('%PDF-1.4 пример');

    await session.afterSend?.(intent, never);
    await session.afterSend?.(intent, never);
    const copies = await live.server.mailbox(config.address, 'Sent');
    expect(copies.map(({ parsed, flags }) => [parsed.messageId, flags])).toEqual([[`<${intent.remoteId}>`, ['\\Seen']]]);
    // The copy comes back by the watch on Sent, under the id the engine already knows.
    await live.recorder.until(() => live.recorder.arrived.some(({ mail }) => mail.role === 'sent'), 'the copy');
    const echo = live.recorder.arrived.find(({ mail }) => mail.role === 'sent');
    expect(await live.recorder.message(echo ?? expect.fail('no echo'), config)).toMatchObject({
      direction: 'out',
      remoteId: intent.remoteId,
    });
  });

  it('delivers the answer to an invitation in the form that calendars read', async () => {
    const session = emailConnector.open(live.recorder.context(live.freshConfig()));
    const { ics, organizer } = answerInvitation({
      invitation: {
        type: 'invitation',
        method: 'request',
        uid: 'meeting-1@mail.test',
        summary: 'Примерка',
        from: Date.UTC(2026, 11, 1, 10),
        organizer: { name: 'Мария', address: 'maria@mail.test' },
      },
      answer: 'accepted',
      ours: ['op@shop.test'],
      now: Date.UTC(2026, 10, 21),
    });
    const intent = intentOf({ to: organizer.address, text: 'Принято: Примерка', calendar: { method: 'reply', ics } });
    expect(await session.send(intent, never)).toMatchObject({ status: 'accepted' });
    const got = await live.server.waitForMail('maria@mail.test', ({ parsed }) => parsed.messageId === `<${intent.remoteId}>`);
    expect(got.raw.toString('latin1')).toContain('Content-Type: text/calendar; charset=utf-8; method=REPLY');
    expect(got.parsed.text?.trim()).toBe('Принято: Примерка');
    const part = got.parsed.attachments.find(({ contentType }) => contentType === 'text/calendar');
    const calendar = new ICAL.Component(ICAL.parse(part?.content.toString('utf8') ?? ''));
    const event = calendar.getFirstSubcomponent('vevent');
    expect(calendar.getFirstPropertyValue('method')).toBe('REPLY');
    expect(event?.getFirstPropertyValue('uid')).toBe('meeting-1@mail.test');
    expect(event?.getFirstPropertyValue('summary')).toBe('Примерка');
    expect(event?.getFirstProperty('attendee')?.getFirstParameter('partstat')).toBe('ACCEPTED');
  });

  it('finds a mail again after an unanswered attempt, by its id in Sent', async () => {
    const config = live.freshConfig();
    const session = emailConnector.open(live.recorder.context(config));
    const intent = intentOf();
    expect(await session.reconcile?.(intent, never)).toBeUndefined();
    await session.afterSend?.(intent, never);
    expect(await session.reconcile?.(intent, never)).toEqual({ remoteId: intent.remoteId });
  });

  it('leaves the copy to a server that keeps it itself', async () => {
    const config = live.freshConfig({ sentCopy: 'server' });
    const session = emailConnector.open(live.recorder.context(config));
    await session.afterSend?.(intentOf(), never);
    expect(await live.server.mailbox(config.address, 'Sent')).toEqual([]);
  });

  it('says what the server said of the address, the size and the moment', async () => {
    const session = emailConnector.open(live.recorder.context(live.freshConfig()));
    expect(await session.send(intentOf({ to: 'nobody@mail.test' }), never)).toMatchObject({
      status: 'rejected',
      code: 'no-such-address',
      unreachable: 'no-such-address',
    });
    expect(await session.send(intentOf({ to: 'tempfail@mail.test' }), never)).toMatchObject({ status: 'retry', code: 'refused' });
    expect(await session.send(intentOf({ to: 'full@mail.test' }), never)).toMatchObject({
      status: 'rejected',
      code: 'mailbox-full',
    });
    const { hash, size } = await live.files.put(randomBytes(23 * 1024 * 1024));
    const files23 = [{ hash, size, name: 'big.bin', mime: 'application/octet-stream' }];
    expect(await session.send(intentOf({ files: files23 }), never)).toMatchObject({ status: 'rejected', code: 'too-large' });
  });
});
