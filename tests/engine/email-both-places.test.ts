import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../servers/mail/index.ts';
import { openDesk, temporaryProfile } from '../support/engine.ts';

/** One mailbox, read here and in another mail program. */
let server: MailServer;
beforeAll(async () => {
  const users = ['op@shop.test', 'sales@shop.test', 'maria@mail.test'];
  server = await startMailServer({ users: users.map((address) => ({ address, password: `${address.split('@')[0]}-pass` })) });
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

test('an import leaves unread what nobody has read, though what is older was', async () => {
  const profile = await temporaryProfile();
  const address = 'sales@shop.test';
  const many = 190;
  const fresh = 3;
  const date = (n: number) => new Date(Date.now() - (many - n) * 3_600_000);
  await server.seed(
    address,
    Array.from({ length: many }, (_, n) => ({
      raw: `From: Maria <maria@mail.test>\r\nTo: ${address}\r\nSubject: ${n}\r\nMessage-ID: <old${n}@x>\r\nDate: ${date(n).toUTCString()}\r\n\r\nx\r\n`,
      date: date(n),
      seen: n < many - fresh,
    })),
  );
  const door = { host: '127.0.0.1', tls: 'none' as const, user: address, password: 'sales-pass' };
  const desk = await openDesk(profile.path, {
    channels: [
      {
        id: 'm',
        kind: 'email',
        name: 'Mail',
        address,
        imap: { ...door, port: server.imapPort },
        smtp: { ...door, port: server.smtpPort },
      },
    ],
  });
  try {
    const { customerId } = await desk.until(async () => (await desk.rows())[0], 'Maria');
    await desk.until(async () => (await desk.items(customerId)).length === many, 'all of them');
    expect((await desk.rows())[0]).toMatchObject({ customerId, unread: fresh });
  } finally {
    await desk.stop();
    await profile.remove();
  }
});
