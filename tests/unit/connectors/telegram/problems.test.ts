import { expect, test } from 'vitest';
import { createClient, scrubToken } from '../../../../electron/connectors/telegram/client.ts';
import { connectionError } from '../../../../electron/connectors/telegram/problems.ts';
import { TransportError } from '../../../../electron/connectors/telegram/transport.ts';

const refused = (status: number, retryAfterMs?: number) =>
  connectionError({ type: 'refused', status, description: 'said', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }, 'h');
const lost = (code: string) => connectionError({ type: 'transport', error: new TransportError('unsent', code, code) }, 'h');

test.each([
  [401, 'auth', 'auth'],
  [404, 'auth', 'auth'],
  [409, 'conflict', 'conflict'],
  [429, 'rate-limit', 'rate-limit'],
  [500, 'offline', 'server'],
  [502, 'offline', 'server'],
  [400, 'protocol', 'protocol'],
])('an answer of %i is %s', (status, kind, code) => {
  expect(refused(status)).toMatchObject({ kind, problem: { code, detail: 'said', host: 'h' } });
});

test('a method that a server does not know says nothing of the token', () => {
  const failure = { type: 'refused', status: 404, description: 'Not Found: method not found' } as const;
  expect(connectionError(failure, 'h')).toMatchObject({ kind: 'protocol' });
});

test('429 says how long to wait', () => {
  expect(refused(429, 5000).retryAfterMs).toBe(5000);
});

test.each([
  ['ECONNREFUSED', 'refused'],
  ['ENOTFOUND', 'dns'],
  ['ETIMEDOUT', 'timeout'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-host'],
  ['CERT_HAS_EXPIRED', 'certificate-expired'],
  ['CERT_NOT_YET_VALID', 'certificate-expired'],
  ['EPROTO', 'tls'],
  ['ECONNRESET', 'offline'],
])('%s is "offline", told as "%s"', (error, code) => {
  expect(lost(error)).toMatchObject({ kind: 'offline', problem: { code } });
});

test('a server that answers with an error of its own is not told as a network that is away', () => {
  const page = new TransportError('answered', 'NOT_JSON', 'x', 503);
  expect(connectionError({ type: 'transport', error: page }, 'h').problem.code).toBe('server');
});

test('a gateway’s page is "offline", any other page or garbage is "protocol"', () => {
  const page = (status: number) =>
    connectionError({ type: 'transport', error: new TransportError('answered', 'NOT_JSON', 'x', status) }, 'h').kind;
  expect([page(502), page(503), page(200), page(301), page(404)]).toEqual([
    'offline',
    'offline',
    'protocol',
    'protocol',
    'protocol',
  ]);
});

const config = { id: 'bot', kind: 'telegram', name: 'Bot' } as const;

test('no token: asks for one', () => {
  for (const token of [undefined, '', '  ']) {
    expect(() => createClient(token === undefined ? config : { ...config, token })).toThrow(
      expect.objectContaining({
        kind: 'auth',
        problem: { code: 'auth', detail: 'No bot token is set', host: 'api.telegram.org' },
      }),
    );
  }
});

test('a token goes without TLS to this machine only', () => {
  const at = (apiRoot: string) => () => createClient({ ...config, token: '1:x', apiRoot });
  expect(at('http://bots.example:8081')).toThrow(
    expect.objectContaining({ kind: 'auth', problem: expect.objectContaining({ code: 'insecure' }) }),
  );
  expect(at('http://localhost.evil.example')).toThrow();
  for (const fine of ['http://127.0.0.1:9000/', 'http://[::1]:9000', 'http://localhost:9000', 'https://bots.example']) {
    expect(at(fine)().fileUrl('a b/c.jpg')).toBe(`${fine.replace(/\/$/, '')}/file/bot1:x/a%20b/c.jpg`);
  }
});

test('a token is taken out of any text', () => {
  const token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0';
  expect(scrubToken(`GET https://h/bot${token}/getMe and ${encodeURIComponent(token)}`, token)).toBe(
    'GET https://h/bot<token>/getMe and <token>',
  );
  expect(scrubToken('https://h/bot4242:other-token_1/x', token)).toBe('https://h/bot<token>/x');
});
