import { expect, it, onTestFinished } from 'vitest';
import { connectImap } from '../../electron/connectors/email/imap.ts';
import { Bell } from '../../electron/connectors/email/receiving/bell.ts';
import { Errands } from '../../electron/connectors/email/receiving/errands.ts';
import { keepCopy } from '../../electron/connectors/email/sent-copy.ts';
import { startMailServer } from '../servers/mail/index.ts';
import { emailConfig, intentOf } from '../unit/connectors/email/harness.ts';

/** Errands that wait for their turn on a connection to a real server which has no folder of sent mail yet. */
async function setUp() {
  const server = await startMailServer({ folders: [] });
  onTestFinished(() => server.stop());
  const login = { host: '127.0.0.1', tls: 'none' as const, user: 'op@shop.test', password: 'op-pass' };
  const config = emailConfig({ imap: { ...login, port: server.imapPort }, smtp: { ...login, port: server.smtpPort } });
  const stopper = new AbortController();
  onTestFinished(() => stopper.abort());
  const client = await connectImap(config, stopper.signal);
  const bell = new Bell();
  const { remoteId } = intentOf();
  const source = async () => Buffer.from(`Message-ID: <${remoteId}>\r\nSubject: A copy\r\n\r\nx\r\n`);
  return {
    server,
    client,
    bell,
    errands: new Errands(bell, login.host),
    copy: () => keepCopy(client, config, remoteId, source),
    copies: async () => (await server.mailbox('op@shop.test', 'Sent')).length,
  };
}

it('what was given up while it waited is not done; what was begun is done to its end, once', async () => {
  const { bell, client, copies, copy, errands } = await setUp();
  const aborted = AbortSignal.abort(new Error('before'));
  await expect(errands.run(copy, aborted)).rejects.toThrow('before');
  const waiting = new AbortController();
  const given = errands.run(copy, waiting.signal);
  waiting.abort(new Error('while it waited'));
  await expect(given).rejects.toThrow('while it waited');
  expect(await errands.take(client)).toBe(false);

  const late = new AbortController();
  bell.reset();
  const begun = errands.run(() => {
    late.abort(new Error('too late'));
    return copy();
  }, late.signal);
  const again = errands.run(copy);
  expect(bell.rung).toBe(true);
  expect(await errands.take(client)).toBe(true);
  expect(await begun).toBe(true);
  expect(await again).toBe(false);
  expect(await copies()).toBe(1);
});

it('a connection that ends fails the errand under way and those that wait, and ends the watch', async () => {
  const { client, errands } = await setUp();
  const underWay = errands.run(async () => {
    client.close();
    await client.noop();
    return client.list();
  });
  const waiting = errands.run(async () => 'done');
  const settled = Promise.allSettled([underWay, waiting]);
  await expect(errands.take(client)).rejects.toThrow();
  errands.drop();
  const offline = { status: 'rejected', reason: expect.objectContaining({ kind: 'offline' }) };
  expect(await settled).toEqual([offline, offline]);
  await expect(errands.run(async () => 'done')).rejects.toMatchObject({ kind: 'offline' });
});

it('keeping a copy removes nothing of what somebody has marked as deleted in the folder that was open', async () => {
  const { client, copies, copy, server } = await setUp();
  await server.seed('op@shop.test', [{ raw: 'From: maria@mail.test\r\nSubject: Marked\r\n\r\nx\r\n' }]);
  await client.mailboxOpen('INBOX');
  await client.messageFlagsAdd('1', ['\\Deleted']);
  expect(await copy()).toBe(true);
  expect(await copies()).toBe(1);
  expect(await server.mailbox('op@shop.test')).toHaveLength(1);
});
