import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { emailConnector } from '../../../../electron/connectors/email/connector.ts';
import { connectImap } from '../../../../electron/connectors/email/imap.ts';
import { Bell } from '../../../../electron/connectors/email/receiving/bell.ts';
import { FolderReader } from '../../../../electron/connectors/email/receiving/folder-reader.ts';
import { watchFolders } from '../../../../electron/connectors/email/receiving/watch.ts';
import { openAccount } from '../../../servers/mail-embedded/imap-account.ts';
import { type EmbeddedMail, startEmbeddedMail } from '../../../servers/mail-embedded/index.ts';
import { emailConfig, intentOf, Recorder, type Running, runSession, type TempFiles, tempFiles } from './harness.ts';

const never = new AbortController().signal;
let server: EmbeddedMail;
let files: TempFiles;
let recorder: Recorder;
let running: Running | undefined;
const accounts = ['one', 'two', 'three', 'four'].map((name) => ({ address: `${name}@shop.test`, password: 'пароль-1' }));
const spare = [...accounts];

beforeAll(async () => {
  server = await startEmbeddedMail({
    domains: ['shop.test', 'mail.test'],
    users: [...accounts, { address: 'maria@mail.test', password: 'm' }],
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  files = tempFiles();
  recorder = new Recorder(files);
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  files.remove();
});

function freshConfig() {
  const account = spare.pop() ?? expect.fail('more tests than accounts');
  const login = { host: server.host, tls: 'none' as const, user: account.address, password: account.password };
  return emailConfig({
    address: account.address,
    imap: { ...login, port: server.imapPortOf(account.address) },
    smtp: { ...login, port: server.smtpPort },
  });
}

it('pushes what a stranger mails, byte for byte', async () => {
  const config = freshConfig();
  running = runSession(recorder, config);
  await recorder.until(() => recorder.cursors.has('INBOX') && recorder.cursors.has('Sent'), 'both folders open');
  const content = randomBytes(1_500_000);
  const began = Date.now();
  await server.deliver({
    from: 'Мария <maria@mail.test>',
    to: config.address,
    subject: 'Фото ✓',
    text: 'Вот ёж',
    attachments: [{ filename: 'ёж.jpg', content, contentType: 'image/jpeg' }],
  });
  await recorder.until(() => recorder.arrived.length === 1, 'the mail');
  expect(Date.now() - began).toBeLessThan(1_500);
  const message = await recorder.message(recorder.arrived[0] ?? expect.fail('no mail'), config);
  expect(message).toMatchObject({
    subject: 'Фото ✓',
    text: 'Вот ёж',
    party: { name: 'Мария' },
    attachments: [{ name: 'ёж.jpg', size: content.length }],
  });
  const [photo] = message.attachments;
  expect(Buffer.from(await files.get(photo !== undefined && 'hash' in photo ? photo.hash : '')).equals(content)).toBe(true);
});

it('imports what was there before', async () => {
  const config = freshConfig();
  for (let index = 0; index < 45; index += 1)
    await server.deliver({ from: 'maria@mail.test', to: config.address, subject: `${index}`, text: 'x' });
  running = runSession(recorder, config);
  await recorder.until(() => recorder.arrived.length === 45, 'the history');
  expect(recorder.arrived.map(({ mail }) => mail.uid)).toEqual(Array.from({ length: 45 }, (_, index) => 45 - index));
});

it('takes an answer, keeps its copy once and finds it again', async () => {
  const config = freshConfig();
  const session = emailConnector.open(recorder.context(config));
  const intent = intentOf({ replyTo: { remoteId: 'q@mail.test', references: [] } });
  expect(await session.send(intent, never)).toMatchObject({ status: 'accepted' });
  const got = await server.waitForMail('maria@mail.test', ({ parsed }) => parsed.messageId === `<${intent.remoteId}>`);
  expect(got.parsed).toMatchObject({ inReplyTo: '<q@mail.test>' });
  expect(got.parsed.text?.trim()).toBe(intent.text);
  await session.afterSend?.(intent, never);
  await session.afterSend?.(intent, never);
  expect((await server.mailbox(config.address, 'Sent')).map(({ parsed, flags }) => [parsed.messageId, flags])).toEqual([
    [`<${intent.remoteId}>`, ['\\Seen']],
  ]);
  expect(await session.reconcile?.(intent, never)).toEqual({ remoteId: intent.remoteId });
  expect(await session.send(intentOf({ to: 'nobody@mail.test' }), never)).toMatchObject({
    status: 'rejected',
    code: 'no-such-address',
  });
});

it('refuses a wrong password at both doors', async () => {
  const config = freshConfig();
  expect(await emailConnector.test(config, never)).toMatchObject({ ok: true });
  const imap = { ...config.imap, password: 'wrong' };
  expect(await emailConnector.test({ ...config, imap }, never)).toMatchObject({
    steps: [{ step: 'imap', problem: { code: 'auth' } }],
  });
  const smtp = { ...config.smtp, password: 'wrong' };
  expect(await emailConnector.test({ ...config, smtp }, never)).toMatchObject({
    steps: [{ ok: true }, { step: 'smtp', problem: { code: 'auth' } }],
  });
});

it('asks at its own pace where the server cannot push', async () => {
  const account = await openAccount({ address: 'poor@shop.test', password: 'p' }, ['IDLE']);
  const stopper = new AbortController();
  const login = { host: '127.0.0.1', port: account.port, tls: 'none' as const, user: 'poor@shop.test', password: 'p' };
  const config = emailConfig({ imap: login });
  try {
    const client = await connectImap(config, stopper.signal);
    const bell = new Bell();
    const reader = new FolderReader(client, { path: 'INBOX', role: 'inbox' }, recorder.context(config), {
      followed: () => ['INBOX'],
      rings: () => bell.ring(),
    });
    await reader.open();
    const events = { host: login.host, progressed: () => undefined, errands: async () => false, lost: () => undefined };
    const watching = watchFolders(client, [reader], bell, events, () => ({ check: 60_000, poll: 50, round: 60_000 }));
    watching.catch(() => undefined);
    expect(client.capabilities.has('IDLE')).toBe(false);
    for (const text of ['first', 'second']) {
      account.deliver(Buffer.from(`From: a@mail.test\r\nSubject: ${text}\r\n\r\n${text}\r\n`));
      await recorder.until(() => recorder.arrived.length === (text === 'first' ? 1 : 2), text);
    }
    stopper.abort();
    await expect(watching).rejects.toThrow();
  } finally {
    stopper.abort();
    await account.stop();
  }
});
