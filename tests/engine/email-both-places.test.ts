import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../servers/mail/index.ts';
import { openDesk, temporaryProfile } from '../support/engine.ts';

/** One mailbox, read here and in another mail program. */
let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.stop());

test('what somebody reads or deletes in the mailbox is read and marked here', async () => {
  const profile = await temporaryProfile();
  const door = { host: '127.0.0.1', tls: 'none' as const, user: 'op@shop.test', password: 'op-pass' };
  const imap = { ...door, port: server.imapPort };
  const desk = await openDesk(profile.path, {
    channels: [{ id: 'm', kind: 'email', name: 'Mail', address: 'op@shop.test', imap, smtp: { ...door, port: server.smtpPort } }],
  });
  const other = new ImapFlow({
    host: imap.host,
    port: imap.port,

    secure: false,
    doSTARTTLS: false,
    auth: { user: door.user, pass: door.password },
    logger: false,
  });
  try {
    for (const text of ['first', 'second'])
      await server.deliver({ from: 'Maria <maria@mail.test>', to: 'op@shop.test', subject: text, text });
    const unread = async () => (await desk.rows())[0]?.unread;
    await desk.until(async () => (await unread()) === 2, 'both mails');
    const customerId = (await desk.rows())[0]?.customerId ?? '';
    await other.connect();
    await other.mailboxOpen('INBOX');
    await other.messageFlagsAdd('1:2', ['\\Seen']);
    await desk.until(async () => (await unread()) === 0, 'them to be read');
    await other.messageMove('1', 'Trash');
    const gone = await desk.until(
      async () => (await desk.items(customerId)).find(({ deletedAt }) => deletedAt !== undefined),
      'the mark',
    );
    expect(gone).toMatchObject({ subject: 'first', text: expect.stringContaining('first') });
  } finally {
    other.close();
    await desk.stop();
    await profile.remove();
  }
});
