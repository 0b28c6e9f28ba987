import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMail } from '../../../../electron/connectors/email/mime.ts';
import { deliveryReports } from '../../../../electron/connectors/email/reports/bounce.ts';
import { readReceipt } from '../../../../electron/connectors/email/reports/receipt.ts';
import { bounces } from '../../../corpus/mail/bounces.ts';
import { wire } from '../../../corpus/mail/sample.ts';
import { type TempFiles, tempFiles } from './harness.ts';

let files: TempFiles;
beforeAll(() => {
  files = tempFiles();
});
afterAll(() => files.remove());

const parsed = async (source: Buffer) => parseMail((await files.put(source)).hash, files);

async function reports(name: string) {
  const source = bounces.find((sample) => sample.name === `bounces/${name}`)?.source;
  if (source === undefined) throw new Error(`no bounce called ${name}`);
  return deliveryReports(await parsed(source), files.path);
}

describe('bounces', () => {
  it.each([
    ['dsn-with-mail', 'failed', 'gone@mail.test', 'no-such-address', /^550 5\.1\.1 <gone@mail\.test>: user unknown$/],
    ['dsn-delayed', 'delayed', 'gone@mail.test', undefined, /^550|^451|4\.4\.1/],
    ['dsn-delivered', 'delivered', 'gone@mail.test', undefined, /^2\.0\.0/],
    ['exim', 'failed', 'gone@mail.test', 'no-such-address', /^550 5\.1\.1 no such user$/],
    ['exim-warning', 'delayed', 'slow@mail.test', undefined, /^$/],
    ['qmail', 'failed', 'gone@mail.test', 'no-such-address', /^550 no such user/],
    ['postfix-text', 'failed', 'gone@mail.test', 'no-such-address', /^550 5\.1\.1 <gone@mail\.test>: Recipient address rejected/],
    ['exchange', 'failed', 'gone@corp.test', 'no-such-address', /^550 5\.1\.10 RESOLVER/],
    ['gmail', 'failed', 'gone@mail.test', 'no-such-address', /^550 5\.1\.1 The email account/],
    ['mail-ru', 'failed', 'gone@mail.test', 'no-such-address', /^user not found$/],
    ['yandex', 'failed', 'gone@mail.test', 'no-such-address', /^550 5\.1\.1 Пользователь не найден$/],
  ])('%s', async (name, outcome, recipient, code, words) => {
    const [report, ...more] = await reports(name);
    expect(more).toEqual([]);
    expect(report).toMatchObject({ outcome, recipient, detail: expect.stringMatching(words) });
    expect(report?.code).toBe(code);
    expect(report?.unreachable).toBe(code);
  });

  it('tell a full mailbox and a policy from a wrong address', async () => {
    const told = async (words: string) => {
      const source = `Return-Path: <>\nFrom: MAILER-DAEMON@mx.test\nTo: op@shop.test\nSubject: failure notice\n\n<a@mail.test>:\n${words}\n`;
      return (await deliveryReports(await parsed(wire(source)), files.path))[0];
    };
    expect(await told('Remote host said: 552 5.2.2 mailbox full')).toMatchObject({ outcome: 'failed', code: 'mailbox-full' });
    expect(await told('Remote host said: 552 5.3.4 too big')).toMatchObject({ code: 'too-large' });
    expect(await told('Remote host said: 554 5.7.1 spam')).toMatchObject({ code: 'unwanted' });
    expect((await told('Remote host said: 554 5.7.1 spam'))?.unreachable).toBeUndefined();
  });

  it.each([
    ['below the address', '<a@mail.test>:\nSorry, there is nobody here by that name. (#5.1.1)', /^Sorry, there is nobody here/],
    [
      'below "because"',
      'was not delivered to:\n\n  a@mail.test\n\nbecause:\n\n  User a (a@mail.test) is not listed',
      /^User a \(/,
    ],
    ['in the sentence itself', 'a@mail.test did not get it because pictures are not accepted.', /because pictures/],
  ])('say why: %s', async (_, words, detail) => {
    const source = `Return-Path: <>\nFrom: MAILER-DAEMON@mx.test\nTo: op@shop.test\nSubject: failure notice\n\nYour mail:\n\n${words}\n`;
    expect(await deliveryReports(await parsed(wire(source)), files.path)).toMatchObject([
      { outcome: 'failed', recipient: 'a@mail.test', detail: expect.stringMatching(detail) },
    ]);
  });

  it('tell of each recipient once where the action stands above them all', async () => {
    const source = `From: MAILER-DAEMON@mx.test\nTo: op@shop.test\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\n\nNot yet.\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\nAction: failed\n\nFinal-Recipient: rfc822; a@mail.test\nStatus: 4.7.0\nDiagnostic-Code: smtp; 450 Not approved\n--r--\n`;
    expect(await deliveryReports(await parsed(wire(source)), files.path)).toMatchObject([
      { outcome: 'failed', recipient: 'a@mail.test', detail: '4.7.0 450 Not approved' },
    ]);
  });

  it.each([
    ['in its own letters', 'utf-8; ушёл@почта.рф'],
    ['with letters by number', 'utf-8; \\x{443}\\x{448}\\x{451}\\x{43B}@почта.рф'],
  ])('name a recipient in national letters: %s', async (_, recipient) => {
    const source = `From: MAILER-DAEMON@mx.test\nTo: op@shop.test\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\n\nFailed.\n--r\nContent-Type: message/global-delivery-status\n\nReporting-MTA: dns; mx.test\n\nFinal-Recipient: ${recipient}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 Нет такого\n--r--\n`;
    expect(await deliveryReports(await parsed(wire(source)), files.path)).toMatchObject([
      { recipient: 'ушёл@почта.рф', outcome: 'failed', detail: '5.1.1 550 Нет такого' },
    ]);
  });

  it.each([
    ['as it was given', 'item-1@shop.test'],
    ['with the encoding of the command left in', 'item+2D1@shop.test'],
    ['in brackets', '<item-1@shop.test>'],
  ])('name the mail by our own name for its transaction: %s', async (_, envelope) => {
    const source = [
      'From: MAILER-DAEMON@mx.test',
      'To: op@shop.test',
      'References: <other@shop.test>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
      '',
      '--r',
      '',
      'These did not work:',
      '',
      '  a@mail.test',
      '    the mailbox is gone',
      '    since last week',
      '',
      '--r',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.test',
      `Original-Envelope-Id: ${envelope}`,
      '',
      'Final-Recipient: rfc822; a@mail.test',
      'Action: failed',
      'Status: 5.0.0',
      '',
      '--r--',
      '',
    ].join('\n');
    expect(await deliveryReports(await parsed(wire(source)), files.path)).toMatchObject([
      { about: 'item-1@shop.test', recipient: 'a@mail.test', detail: '5.0.0 the mailbox is gone since last week' },
    ]);
  });

  it('are not seen in what people write', async () => {
    expect(await reports('not-one')).toEqual([]);
  });
});

describe('read receipts', () => {
  const receipt = (disposition: string) =>
    wire(
      `From: maria@mail.test\nTo: op@shop.test\nSubject: Read\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=disposition-notification; boundary=r\n\n--r\n\nRead.\n--r\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; maria@mail.test\nOriginal-Message-ID: <a@shop.test>\nDisposition: ${disposition}\n--r--\n`,
    );
  it('say that a mail was displayed, and nothing when it was deleted unread', async () => {
    expect(readReceipt(await parsed(receipt('manual-action/MDN-sent-manually; displayed')))).toEqual({
      about: 'a@shop.test',
      outcome: 'read',
      detail: '',
      recipient: 'maria@mail.test',
    });
    expect(readReceipt(await parsed(receipt('automatic-action/MDN-sent-automatically; deleted')))).toBeUndefined();
  });
});
