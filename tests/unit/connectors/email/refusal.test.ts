import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../electron/connectors/email/outcome.ts';
import { delayOf, refusalOf } from '../../../../electron/connectors/email/refusal.ts';
import { ConnectorError } from '../../../../shared/contract/connector.ts';
import type { DeliveryCode } from '../../../../shared/model/index.ts';

/** An error as nodemailer makes it of a reply to a command. */
function reply(command: string, response: string): Error {
  const code = command.startsWith('AUTH') ? 'EAUTH' : command === 'STARTTLS' ? 'ETLS' : 'EENVELOPE';
  return Object.assign(new Error('failed'), { code, command, response, responseCode: Number(response.slice(0, 3)) });
}

const minutes = (count: number) => count * 60_000;

describe('refusals for good, in the words of real servers', () => {
  const table: ReadonlyArray<[string, DeliveryCode, ('no-such-address' | 'deactivated')?]> = [
    [
      '550 5.1.1 <a@b.c>: Recipient address rejected: User unknown in virtual mailbox table',
      'no-such-address',
      'no-such-address',
    ],
    ['550-5.1.1 The email account that you tried to reach does not exist.', 'no-such-address', 'no-such-address'],
    [
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
      'no-such-address',
      'no-such-address',
    ],
    ['553 5.1.2 Domain name not found', 'no-such-address', 'no-such-address'],
    ['550 5.1.3 Bad recipient address syntax', 'no-such-address', 'no-such-address'],
    ['550 5.1.6 Mailbox has moved', 'no-such-address', 'no-such-address'],
    ['551 User not local; please try <x@y.z>', 'no-such-address', 'no-such-address'],
    [
      '550 Message was not accepted -- invalid mailbox. Local mailbox a@mail.ru is unavailable',
      'no-such-address',
      'no-such-address',
    ],
    ['550 5.7.1 No such user!', 'unwanted'],
    ['550 5.2.1 The email account that you tried to reach is disabled', 'no-such-address', 'deactivated'],
    ['552 5.2.2 The email account that you tried to reach is over quota', 'mailbox-full'],
    ['552 mailbox is full', 'mailbox-full'],
    ['554 Почтовый ящик переполнен', 'mailbox-full'],
    ['552-5.2.3 Your message exceeded the size limits', 'too-large'],
    ['552-5.3.4 Your message exceeded Google’s message size limits', 'too-large'],
    ['552 5.3.4 Message size exceeds fixed maximum message size', 'too-large'],
    ['552 message size exceeds maximum permitted', 'too-large'],
    ['553 5.6.7 SMTPUTF8 required, but not offered', 'address-form'],
    ['550-5.7.1 Our system has detected that this message is likely unsolicited mail', 'unwanted'],
    ['554 5.7.1 Service unavailable; Client host [1.2.3.4] blocked using zen.spamhaus.org', 'unwanted'],
    ['550-5.7.26 Unauthenticated email from x is not accepted due to domain DMARC policy', 'unwanted'],
    ['554 Transaction failed: Blocked for spam', 'unwanted'],
    ['554 5.7.1 <a@b.c>: Relay access denied', 'refused'],
    ['550 relay not permitted', 'refused'],
    ['550 5.7.60 SMTP; Client does not have permissions to send as this sender', 'refused'],
    ['553 5.7.1 Sender address rejected: not owned by user op', 'refused'],
    ['550 5.4.1 Recipient address rejected: Access denied', 'refused'],
    ['554 Transaction failed', 'refused'],
  ];
  it.each(table)('%s → %s', (words, code, unreachable) => {
    expect(refusalOf(Number(words.slice(0, 3)), words, true)).toEqual({ code, ...(unreachable ? { unreachable } : {}) });
    expect(outcomeOf('before-data', reply('RCPT TO', words))).toEqual({
      status: 'rejected',
      detail: words,
      code,
      ...(unreachable ? { unreachable } : {}),
    });
  });
});

describe('refusals for now, and how long they are waited out', () => {
  const table: ReadonlyArray<[string, DeliveryCode, number?]> = [
    ['421 4.3.2 Service shutting down', 'offline'],
    ['421 mx.test closing', 'offline'],
    ['421 4.7.0 Too many concurrent SMTP connections', 'rate-limit', minutes(1)],
    ['421 Too many connections, try again in 30 seconds', 'rate-limit', 30_000],
    ['450 4.2.0 <a@b.c>: Recipient address rejected: Greylisted, see http://postgrey.test', 'rate-limit', minutes(5)],
    ['451 4.7.1 Greylisting in action, please come back in 00:10:00', 'rate-limit', minutes(10)],
    ['450 4.7.1 Graylisted, wait 3 minutes', 'rate-limit', minutes(3)],
    ['421-4.7.28 Our system has detected an unusual rate of mail', 'rate-limit', minutes(5)],
    ['450 4.7.1 Error: too much mail from 1.2.3.4', 'rate-limit', minutes(1)],
    ['451 4.3.0 Temporary server error', 'refused'],
    ['451 Temporary local problem - please try later', 'refused'],
    ['451 4.4.1 try again after 2 hours', 'refused', minutes(60)],
    ['452 4.3.1 Insufficient system storage', 'refused'],
    ['452 4.2.2 Mailbox full', 'mailbox-full', minutes(15)],
    ['452 4.5.3 Too many recipients', 'rate-limit', minutes(1)],
    ['450 ящик переполнен', 'mailbox-full', minutes(15)],
    ['454 4.7.0 Temporary authentication failure', 'offline'],
  ];
  it.each(table)('%s → %s', (words, code, retryAfterMs) => {
    const expected = { code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    expect(delayOf(Number(words.slice(0, 3)), words)).toEqual(expected);
    expect(outcomeOf('before-data', reply('RCPT TO', words))).toEqual({ status: 'retry', detail: words, ...expected });
  });
});

describe('the login', () => {
  it.each([
    ['AUTH PLAIN', '535 5.7.8 Authentication credentials invalid', 'auth'],
    ['AUTH PLAIN', '534 5.7.9 Application-specific password required', 'auth'],
    ['AUTH LOGIN', '432 4.7.12 A password transition is needed', 'auth'],
    ['MAIL FROM', '530 5.7.0 Authentication required', 'auth'],
    ['MAIL FROM', '538 5.7.11 Encryption required', 'auth'],
    ['AUTH PLAIN', '454 4.7.0 Temporary authentication failure', 'offline'],
    ['STARTTLS', '454 4.7.0 TLS not available due to temporary reason', 'offline'],
    ['AUTH PLAIN', '421 4.3.0 closing', 'offline'],
  ] as const)('%s answered by "%s": %s, and never the mail', (command, words, code) => {
    expect(outcomeOf('before-data', reply(command, words))).toEqual({ status: 'retry', detail: words, code });
  });
});

describe('trouble before the login', () => {
  it.each([
    [new ConnectorError('auth', 'auth', 'No password'), 'auth'],
    [new ConnectorError('offline', 'timeout', 'no token now'), 'offline'],
  ])('asks a person only where a person can help: %s', (error, code) => {
    expect(outcomeOf('before-data', error)).toMatchObject({ status: 'retry', code });
  });
});

describe('after the final dot', () => {
  const answer = (response: string) =>
    Object.assign(new Error('Message failed'), {
      code: 'EMESSAGE',
      command: 'DATA',
      response,
      responseCode: Number(response.slice(0, 3)),
    });

  it.each([
    ['552 5.3.4 too big', { status: 'rejected', code: 'too-large' }],
    ['554 5.6.0 malformed', { status: 'rejected', code: 'refused' }],
    ['451 4.3.0 later', { status: 'retry', code: 'refused' }],
  ])('a reply decides: %s', (words, outcome) => {
    expect(outcomeOf('dot', answer(words))).toMatchObject(outcome);
  });

  it('silence, an end and noise do not: nobody can know', () => {
    const ends = [
      Object.assign(new Error('Timeout'), { code: 'ETIMEDOUT' }),
      Object.assign(new Error('Connection closed unexpectedly'), { code: 'ECONNECTION' }),
      Object.assign(new Error('Message failed'), { code: 'EMESSAGE', response: 'Ã(0x01', command: 'DATA' }),
      new DOMException('stopped', 'AbortError'),
    ];
    for (const error of ends) expect(outcomeOf('dot', error)).toMatchObject({ status: 'unknown' });
  });
});
