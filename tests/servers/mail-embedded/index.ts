import { deliverTo } from '../mail/deliver.ts';
import type { MailDoor, MailUser, SeedMail, StoredMail } from '../mail/types.ts';
import { type ImapAccount, openAccount } from './imap-account.ts';
import { openDoor } from './smtp-door.ts';

export type EmbeddedMail = MailDoor & {
  /** Every account has an IMAP port of its own; `imapPort` is the first user's. */
  imapPortOf(user: string): number;
  /** Puts mails straight into the store, with their own date and flags. */
  seed(user: string, mails: readonly SeedMail[], folder?: string): void;
};

export type EmbeddedMailOptions = { domains?: readonly string[]; users?: readonly MailUser[] };

const defaultUsers: readonly MailUser[] = [
  { address: 'op@shop.test', password: 'op-pass' },
  { address: 'maria@mail.test', password: 'maria-pass' },
];

/**
 * A mail server inside this process, from npm packages alone (hoodiecrow-imap and smtp-server), for machines that have no
 * Dovecot. In clear text on loopback, nothing on disk. Mail to an unknown user of its domains is refused.
 */
export async function startEmbeddedMail(options: EmbeddedMailOptions = {}): Promise<EmbeddedMail> {
  const users = options.users ?? defaultUsers;
  const [first] = users;
  if (first === undefined) throw new Error('A mail server needs at least one user');
  const stray = users.find(({ address }) => options.domains?.includes(address.slice(address.lastIndexOf('@') + 1)) === false);
  if (stray !== undefined) throw new Error(`${stray.address} is in none of the domains ${options.domains?.join(', ')}`);

  const accounts = new Map<string, ImapAccount>();
  for (const user of users) accounts.set(user.address.toLowerCase(), await openAccount(user));
  const accountOf = (address: string): ImapAccount => {
    const account = accounts.get(address.toLowerCase());
    if (account === undefined) throw new Error(`No such user: ${address}`);
    return account;
  };
  const rules = {
    knows: (recipient: string) => accounts.has(recipient.toLowerCase()),
    take: ({ from, to, raw }: { from: string; to: readonly string[]; raw: Buffer }) => {
      for (const recipient of to) accountOf(recipient).deliver(Buffer.concat([trace(from, recipient), raw]));
    },
  };
  const submission = await openDoor({
    ...rules,
    users: new Map(users.map(({ address, password }) => [address.toLowerCase(), password])),
  });
  const mx = await openDoor(rules);
  return {
    host: '127.0.0.1',
    imapPort: accountOf(first.address).port,
    imapPortOf: (user) => accountOf(user).port,
    seed(user, mails, folder = 'INBOX') {
      for (const mail of mails) accountOf(user).seed(mail, folder);
    },
    smtpPort: submission.port,
    mxPort: mx.port,
    deliver: (mail) => deliverTo(mx.port, mail),
    mailbox: (user, folder = 'INBOX') => accountOf(user).list(folder),
    waitForMail: (user, matches, { folder = 'INBOX', timeoutMs = 10_000 } = {}) =>
      awaitMail(accountOf(user), folder, matches, timeoutMs),
    async stop() {
      await Promise.all([submission.stop(), mx.stop(), ...[...accounts.values()].map((account) => account.stop())]);
    },
  };
}

/** What the last server adds on delivery (RFC 5321, section 4.4). */
function trace(from: string, to: string): Buffer {
  const received = `Received: from localhost by localhost with ESMTP for <${to}>; ${new Date().toUTCString().replace('GMT', '+0000')}`;
  return Buffer.from(`Return-Path: <${from}>\r\nDelivered-To: ${to}\r\n${received}\r\n`);
}

function awaitMail(
  account: ImapAccount,
  folder: string,
  matches: (mail: StoredMail) => boolean,
  timeoutMs: number,
): Promise<StoredMail> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      forget();
      settle();
    };
    const timer = setTimeout(
      () => finish(() => reject(new Error(`No such mail in ${folder} within ${timeoutMs} ms`))),
      timeoutMs,
    );
    const look = async () => {
      const found = (await account.list(folder)).find(matches);
      if (found !== undefined) finish(() => resolve(found));
    };
    const forget = account.onChange(() => void look());
    void look();
  });
}
