import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { asciiAddress } from '../../../../electron/connectors/email/addresses.ts';
import { composeMail } from '../../../../electron/connectors/email/compose.ts';
import { connectorError } from '../../../../electron/connectors/email/errors.ts';
import { allMailFolder, sentFolder } from '../../../../electron/connectors/email/folders.ts';
import { correspondent, ownAddresses } from '../../../../electron/connectors/email/parties.ts';
import {
  backfilled,
  chunkLength,
  type FolderCursor,
  freshCursor,
  resumedCursor,
  withRemaining,
} from '../../../../electron/connectors/email/receiving/cursor.ts';
import { isLoopback, requireSafeLogin, tlsOptions } from '../../../../electron/connectors/email/tls.ts';
import { emailConfig, intentOf, tempFiles } from './harness.ts';

describe('place in a folder', () => {
  const box = { uidValidity: 7n, uidNext: 101 };
  const now = Date.UTC(2026, 10, 2);

  it('starts with a window of history below and new mail above', () => {
    expect(freshCursor(box, 90, now)).toEqual({
      uidValidity: '7',
      highestUid: 100,
      backfill: { sinceMs: now - 90 * 86_400_000, belowUid: 101, done: 0, total: 0 },
    });
    expect(freshCursor(box, 0, now).backfill).toBe('complete');
    expect(freshCursor({ uidValidity: 7n, uidNext: 1 }, 90, now)).toEqual({
      uidValidity: '7',
      highestUid: 0,
      backfill: 'complete',
    });
  });

  it('walks down, and is complete when nothing is left', () => {
    const start = withRemaining(freshCursor(box, 90, now), 50);
    expect(start.backfill).toMatchObject({ done: 0, total: 50 });
    const half = backfilled(start, 81, 20, 30);
    expect(half.backfill).toMatchObject({ belowUid: 81, done: 20, total: 50 });
    // Twenty of the rest have been deleted meanwhile.
    expect(withRemaining(half, 10).backfill).toMatchObject({ done: 20, total: 30 });
    expect(backfilled(half, 51, 30, 0).backfill).toBe('complete');
    expect(withRemaining(half, 0).backfill).toBe('complete');
  });

  it('is resumed only under the same UIDVALIDITY, and only if it is one', () => {
    const cursor: FolderCursor = { uidValidity: '7', highestUid: 3, backfill: 'complete' };
    expect(resumedCursor(cursor, box)).toBe(cursor);
    expect(resumedCursor(cursor, { uidValidity: 8n })).toBeUndefined();
    for (const junk of [undefined, null, 5, {}, { ...cursor, highestUid: '3' }, { ...cursor, backfill: {} }])
      expect(resumedCursor(junk, box)).toBeUndefined();
  });

  it('is left in chunks of forty mails or two megabytes, and always moves', () => {
    const of = (...sizes: number[]) => chunkLength(sizes.map((size) => ({ size })));
    expect(of(...Array.from({ length: 100 }, () => 1_000))).toBe(40);
    expect(of(1_000_000, 1_000_000, 1_000_000)).toBe(2);
    expect(of(50_000_000, 1)).toBe(1);
    expect(of()).toBe(0);
  });
});

describe('folder of sent mail', () => {
  const folder = (
    path: string,
    extra: { specialUse?: string; specialUseSource?: 'extension' | 'name'; flags?: string[] } = {},
  ) => ({
    path,
    name: path.split('/').at(-1) ?? '',
    ...extra,
    flags: new Set(extra.flags ?? []),
  });

  it('is the one the server marks, else the one so named', () => {
    const marked = folder('Ausgang', { specialUse: '\\Sent', specialUseSource: 'extension' });
    expect(sentFolder([folder('INBOX'), folder('Sent'), marked])).toBe('Ausgang');
    expect(sentFolder([folder('INBOX'), folder('Архив'), folder('Отправленные')])).toBe('Отправленные');
    expect(sentFolder([folder('Archive/Sent'), folder('INBOX/Sent Items')])).toBe('Archive/Sent');
    expect(sentFolder([folder('Gesendet', { specialUse: '\\Sent', specialUseSource: 'name' })])).toBe('Gesendet');
    expect(sentFolder([folder('INBOX'), folder('Sent', { flags: ['\\Noselect'] })])).toBeUndefined();
  });

  it('has a big brother where folders are labels', () => {
    expect(
      allMailFolder([folder('INBOX'), folder('[Gmail]/All Mail', { specialUse: '\\All', specialUseSource: 'extension' })]),
    ).toBe('[Gmail]/All Mail');
    expect(allMailFolder([folder('INBOX')])).toBeUndefined();
  });
});

describe('the customer', () => {
  const own = ownAddresses(emailConfig({ address: 'Support@Shop.test' }));
  const at = (address: string) => ({ address });
  const mail = { from: [], replyTo: [], to: [], cc: [], bcc: [] };

  it('is the author of what arrives; where answers go does not change who wrote', () => {
    const decision = correspondent(
      {
        ...mail,
        from: [{ address: 'Maria@mail.test', name: 'Maria' }],
        replyTo: [at('other@mail.test')],
        to: [at('support@shop.test')],
      },
      'inbox',
      own,
    );
    expect(decision).toEqual({ direction: 'in', party: { kind: 'email', value: 'Maria@mail.test', name: 'Maria' } });
  });

  it('is the first recipient who is not us', () => {
    const sent = {
      ...mail,
      from: [at('boss@shop.test')],
      to: [at('SUPPORT@shop.test'), at('a@mail.test')],
      cc: [at('b@mail.test')],
    };
    expect(correspondent(sent, 'sent', own)).toMatchObject({ direction: 'out', party: { value: 'a@mail.test' } });
    expect(
      correspondent({ ...sent, from: [at('op@shop.test')], to: [], cc: [], bcc: [at('c@mail.test')] }, 'inbox', own),
    ).toMatchObject({ direction: 'out', party: { value: 'c@mail.test' } });
  });

  it('has no name that only repeats the address', () => {
    expect(correspondent({ ...mail, from: [{ address: 'a@mail.test', name: 'A@MAIL.test' }] }, 'inbox', own)).toEqual({
      direction: 'in',
      party: { kind: 'email', value: 'a@mail.test' },
    });
  });
});

describe('safety of a connection', () => {
  const server = (host: string, tls: 'none' | 'starttls' = 'none') => ({ host, port: 1, tls, user: 'u', password: 'p' });

  it.each([
    ['localhost', true],
    ['LOCALHOST.', true],
    ['imap.localhost', true],
    ['127.0.0.1', true],
    ['127.8.9.1', true],
    ['::1', true],
    ['[::1]', true],
    ['::ffff:127.0.0.1', true],
    ['localhost.example.com', false],
    ['127.0.0.1.example.com', false],
    ['10.0.0.1', false],
    ['mail.shop.test', false],
  ])('%s is this machine: %s', (host, loopback) => {
    expect(isLoopback(host)).toBe(loopback);
    expect(tlsOptions(server(host, 'starttls')).rejectUnauthorized).toBe(!loopback);
  });

  it('sends a password without encryption only here, or where it was allowed', () => {
    expect(() => requireSafeLogin(server('mail.shop.test'))).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'insecure' }) }),
    );
    for (const safe of [
      server('127.0.0.1'),
      server('mail.shop.test', 'starttls'),
      { ...server('mail.shop.test'), allowInsecure: true },
    ])
      requireSafeLogin(safe);
    requireSafeLogin({ host: 'relay.shop.test', port: 25, tls: 'none' });
  });

  it('reads the authority from text or from a file, and says when it cannot', () => {
    const [pem = ''] = tls.rootCertificates;
    const contexts = [undefined, pem, pem].map(
      (ca) => tlsOptions({ ...server('a'), ...(ca === undefined ? {} : { ca }) }).secureContext,
    );
    // Read once: some hundreds of certificates cost a tenth of a second.
    expect(contexts[1]).toBe(contexts[2]);
    expect(contexts[0]).not.toBe(contexts[1]);
    const here = new URL(import.meta.url).pathname;
    for (const wrong of [here, '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n'])
      expect(() => tlsOptions({ ...server('a'), ca: wrong })).toThrow(
        expect.objectContaining({ problem: expect.objectContaining({ code: 'certificate' }) }),
      );
    expect(() => tlsOptions({ ...server('a'), ca: '/nowhere.pem' })).toThrow('/nowhere.pem');
  });
});

describe('what went wrong', () => {
  const fail = (fields: Record<string, unknown>, message = 'failed') =>
    connectorError(Object.assign(new Error(message), fields), 'h');
  it.each([
    [{ code: 'ENOTFOUND' }, 'offline', 'dns'],
    [{ code: 'EDNS', originalCode: 'EAI_AGAIN' }, 'offline', 'dns'],
    [{ code: 'ECONNREFUSED' }, 'offline', 'refused'],
    [{ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, 'offline', 'refused'],
    [{ code: 'CONNECT_TIMEOUT' }, 'offline', 'timeout'],
    [{ code: 'ENETUNREACH' }, 'offline', 'offline'],
    [{ code: 'NoConnection' }, 'offline', 'offline'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'offline', 'certificate-expired'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'offline', 'certificate'],
    [{ message: 'Too many simultaneous connections. (Failure)', responseStatus: 'NO' }, 'rate-limit', 'connections'],
    [{ responseText: 'Maximum number of connections from user+IP exceeded' }, 'rate-limit', 'connections'],
    [{ code: 'ESOCKET', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'offline', 'certificate-host'],
    [{ tlsFailed: true }, 'offline', 'tls'],
    [{ code: 'EAUTH', responseCode: 535 }, 'auth', 'auth'],
    [{ code: 'EAUTH', responseCode: 454 }, 'offline', 'offline'],
    [{ authenticationFailed: true, serverResponseCode: 'AUTHENTICATIONFAILED' }, 'auth', 'auth'],
    [{ authenticationFailed: true, serverResponseCode: 'UNAVAILABLE' }, 'offline', 'offline'],
    [{ authenticationFailed: true, serverResponseCode: 'LIMIT' }, 'rate-limit', 'rate-limit'],
    [{ authenticationFailed: true, serverResponseCode: 'PRIVACYREQUIRED' }, 'auth', 'tls'],
    [{ code: 'ParserError7' }, 'protocol', 'protocol'],
    [{ responseStatus: 'BAD' }, 'protocol', 'protocol'],
    [{ code: 'ENOSPC' }, 'protocol', 'internal'],
  ])('%j', (fields, kind, code) => {
    expect(fail(fields)).toMatchObject({ kind, problem: { code, host: 'h' } });
  });

  it('is told in the words of the server', () => {
    expect(fail({ authenticationFailed: true, responseText: 'Authentication failed.' }).problem.detail).toBe(
      'Authentication failed.',
    );
    expect(fail({ code: 'EAUTH', responseCode: 535, response: '535 Wrong' }).problem.detail).toBe('535 Wrong');
  });
});

describe('the mail that leaves', () => {
  it('is the same bytes at every attempt', async () => {
    const files = tempFiles();
    try {
      const { hash, size } = await files.put(Buffer.from('пример'));
      const intent = intentOf({
        files: [{ hash, size, name: 'Файл.txt', mime: 'text/plain' }],
        replyTo: { remoteId: 'a@b', references: [] },
      });
      const config = emailConfig();
      const [first, second] = [await composeMail(intent, config, files), await composeMail(intent, config, files)];
      expect(first.source.equals(second.source)).toBe(true);
      const text = first.source.toString();
      expect(text).toContain(`Message-ID: <${intent.remoteId}>`);
      expect(text).toContain(`Date: ${new Date(intent.createdAt).toUTCString().replace('GMT', '+0000')}`);
      expect(text).not.toMatch(/X-Mailer|User-Agent/i);
    } finally {
      files.remove();
    }
  });

  it('cannot be given headers by what a customer or an agent writes', async () => {
    const files = tempFiles();
    const intent = intentOf({ subject: 'Hi\r\nBcc: evil@mail.test', toName: 'M\r\nBcc: evil@mail.test', text: 'x\r\n.\r\nQUIT' });
    const { source, envelope } = await composeMail(intent, emailConfig(), files);
    files.remove();
    expect(source.toString()).not.toMatch(/^bcc:/im);
    expect(envelope).toEqual({ from: 'op@shop.test', to: 'maria@mail.test', also: [] });
  });

  it('goes to domains in national letters by their ASCII name', () => {
    expect(asciiAddress('мария@почта.рф')).toBe('мария@xn--80a1acny.xn--p1ai');
    expect(asciiAddress('Maria@Mail.test')).toBe('Maria@mail.test');
  });
});
