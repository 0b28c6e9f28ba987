import { test as base } from '@playwright/test';
import type { ProvisionFile } from '../../../shared/contract/provision.ts';
import { type MailServer, startMailServer } from '../../servers/mail/index.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../../servers/telegram/index.ts';
import { DeskPage } from '../pages/desk.ts';
import { type App, type LaunchOptions, launch, temporaryFolder } from './app.ts';

export type Servers = {
  mail: MailServer;
  telegram: TelegramEmulator;
  /** The address of the support mailbox of this test. */
  address: string;
  provision: ProvisionFile;
};

type Fixtures = {
  folder: { profile: string; remove(): Promise<void> };
  servers: Servers;
  /** Starts the program on this test's profile; it is closed when the test ends. */
  open(options?: Partial<LaunchOptions>): Promise<DeskPage>;
  desk: DeskPage;
};

/** More than there are tests: what lies in a mailbox comes into whatever program opens it next. */
const mailboxes = 400;
let accounts = 0;

/** Every test gets a mailbox nobody has used, a bot of its own, and a fresh profile. The mail server is shared. */
export const test = base.extend<Fixtures, { mail: MailServer }>({
  mail: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      const users = Array.from({ length: mailboxes }, (_, n) => ({ address: `support${n}@shop.test`, password: 'op-pass' }));
      const mail = await startMailServer({
        users: [
          ...users,
          { address: 'maria@mail.test', password: 'maria-pass' },
          { address: 'ivan@mail.test', password: 'ivan-pass' },
        ],
      });
      await use(mail);
      await mail.stop();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  folder: async ({}, use) => {
    const folder = await temporaryFolder();
    await use(folder);
    await folder.remove();
  },
  servers: async ({ mail }, use, info) => {
    const telegram = await startTelegramEmulator();
    const address = `support${(accounts++ + info.parallelIndex * 100) % mailboxes}@shop.test`;
    const login = { host: '127.0.0.1', user: address, password: 'op-pass' };
    const provision: ProvisionFile = {
      workspace: { name: 'Acme', country: 'RU' },
      agent: { name: 'Anna Lebedeva', email: 'anna@shop.test' },
      channels: [
        {
          id: 'support-mail',
          kind: 'email',
          name: 'Support mailbox',
          address,
          imap: { ...login, port: mail.imapPort, tls: 'none' },
          smtp: { ...login, port: mail.smtpPort, tls: 'none' },
        },
        { id: 'acme-bot', kind: 'telegram', name: 'Acme bot', token: telegram.token, apiRoot: telegram.apiRoot },
      ],
    };
    await use({ mail, telegram, address, provision });
    await telegram.stop();
  },
  open: async ({ folder }, use) => {
    const running: App[] = [];
    await use(async (options = {}) => {
      const app = await launch({ profile: folder.profile, ...options });
      running.push(app);
      return new DeskPage(app);
    });
    for (const app of running) await app.close().catch(() => undefined);
  },
  desk: async ({ open, servers }, use) => {
    const desk = await open({ provision: servers.provision });
    await desk.online();
    await use(desk);
  },
});

export { expect } from '@playwright/test';
