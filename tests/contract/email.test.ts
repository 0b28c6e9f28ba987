import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { emailConnector } from '../../electron/connectors/email/connector.ts';
import type { EmailChannelConfig } from '../../shared/contract/provision.ts';
import { type MailServer, startMailServer } from '../servers/mail/index.ts';
import type { Provider } from './harness.ts';
import { overhear } from './ports.ts';
import { describeConnector } from './suite.ts';

/** Dovecot and Exim are started once; each test has an account and a customer that no other has used. */
const accounts = Array.from({ length: 40 }, (_, n) => ({ own: `op${n}@shop.test`, customer: `maria${n}@mail.test` }));
const secret = 'a-password-to-be-kept';
let server: MailServer;

beforeAll(async () => {
  const users = accounts.flatMap(({ own, customer }) => [own, customer]).map((address) => ({ address, password: secret }));
  server = await startMailServer({ users });
});
afterAll(() => server.stop());

async function start(): Promise<Provider<EmailChannelConfig>> {
  const account = accounts.pop();
  if (!account) throw new Error('More tests than accounts');
  const { own, customer } = account;
  // RFC 5530: the response code of a refused login.
  const imap = await overhear(server.imapPort, /NO \[AUTHENTICATIONFAILED\]/);
  const door = { host: '127.0.0.1', tls: 'none', user: own, password: secret } as const;
  const config: EmailChannelConfig = {
    id: 'mail',
    kind: 'email',
    name: 'Support',
    address: own,
    imap: { ...door, port: imap.port },
    smtp: { ...door, port: server.smtpPort },
  };
  const mail = (text: string) => ({ from: `Maria <${customer}>`, to: own, subject: 'A question', text });
  return {
    config,
    wrongSecret: { ...config, imap: { ...config.imap, password: 'wrong' }, smtp: { ...config.smtp, password: 'wrong' } },
    at: (port) => ({ ...config, imap: { ...config.imap, port }, smtp: { ...config.smtp, port } }),
    secret,
    async customerWrites(texts) {
      if (texts.length > 5) {
        await server.seed(
          own,
          texts.map((text) => ({ raw: rawMail(customer, own, text) })),
        );
        return;
      }
      for (const text of texts) {
        await server.deliver(mail(text));
        await server.waitForMail(own, ({ parsed }) => parsed.text?.includes(text) === true);
      }
    },
    answer: (text) => ({
      itemId: '0199a0de-0000-7000-8000-000000000001',
      to: customer,
      fromName: 'Anna',
      subject: 'Re: A question',
      text,
      files: [],
      remoteId: `${randomUUID()}@shop.test`,
      createdAt: Date.now(),
    }),
    async delivered(words) {
      await server.waitForMail(customer, ({ parsed }) => parsed.text?.includes(words) === true);
      return (await server.mailbox(customer)).filter(({ parsed }) => parsed.text?.includes(words)).length;
    },
    refusedLogins: async () => imap.heard(),
    stop: () => imap.close(),
  };
}

function rawMail(from: string, to: string, text: string): string {
  const head = [`From: Maria <${from}>`, `To: ${to}`, 'Subject: A question', `Message-ID: <${randomUUID()}@mail.test>`];
  return [...head, `Date: ${new Date().toUTCString()}`, 'Content-Type: text/plain; charset=utf-8', '', text, ''].join('\r\n');
}

describe('email', () => {
  describeConnector({
    name: 'email',
    connector: emailConnector,
    start,
    change: ({ remoteThread, remoteId }) => ({ type: 'seen', remoteThread, remoteIds: [remoteId] }),
    // History is read in chunks of forty mails.
    backlog: 90,
    nonsense: { stream: 'INBOX', remoteKey: '1', body: '{"hologram":true}', receivedAt: 0 },
  });
});
