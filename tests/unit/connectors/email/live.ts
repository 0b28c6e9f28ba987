import { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { EmailChannelConfig } from '../../../../shared/contract/provision.ts';
import { type MailServer, startMailServer } from '../../../servers/mail/index.ts';
import { emailConfig, Recorder, type Running, runSession, type TempFiles, tempFiles } from './harness.ts';

/** What one test has: the real servers, an empty file store, a recorder, and sessions that are stopped for it. */
export type Live = {
  readonly server: MailServer;
  readonly files: TempFiles;
  readonly recorder: Recorder;
  /** A mailbox nobody has used yet. */
  freshConfig(overrides?: Partial<EmailChannelConfig>): EmailChannelConfig;
  start(config: EmailChannelConfig): Running;
  /** Started, and both folders are watched. */
  online(config: EmailChannelConfig): Promise<Running>;
  stopSessions(): Promise<void>;
  /** Another mail program on the same mailbox. Leaves with the test. */
  colleague(config: EmailChannelConfig): Promise<ImapFlow>;
};

/** Registers the servers of a test file with vitest. */
export function liveMail(): Live {
  let server: MailServer | undefined;
  let files: TempFiles | undefined;
  let recorder: Recorder | undefined;
  const running: Running[] = [];
  const colleagues: ImapFlow[] = [];
  let accounts = 0;

  beforeAll(async () => {
    const users = Array.from({ length: 40 }, (_, index) => ({ address: `op${index}@shop.test`, password: 'op-pass' }));
    server = await startMailServer({ users: [...users, { address: 'maria@mail.test', password: 'maria-pass' }] });
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    files = tempFiles();
    recorder = new Recorder(files);
  });
  afterEach(async () => {
    await live.stopSessions();
    for (const client of colleagues.splice(0)) client.close();
    files?.remove();
  });

  const live: Live = {
    get server() {
      return there(server);
    },
    get files() {
      return there(files);
    },
    get recorder() {
      return there(recorder);
    },
    freshConfig(overrides = {}) {
      const address = `op${accounts++}@shop.test`;
      const login = { host: '127.0.0.1', tls: 'starttls' as const, user: address, password: 'op-pass' };
      const { imapPort, smtpPort } = live.server;
      return emailConfig({ address, imap: { ...login, port: imapPort }, smtp: { ...login, port: smtpPort }, ...overrides });
    },
    start(config) {
      const session = runSession(live.recorder, config);
      running.push(session);
      return session;
    },
    async online(config) {
      const session = live.start(config);
      const seen = live.recorder;
      await seen.until(() => seen.onlineCount > 0 && seen.cursors.has('INBOX') && seen.cursors.has('Sent'), 'both folders open');
      return session;
    },
    async colleague({ imap }) {
      const client = new ImapFlow({
        host: imap.host,
        port: imap.port,
        secure: false,
        doSTARTTLS: false,
        auth: { user: imap.user, pass: imap.password ?? '' },
        logger: false,
        disableAutoIdle: true,
      });
      await client.connect();
      colleagues.push(client);
      return client;
    },
    async stopSessions() {
      for (const session of running.splice(0)) await session.stop();
    },
  };
  return live;
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Asked for before the test began');
  return value;
}
