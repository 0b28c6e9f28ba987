import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emailConnector } from '../../electron/connectors/email/connector.ts';
import type { FolderCursor } from '../../electron/connectors/email/cursor.ts';
import type { EmailChannelConfig } from '../../shared/contract/provision.ts';
import { type MailServer, type MailServerOptions, type SeedMail, startMailServer } from '../servers/mail/index.ts';
import {
  emailConfig,
  intentOf,
  Recorder,
  type Running,
  runSession,
  type TempFiles,
  tempFiles,
} from '../unit/connectors/email/harness.ts';

const day = 86_400_000;
const never = new AbortController().signal;
let server: MailServer;
let files: TempFiles;
let recorder: Recorder;
const running: Running[] = [];
let accounts = 0;

beforeAll(async () => {
  const users = Array.from({ length: 40 }, (_, index) => ({ address: `op${index}@shop.test`, password: 'op-pass' }));
  server = await startMailServer({ users: [...users, { address: 'maria@mail.test', password: 'maria-pass' }] });
}, 30_000);
afterAll(() => server.stop());
beforeEach(() => {
  files = tempFiles();
  recorder = new Recorder(files);
});
afterEach(async () => {
  for (const session of running.splice(0)) await session.stop();
  files.remove();
});

/** A mailbox nobody has used yet. */
function freshConfig(overrides: Partial<EmailChannelConfig> = {}): EmailChannelConfig {
  const address = `op${accounts++}@shop.test`;
  const login = { host: '127.0.0.1', user: address, password: 'op-pass' };
  return emailConfig({
    address,
    imap: { ...login, port: server.imapPort, tls: 'starttls' },
    smtp: { ...login, port: server.smtpPort, tls: 'starttls' },
    ...overrides,
  });
}

function start(config: EmailChannelConfig): Running {
  const session = runSession(recorder, config);
  running.push(session);
  return session;
}

async function online(config: EmailChannelConfig): Promise<Running> {
  const session = start(config);
  await recorder.until(
    () => recorder.onlineCount > 0 && recorder.cursors.has('INBOX') && recorder.cursors.has('Sent'),
    'both folders open',
  );
  return session;
}

function letter(index: number, date: Date, extra = ''): SeedMail {
  const raw = `Message-ID: <seed-${index}@mail.test>\r\nFrom: Maria <maria@mail.test>\r\nTo: op@shop.test\r\nDate: ${date.toUTCString()}\r\nSubject: Letter ${index}\r\n\r\nText ${index}\r\n${extra}`;
  return { raw, date };
}

const cursorOf = (folder: string) => recorder.cursors.get(folder) as FolderCursor;
const uids = () => recorder.arrived.map(({ mail }) => mail.uid);

describe('receiving', () => {
  it('hands over a new mail within a second of the push, by the source as it came', async () => {
    const config = freshConfig();
    await online(config);
    const messageId = await server.deliver({
      from: 'Мария <maria@mail.test>',
      to: config.address,
      subject: 'Заказ № 7',
      text: 'Где он?',
    });
    const stored = await server.waitForMail(config.address, ({ parsed }) => parsed.messageId === messageId);
    const began = Date.now();
    await recorder.until(() => recorder.arrived.length === 1, 'the mail');
    // Dovecot itself gathers changes for half a second before it tells.
    expect(Date.now() - began).toBeLessThan(1_500);
    const [mail] = recorder.arrived;
    expect(mail?.mail).toMatchObject({ folder: 'INBOX', role: 'inbox', flags: [] });
    // On disk Dovecot keeps bare line feeds; the wire has CRLF (RFC 5322).
    const source = Buffer.from(await files.get(mail?.sourceHash ?? '')).toString('latin1');
    expect(source).toBe(stored.raw.toString('latin1').replace(/\r?\n/g, '\r\n'));
    const message = await recorder.message(mail ?? expect.fail('no mail'), config);
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
    const config = freshConfig();
    await online(config);
    for (let index = 0; index < 5; index += 1)
      await server.deliver({ from: 'maria@mail.test', to: config.address, subject: `${index}`, text: 'x' });
    await recorder.until(() => recorder.arrived.length >= 5, 'five mails');
    expect(uids()).toEqual([1, 2, 3, 4, 5]);
    expect(cursorOf('INBOX')).toMatchObject({ highestUid: 5, backfill: 'complete' });
  });

  it('hands over what another client puts into Sent', async () => {
    const config = freshConfig();
    await online(config);
    await server.seed(
      config.address,
      [{ raw: 'From: op@shop.test\r\nTo: maria@mail.test\r\nSubject: Sent\r\n\r\nx\r\n', seen: true }],
      'Sent',
    );
    await recorder.until(() => recorder.arrived.length === 1, 'the sent mail');
    expect(recorder.arrived[0]?.mail).toMatchObject({ folder: 'Sent', role: 'sent', flags: ['\\Seen'] });
  });

  it('does not mark anything as read', async () => {
    const config = freshConfig();
    await online(config);
    await server.deliver({ from: 'maria@mail.test', to: config.address, text: 'x' });
    await recorder.until(() => recorder.arrived.length === 1, 'the mail');
    const [mail] = await server.mailbox(config.address);
    expect(mail?.flags).toEqual([]);
  });

  it('streams a huge mail into a file', async () => {
    const config = freshConfig();
    await online(config);
    const content = randomBytes(12 * 1024 * 1024);
    await server.deliver({
      from: 'maria@mail.test',
      to: config.address,
      subject: 'Big',
      text: 'see file',
      attachments: [{ filename: 'big.bin', content }],
    });
    await recorder.until(() => recorder.arrived.length === 1, 'the big mail', 30_000);
    const message = await recorder.message(recorder.arrived[0] ?? expect.fail('no mail'), config);
    const [file] = message.attachments;
    expect(file).toMatchObject({ name: 'big.bin', size: content.length });
    expect(Buffer.from(await files.get(file !== undefined && 'hash' in file ? file.hash : '')).equals(content)).toBe(true);
  }, 60_000);
});

describe('first import', () => {
  it('takes the chosen window newest first with progress, and new mail before the next chunk', async () => {
    const config = freshConfig({ importDays: 30 });
    const now = Date.now();
    const mails = Array.from({ length: 130 }, (_, index) => letter(index, new Date(now - (index + 1) * 0.25 * day)));
    await server.seed(config.address, mails);
    let disturbed = false;
    recorder.beforeCommit = async (batch) => {
      if (disturbed || batch.payloads.length === 0) return;
      disturbed = true;
      const messageId = await server.deliver({ from: 'ivan@mail.test', to: config.address, subject: 'New', text: 'now' });
      await server.waitForMail(config.address, ({ parsed }) => parsed.messageId === messageId);
    };
    start(config);
    await recorder.until(() => cursorOf('INBOX')?.backfill === 'complete', 'the import');
    // 30 days at four a day: 119 or 120 of the 130, by the day boundary of SINCE.
    const history = recorder.arrived.filter(({ mail }) => mail.uid <= 130);
    expect(history.length).toBeGreaterThanOrEqual(118);
    expect(history.length).toBeLessThan(130);
    expect(history.map(({ mail }) => mail.uid)).toEqual(history.map(({ mail }) => mail.uid).toSorted((a, b) => b - a));
    const place = recorder.arrived.findIndex(({ mail }) => mail.uid === 131);
    expect(place).toBeGreaterThan(0);
    expect(place).toBeLessThan(100);
    const shown = recorder.progress.filter((entry) => entry !== undefined);
    expect(shown.map(({ done }) => done)).toEqual(shown.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(shown.at(-1)?.total).toBe(history.length);
    await recorder.until(() => recorder.progress.at(-1) === undefined, 'end of the import');
  });

  it('takes nothing but new mail when the window is 0 days', async () => {
    const config = freshConfig({ importDays: 0 });
    await server.seed(config.address, [letter(1, new Date())]);
    await online(config);
    await server.deliver({ from: 'maria@mail.test', to: config.address, subject: 'New', text: 'x' });
    await recorder.until(() => recorder.arrived.length > 0, 'the new mail');
    expect(uids()).toEqual([2]);
    expect(recorder.progress).toEqual([]);
  });

  it('goes on where it was cut off, and again from the beginning when the folder is renumbered', async () => {
    const config = freshConfig();
    const now = Date.now();
    await server.seed(
      config.address,
      Array.from({ length: 100 }, (_, index) => letter(index, new Date(now - (100 - index) * 60_000))),
    );
    const first = start(config);
    await recorder.until(() => recorder.arrived.length >= 40, 'the first chunk');
    await first.stop();
    const before = uids();
    expect(before.length).toBeLessThan(100);
    await server.deliver({ from: 'maria@mail.test', to: config.address, subject: 'While away', text: 'x' });
    await server.waitForMail(config.address, ({ parsed }) => parsed.subject === 'While away');
    const second = start(config);
    await recorder.until(() => cursorOf('INBOX').backfill === 'complete', 'the rest');
    await second.stop();
    expect(uids().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 101 }, (_, index) => index + 1));

    recorder.cursors.set('INBOX', { ...cursorOf('INBOX'), uidValidity: '1' });
    start(config);
    await recorder.until(() => recorder.arrived.length === 202, 'everything again');
  });

  it('counts a mail as taken only when it is committed', async () => {
    const config = freshConfig();
    await server.seed(config.address, [letter(1, new Date())]);
    recorder.beforeCommit = async (batch) => {
      if (batch.payloads.length > 0) throw new Error('disk full');
    };
    const error = await start(config).ended;
    expect(error).toMatchObject({ kind: 'protocol', problem: { code: 'internal', detail: 'disk full' } });
    recorder.beforeCommit = async () => undefined;
    start(config);
    await recorder.until(() => recorder.arrived.length === 1, 'the same mail again');
  });
});

describe('sending', () => {
  it('delivers an answer with its headers and files, and keeps one copy in Sent', async () => {
    const config = freshConfig();
    const { session } = await online(config);
    const { hash, size } = await files.put(Buffer.from('%PDF-1.4 пример'));
    const intent = intentOf({
      files: [{ hash, size, name: 'Счёт № 12.pdf', mime: 'application/pdf' }],
      toName: 'Мария Кузнецова',
      replyTo: { remoteId: 'c@mail.test', references: ['a@mail.test', 'b@shop.test'] },
    });
    expect(await session.send(intent, never)).toEqual({ status: 'accepted', remoteId: intent.remoteId });
    const got = await server.waitForMail('maria@mail.test', ({ parsed }) => parsed.messageId === `<${intent.remoteId}>`);
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
    const copies = await server.mailbox(config.address, 'Sent');
    expect(copies.map(({ parsed, flags }) => [parsed.messageId, flags])).toEqual([[`<${intent.remoteId}>`, ['\\Seen']]]);
    // The copy comes back by the watch on Sent, under the id the engine already knows.
    await recorder.until(() => recorder.arrived.some(({ mail }) => mail.role === 'sent'), 'the copy');
    const echo = recorder.arrived.find(({ mail }) => mail.role === 'sent');
    expect(await recorder.message(echo ?? expect.fail('no echo'), config)).toMatchObject({
      direction: 'out',
      remoteId: intent.remoteId,
    });
  });

  it('finds a mail again after an unanswered attempt, by its id in Sent', async () => {
    const config = freshConfig();
    const session = emailConnector.open(recorder.context(config));
    const intent = intentOf();
    expect(await session.reconcile?.(intent, never)).toBeUndefined();
    await session.afterSend?.(intent, never);
    expect(await session.reconcile?.(intent, never)).toEqual({ remoteId: intent.remoteId });
  });

  it('leaves the copy to a server that keeps it itself', async () => {
    const config = freshConfig({ sentCopy: 'server' });
    const session = emailConnector.open(recorder.context(config));
    await session.afterSend?.(intentOf(), never);
    expect(await server.mailbox(config.address, 'Sent')).toEqual([]);
  });

  it('says what the server said of the address, the size and the moment', async () => {
    const session = emailConnector.open(recorder.context(freshConfig()));
    expect(await session.send(intentOf({ to: 'nobody@mail.test' }), never)).toMatchObject({
      status: 'rejected',
      code: 'no-such-address',
      unreachable: 'no-such-address',
    });
    expect(await session.send(intentOf({ to: 'tempfail@mail.test' }), never)).toMatchObject({ status: 'retry', code: 'refused' });
    expect(await session.send(intentOf({ to: 'full@mail.test' }), never)).toMatchObject({ status: 'rejected', code: 'refused' });
    const { hash, size } = await files.put(randomBytes(23 * 1024 * 1024));
    const files23 = [{ hash, size, name: 'big.bin', mime: 'application/octet-stream' }];
    expect(await session.send(intentOf({ files: files23 }), never)).toMatchObject({ status: 'rejected', code: 'too-large' });
  }, 30_000);
});

describe('connection', () => {
  it('stops at once while idling', async () => {
    const session = await online(freshConfig());
    const began = Date.now();
    await session.stop();
    expect(Date.now() - began).toBeLessThan(500);
    expect(await session.ended).toBeUndefined();
  });

  it('ends with offline when the server is gone, and finds what came meanwhile when it is back', async () => {
    const config = freshConfig();
    const first = await online(config);
    await server.stopDovecot();
    expect(await first.ended).toMatchObject({ kind: 'offline' });
    expect(await start(config).ended).toMatchObject({ kind: 'offline', problem: { code: 'refused', host: '127.0.0.1' } });
    await server.deliver({ from: 'maria@mail.test', to: config.address, subject: 'Meanwhile', text: 'x' });
    await server.startDovecot();
    start(config);
    await recorder.until(() => recorder.arrived.length === 1, 'the mail of the meantime');
  }, 30_000);

  it('ends with offline when the connection is cut', async () => {
    const session = await online(freshConfig());
    expect(server.signalConnections('SIGKILL')).toBeGreaterThan(0);
    expect(await session.ended).toMatchObject({ kind: 'offline' });
  });

  it('drops a connection that is dead after waking, and keeps a living one', async () => {
    const config = freshConfig();
    const session = await online(config);
    session.session.wake();
    await server.deliver({ from: 'maria@mail.test', to: config.address, text: 'x' });
    await recorder.until(() => recorder.arrived.length === 1, 'mail after a harmless wake');
    server.signalConnections('SIGSTOP');
    session.session.wake();
    const began = Date.now();
    expect(await session.ended).toMatchObject({ kind: 'offline' });
    expect(Date.now() - began).toBeLessThan(7_000);
    server.signalConnections('SIGKILL');
  }, 20_000);

  it.each(['implicit', 'starttls', 'none'] as const)('logs in with TLS %s', async (tls) => {
    const config = freshConfig();
    const imap = { ...config.imap, tls, port: tls === 'implicit' ? server.imapsPort : server.imapPort };
    const smtp = { ...config.smtp, tls, port: tls === 'implicit' ? server.smtpsPort : server.smtpPort };
    expect(await emailConnector.test({ ...config, imap, smtp }, never)).toEqual({
      ok: true,
      address: config.address,
      steps: [
        { step: 'imap', ok: true },
        { step: 'smtp', ok: true },
      ],
    });
  });

  it('verifies certificates of other hosts, and takes the configured authority', async () => {
    const config = freshConfig();
    // Linux connects 0.0.0.0 to this machine, but it is no loopback address: the certificate counts.
    const elsewhere = { host: '0.0.0.0', port: server.imapsPort, tls: 'implicit' as const };
    const imap = { ...config.imap, ...elsewhere };
    expect(await emailConnector.test({ ...config, imap }, never)).toMatchObject({
      ok: false,
      steps: [{ step: 'imap', ok: false, problem: { code: 'certificate', host: '0.0.0.0' } }],
    });
    const smtp = { ...config.smtp, host: '0.0.0.0' };
    const trusted = { ...config, imap: { ...imap, ca: server.caPem }, smtp };
    expect(await emailConnector.test(trusted, never)).toMatchObject({
      ok: false,
      steps: [
        { step: 'imap', ok: true },
        { step: 'smtp', problem: { code: 'certificate' } },
      ],
    });
    expect(await emailConnector.test({ ...trusted, smtp: { ...smtp, ca: server.caPem } }, never)).toMatchObject({ ok: true });
  });

  it('sends no password in clear text to another host', async () => {
    const config = freshConfig();
    const open = { host: '0.0.0.0', tls: 'none' as const };
    const imap = { ...config.imap, ...open };
    expect(await emailConnector.test({ ...config, imap }, never)).toMatchObject({
      steps: [{ step: 'imap', problem: { code: 'insecure' } }],
    });
    const smtp = { ...config.smtp, ...open };
    expect(await emailConnector.test({ ...config, smtp }, never)).toMatchObject({
      steps: [{}, { step: 'smtp', problem: { code: 'insecure' } }],
    });
    const allowed = { ...config, imap: { ...imap, allowInsecure: true }, smtp: { ...smtp, allowInsecure: true } };
    expect(await emailConnector.test(allowed, never)).toMatchObject({ ok: true });
  });

  it('names a host that cannot be found and a door that is shut', async () => {
    const config = freshConfig();
    const lost = { ...config, imap: { ...config.imap, host: 'mail.invalid' } };
    expect(await emailConnector.test(lost, never)).toMatchObject({
      steps: [{ step: 'imap', problem: { code: 'dns', host: 'mail.invalid' } }],
    });
    const shut = { ...config, smtp: { ...config.smtp, port: 1 } };
    expect(await emailConnector.test(shut, never)).toMatchObject({ steps: [{}, { step: 'smtp', problem: { code: 'refused' } }] });
    const plainAsTls = { ...config, imap: { ...config.imap, tls: 'implicit' as const } };
    expect(await emailConnector.test(plainAsTls, never)).toMatchObject({ steps: [{ step: 'imap', problem: { code: 'tls' } }] });
  });
});

describe('servers of other habits', () => {
  let other: MailServer | undefined;
  afterEach(async () => {
    for (const session of running.splice(0)) await session.stop();
    await other?.stop();
    other = undefined;
  });

  async function configOn(options: MailServerOptions): Promise<EmailChannelConfig> {
    other = await startMailServer(options);
    const login = { host: '127.0.0.1', tls: 'none' as const, user: 'op@shop.test', password: 'op-pass' };
    return emailConfig({ imap: { ...login, port: other.imapPort }, smtp: { ...login, port: other.smtpPort } });
  }

  it('a folder of sent mail with a Russian name and no mark', async () => {
    const config = await configOn({ folders: [{ name: 'Отправленные' }, { name: 'Архив' }] });
    const { session } = start(config);
    await recorder.until(() => recorder.cursors.has('Отправленные'), 'the folder');
    const intent = intentOf();
    await session.afterSend?.(intent, never);
    await recorder.until(() => recorder.arrived.length === 1, 'the copy');
    expect(recorder.arrived[0]?.mail).toMatchObject({ folder: 'Отправленные', role: 'sent' });
    expect(await session.reconcile?.(intent, never)).toEqual({ remoteId: intent.remoteId });
  });

  it('no folder of sent mail at all: it is made for the first copy, and watched from then on', async () => {
    const config = await configOn({ folders: [] });
    const { session } = start(config);
    await recorder.until(() => recorder.onlineCount > 0, 'the INBOX');
    await session.afterSend?.(intentOf(), never);
    await recorder.until(() => recorder.arrived.length === 1, 'the copy');
    expect(recorder.arrived[0]?.mail).toMatchObject({ folder: 'Sent', role: 'sent' });
  });

  it('one connection only: the INBOX is what it is for', async () => {
    const config = await configOn({ maxConnections: 1 });
    const session = start(config);
    await recorder.until(
      () => recorder.warnings.some((message) => message.includes('sent mail')),
      'the second connection refused',
    );
    await other?.deliver({ from: 'maria@mail.test', to: 'op@shop.test', text: 'x' });
    await recorder.until(() => recorder.arrived.length === 1, 'the mail');
    await session.stop();
    expect(await session.ended).toBeUndefined();
  });
});

// Last, because Dovecot makes every login from this address wait after a wrong password.
describe('a wrong password', () => {
  it('ends the run as auth, once, and makes a send wait', async () => {
    const config = freshConfig();
    const wrong = { ...config, imap: { ...config.imap, password: 'wrong' }, smtp: { ...config.smtp, password: 'wrong' } };
    expect(await start(wrong).ended).toMatchObject({ kind: 'auth', problem: { code: 'auth', host: '127.0.0.1' } });
    expect(await emailConnector.open(recorder.context(wrong)).send(intentOf(), never)).toMatchObject({
      status: 'retry',
      code: 'auth',
    });
    const smtpOnly = { ...config, smtp: wrong.smtp };
    expect(await emailConnector.test(smtpOnly, never)).toMatchObject({
      ok: false,
      steps: [{ ok: true }, { step: 'smtp', problem: { code: 'auth' } }],
    });
  }, 30_000);

  it('needs no server to know that there is none', async () => {
    const { password: _, ...imap } = freshConfig().imap;
    expect(await start(freshConfig({ imap })).ended).toMatchObject({ kind: 'auth' });
  });
});
