import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { composeMail } from '../../../../electron/connectors/email/compose.ts';
import { emailConnector } from '../../../../electron/connectors/email/connector.ts';
import { meetSmtp } from '../../../../electron/connectors/email/smtp.ts';
import type { SendIntent, SendResult } from '../../../../shared/contract/connector.ts';
import type { Capabilities } from '../../../../shared/model/index.ts';
import { type Fault, type FaultServer, faultServer, type ServerOptions } from './fault-server.ts';
import { emailConfig, intentOf, Recorder, type TempFiles, tempFiles } from './harness.ts';

let files: TempFiles;
let server: FaultServer | undefined;
beforeEach(() => {
  files = tempFiles();
});
afterEach(async () => {
  vi.useRealTimers();
  await server?.close();
  server = undefined;
  files.remove();
});

type Sent = { result: SendResult; commands: string[]; server: FaultServer; told: Array<Partial<Capabilities>> };

async function send(
  intent: SendIntent,
  options: ServerOptions & { fault?: Fault; tls?: 'none' | 'starttls' } = {},
  signal = new AbortController().signal,
): Promise<Sent> {
  await server?.close();
  const running = await faultServer(options.fault, options);
  server = running;
  const login = options.extensions?.some((line) => line.startsWith('AUTH')) ? { user: 'op', password: 'secret' } : {};
  const config = emailConfig({ smtp: { host: '127.0.0.1', port: running.port, tls: options.tls ?? 'none', ...login } });
  const told: Array<Partial<Capabilities>> = [];
  const context = { ...new Recorder(files).context(config), capable: (found: Partial<Capabilities>) => void told.push(found) };
  const result = await emailConnector.open(context).send(intent, signal);
  return { result, commands: running.commands(), server: running, told };
}

const copies = {
  cc: [{ name: 'Борис', address: 'boris@mail.test' }, { address: 'gone@mail.test' }],
  bcc: [{ address: 'boss@shop.test' }],
};
const refusing = { 'gone@mail.test': '550 5.1.1 no such user', 'boss@shop.test': '452 4.2.2 mailbox full' };

describe.each([{ pipelining: false }, { pipelining: true }])('several recipients, pipelining $pipelining', (how) => {
  it('all of them stand in one envelope, each once', async () => {
    const intent = intentOf({ ...copies, bcc: [...copies.bcc, { address: 'MARIA@mail.test' }, { address: 'Boris@mail.test' }] });
    const { result, commands } = await send(intent, how);
    expect(result).toEqual({ status: 'accepted', remoteId: intent.remoteId });
    expect(commands.filter((line) => line.startsWith('RCPT'))).toEqual(
      ['maria@mail.test', 'boris@mail.test', 'gone@mail.test', 'boss@shop.test'].map((address) => `RCPT TO:<${address}>`),
    );
  });

  it('copies that are refused are told by name, and the customer gets it', async () => {
    const { result, server: seen } = await send(intentOf(copies), { ...how, recipients: refusing });
    expect(result).toMatchObject({
      status: 'accepted',
      refused: [
        { address: 'gone@mail.test', code: 'no-such-address', detail: expect.stringContaining('no such user') },
        { address: 'boss@shop.test', code: 'mailbox-full', detail: expect.stringContaining('full') },
      ],
    });
    expect(seen.sawDot()).toBe(true);
  });

  it.each([
    ['550 5.1.1 no such user', { status: 'rejected', code: 'no-such-address', unreachable: 'no-such-address' }],
    ['450 4.2.0 greylisted', { status: 'retry', code: 'rate-limit' }],
  ])('a customer who is refused with "%s": nobody gets it', async (answer, outcome) => {
    const { result, server: seen } = await send(intentOf(copies), { ...how, recipients: { 'maria@mail.test': answer } });
    expect(result).toMatchObject(outcome);
    expect(seen.sawDot()).toBe(false);
    expect(seen.bodyBytes()).toBe(0);
  });
});

describe('what the server says of itself', () => {
  it('a mail over its limit never leaves, and both numbers are told', async () => {
    const { hash, size } = await files.put(Buffer.alloc(60_000, 1));
    const intent = intentOf({ files: [{ hash, size, name: 'a.bin', mime: 'application/octet-stream' }] });
    const { result, commands, told } = await send(intent, { extensions: ['SIZE 50000'] });
    const length = (await composeMail(intent, emailConfig(), files)).source.length;
    expect(result).toMatchObject({
      status: 'rejected',
      code: 'too-large',
      detail: 'The mail is 0.079 MB, and the server takes 0.048 MB at most',
      sizes: { message: length, limit: 50_000 },
    });
    expect(commands.some((line) => line.startsWith('MAIL'))).toBe(false);
    expect(told).toEqual([{ attachments: { maxBytes: 32_884, maxTotalBytes: 32_884 } }]);
  });

  it('as many bytes of files as it is said to carry do pass', async () => {
    const { told } = await send(intentOf(), { extensions: ['SIZE 300000'] });
    const most = told[0]?.attachments?.maxTotalBytes ?? 0;
    const parts = [Math.floor(most / 2), Math.ceil(most / 2)];
    const both = await Promise.all(parts.map((bytes, index) => files.put(Buffer.alloc(bytes, index))));
    const intent = intentOf({ files: both.map((file) => ({ ...file, name: 'счёт.bin', mime: 'application/octet-stream' })) });
    expect((await send(intent, { extensions: ['SIZE 300000'] })).result.status).toBe('accepted');
  });

  it('its size limit is asked for with the mail, and SIZE without a number is none', async () => {
    const { result, commands, told } = await send(intentOf(), { extensions: ['SIZE'] });
    expect(result.status).toBe('accepted');
    expect(commands.find((line) => line.startsWith('MAIL'))).toMatch(/ SIZE=\d+$/);
    expect(told).toEqual([{ attachments: { maxBytes: 18 * 1024 * 1024, maxTotalBytes: 18 * 1024 * 1024 } }]);
  });

  it('it is met without a login', async () => {
    server = await faultServer(undefined, { extensions: ['SIZE 1000', 'AUTH PLAIN', 'SMTPUTF8', '8BITMIME'] });
    const smtp = { host: '127.0.0.1', port: server.port, tls: 'none' as const, user: 'op', password: 'secret' };
    const met = await meetSmtp({ smtp }, new AbortController().signal);
    expect(met.maxMailBytes).toBe(1000);
    expect([...met.extensions]).toEqual(['SIZE', 'AUTH', 'SMTPUTF8', '8BITMIME']);
    expect(server.commands().some((line) => line.startsWith('AUTH'))).toBe(false);
  });
});

describe('addresses in national letters', () => {
  const intent = intentOf({ to: 'мария@почта.рф', toName: 'Мария' });

  it('a mailbox in them travels as it is where the server takes it', async () => {
    const { result, commands, server: seen } = await send(intent, { extensions: ['SMTPUTF8', '8BITMIME'] });
    expect(result.status).toBe('accepted');
    expect(commands).toContain('RCPT TO:<мария@xn--80a1acny.xn--p1ai>');
    expect(commands.find((line) => line.startsWith('MAIL'))).toMatch(/ SMTPUTF8 BODY=8BITMIME/);
    expect(seen.mail().toString('utf8')).toContain('<мария@почта.рф>');
  });

  it('is refused in words before it leaves where the server does not', async () => {
    const { result, commands } = await send(intent, { extensions: ['8BITMIME'] });
    expect(result).toMatchObject({ status: 'rejected', code: 'address-form', detail: expect.stringContaining('мария@') });
    expect(commands.some((line) => line.startsWith('MAIL'))).toBe(false);
  });

  it('a domain in them has an ASCII form and needs nothing of the server', async () => {
    const { result, commands } = await send(intentOf({ to: 'maria@почта.рф' }), { extensions: [] });
    expect(result.status).toBe('accepted');
    expect(commands).toContain('RCPT TO:<maria@xn--80a1acny.xn--p1ai>');
    expect(commands.find((line) => line.startsWith('MAIL'))).toBe('MAIL FROM:<op@shop.test>');
  });
});

describe('reports', () => {
  it('are asked for by the id of the mail and the address as written', async () => {
    const intent = intentOf();
    const { commands } = await send(intent, { extensions: ['DSN'] });
    expect(commands).toContain(`MAIL FROM:<op@shop.test> RET=HDRS ENVID=${intent.remoteId}`);
    expect(commands).toContain('RCPT TO:<maria@mail.test> NOTIFY=FAILURE,DELAY ORCPT=rfc822;maria@mail.test');
  });

  it('of several recipients nobody is named for another', async () => {
    const { commands } = await send(intentOf({ cc: [{ address: 'boris@mail.test' }] }), { extensions: ['DSN'] });
    expect(commands).toContain('RCPT TO:<boris@mail.test> NOTIFY=FAILURE,DELAY');
  });

  it('are not asked for on what a machine wrote', async () => {
    const { commands } = await send(intentOf({ automatic: true }), { extensions: ['DSN'] });
    expect(commands).toContain('RCPT TO:<maria@mail.test> NOTIFY=NEVER');
  });

  it('nor of a server that does not offer them', async () => {
    const { commands } = await send(intentOf(), { extensions: ['SIZE 50000000'] });
    expect(commands).toContain('RCPT TO:<maria@mail.test>');
  });
});

describe('a server that goes silent', () => {
  const cases: ReadonlyArray<[Fault['at'], { tls?: 'starttls'; extensions?: string[] }]> = [
    ['ehlo', {}],
    ['starttls', { tls: 'starttls', extensions: ['STARTTLS'] }],
    ['auth', { extensions: ['AUTH PLAIN'] }],
    ['mail', {}],
    ['rcpt', {}],
    ['data', {}],
  ];
  it.each(cases)('at %s is left after a minute, and the mail is tried again', async (at, options) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const sending = send(intentOf(), { ...options, fault: { at, does: 'hang' } });
    let settled = false;
    void sending.finally(() => {
      settled = true;
    });
    await vi.waitFor(() => expect(server).toBeDefined(), { interval: 1, timeout: 15_000 });
    await server?.reached;
    await vi.advanceTimersByTimeAsync(59_000);
    expect(settled).toBe(false);
    await vi.advanceTimersByTimeAsync(1_001);
    const { result } = await sending;
    expect(result).toMatchObject({ status: 'retry', code: 'offline' });
    expect(server?.sawDot()).toBe(false);
  });

  it('in the middle of the data is left after three', async () => {
    const { hash, size } = await files.put(randomBytes(16 * 1024 * 1024));
    const intent = intentOf({ files: [{ hash, size, name: 'big.bin', mime: 'application/octet-stream' }] });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const sending = send(intent, { fault: { at: 'body', does: 'hang' } });
    await vi.waitFor(() => expect(server).toBeDefined(), { interval: 1, timeout: 15_000 });
    await server?.reached;
    let settled = false;
    void sending.finally(() => {
      settled = true;
    });
    // The buffers of both sides fill first; each piece that goes into them begins the wait again.
    for (let waited = 0; !settled && waited < 30; waited += 1) await vi.advanceTimersByTimeAsync(20_000);
    expect((await sending).result).toMatchObject({ status: 'retry', code: 'offline', detail: expect.stringContaining('middle') });
    expect(server?.sawDot()).toBe(false);
  });

  it('in the middle of its last answer is left after half a minute, and nobody knows', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const sending = send(intentOf(), { fault: { at: 'dot', does: 'half' } });
    let settled = false;
    void sending.finally(() => {
      settled = true;
    });
    await vi.waitFor(() => expect(server).toBeDefined(), { interval: 1, timeout: 15_000 });
    await server?.reached;
    // Half an answer has no event: as soon as it has been heard, time begins to count. Long before the ten minutes are over.
    for (let waited = 0; !settled && waited < 300; waited += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await sending).result).toMatchObject({ status: 'unknown', detail: expect.stringContaining('middle of its answer') });
    expect(server?.sawDot()).toBe(true);
  });

  it('before its last answer is waited for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stop = new AbortController();
    const sending = send(intentOf(), { fault: { at: 'dot', does: 'hang' } }, stop.signal);
    let settled = false;
    void sending.finally(() => {
      settled = true;
    });
    await vi.waitFor(() => expect(server).toBeDefined(), { interval: 1, timeout: 15_000 });
    await server?.reached;
    await vi.advanceTimersByTimeAsync(300_000);
    expect(settled).toBe(false);
    stop.abort();
    expect((await sending).result).toMatchObject({ status: 'unknown' });
  });
});
