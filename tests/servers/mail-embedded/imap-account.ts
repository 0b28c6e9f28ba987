import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';
import { simpleParser } from 'mailparser';
import type { MailUser, SeedMail, StoredMail } from '../mail/types.ts';

/** One mailbox behind a port of its own: hoodiecrow keeps one store, whoever logs in. */
export type ImapAccount = {
  port: number;
  deliver(raw: Buffer): void;
  /** Puts a mail into a folder as it is. */
  seed(mail: SeedMail, folder: string): void;
  list(folder: string): Promise<StoredMail[]>;
  /** Called after every mail that comes in by any way. */
  onChange(listener: () => void): () => void;
  stop(): Promise<void>;
};

const plugins = ['ID', 'IDLE', 'SPECIAL-USE', 'UIDPLUS', 'UNSELECT', 'NAMESPACE', 'SASL-IR', 'AUTH-PLAIN', 'LITERALPLUS'];

/** `without` leaves extensions out, as a poorer server would. */
export async function openAccount(user: MailUser, without: readonly string[] = []): Promise<ImapAccount> {
  // A new number for every start: these uids never meant other mails (RFC 3501, section 2.3.1.1).
  const uidvalidity = Math.floor(Date.now() / 1_000);
  const server = hoodiecrow({
    plugins: plugins.filter((name) => !without.includes(name)),
    users: { [user.address]: { password: user.password } },
    storage: {
      INBOX: { uidvalidity },
      '': {
        separator: '/',
        folders: {
          Sent: { uidvalidity, 'special-use': '\\Sent' },
          Drafts: { uidvalidity, 'special-use': '\\Drafts' },
          Trash: { uidvalidity, 'special-use': '\\Trash' },
        },
      },
    },
  });
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // It prints every connection that a client dropped.
    socket.removeAllListeners('error');
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.server.address() as AddressInfo).port,
    deliver: (raw) => server.appendMessage('INBOX', [], new Date(), raw.toString('latin1')),
    seed({ raw, date = new Date(), seen, draft }, folder) {
      const flags = [...(seen ? ['\\Seen'] : []), ...(draft ? ['\\Draft'] : [])];
      server.appendMessage(folder, flags, date, Buffer.from(raw).toString('latin1'));
    },
    async list(folder) {
      const messages = server.getMailbox(folder)?.messages ?? [];
      return Promise.all(
        messages.map(async ({ raw, flags }) => {
          const bytes = Buffer.from(raw, 'latin1');
          return { raw: bytes, flags: flags.filter((flag) => flag !== '\\Recent'), parsed: await simpleParser(bytes) };
        }),
      );
    },
    onChange(listener) {
      server.on('notify', listener);
      return () => server.off('notify', listener);
    },
    async stop() {
      const closed = once(server.server, 'close');
      server.server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
