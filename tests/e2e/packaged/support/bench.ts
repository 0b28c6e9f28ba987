import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { type Layout, layoutOf } from '../../../../build/packaging/inspect.ts';
import { root } from '../../../../build/runtime/index.ts';
import type { ProvisionFile } from '../../../../shared/contract/provision.ts';
import { type MailServer, startMailServer } from '../../../servers/mail/index.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../../../servers/telegram/index.ts';
import { startTrap, type Trap } from '../../../support/trap.ts';
import { DeskPage } from '../../pages/desk.ts';
import { ownedFolder, reachableCopy } from './account.ts';
import { startDisplay } from './display.ts';
import { createOutside, type Outside } from './outside.ts';
import { type Program, type StartOptions, startProgram } from './program.ts';

/** Where the program was packed: named by the suite that packs, else where `npm run package:dir` leaves it on Linux. */
export const packed: Layout = layoutOf(process.env.THROUGHLINE_PACKED ?? join(root, 'dist', 'linux-unpacked'), process.platform);

export type Servers = { mail: MailServer; telegram: TelegramEmulator; address: string; provision: ProvisionFile };
export type Desk = DeskPage<Program>;
export type Machine = Pick<StartOptions, 'executable' | 'home' | 'display' | 'outside'>;
/** `executable` instead of the packed one's copy, to start what an installer brings; `home` of another user at the same display. */
type Start = Partial<Omit<StartOptions, 'display' | 'outside'>>;

type Fixtures = {
  /** What a start needs to be this test's own. */
  machine: Machine;
  outside: Outside;
  servers: Servers;
  /** Counts whatever reaches it. */
  trap: Trap;
  /** Starts the packed program on this test's profile; it is closed when the test ends. */
  open(options?: Start): Promise<Desk>;
  /** The program with both channels connected. */
  desk: Desk;
};

type WorkerFixtures = { executable: string; display: string; mail: MailServer };

/** More than there are tests: what lies in a mailbox comes into whatever program opens it next. */
const mailboxes = 200;
let accounts = 0;

export const test = base.extend<Fixtures, WorkerFixtures>({
  executable: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      const copy = await reachableCopy(packed.folder);
      await use(layoutOf(copy.path, process.platform).executable);
      await copy.remove();
    },
    { scope: 'worker' },
  ],
  display: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const { display, stop } = await startDisplay();
      await use(display);
      await stop();
    },
    { scope: 'worker' },
  ],
  mail: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const users = Array.from({ length: mailboxes }, (_, n) => ({ address: `support${n}@shop.test`, password: 'op-pass' }));
      const others = ['maria@mail.test', 'planted@shop.test'].map((address) => ({ address, password: 'their-pass' }));
      const mail = await startMailServer({ users: [...users, ...others] });
      await use(mail);
      await mail.stop();
    },
    { scope: 'worker' },
  ],
  machine: async ({ executable, display }, use) => {
    const folder = await ownedFolder();
    await use({ executable, display, home: folder.path, outside: await createOutside(folder.path) });
    await folder.remove();
  },
  outside: ({ machine }, use) => use(machine.outside),
  servers: async ({ mail }, use) => {
    const telegram = await startTelegramEmulator();
    accounts += 1;
    const address = `support${accounts % mailboxes}@shop.test`;
    await use({ mail, telegram, address, provision: provisionFor(mail, telegram, address) });
    await telegram.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  trap: async ({}, use) => {
    const trap = await startTrap();
    await use(trap);
    await trap.stop();
  },
  open: async ({ machine }, use) => {
    const running: Program[] = [];
    await use(async (options = {}) => {
      const program = await startProgram({ ...machine, ...options });
      running.push(program);
      return new DeskPage(program);
    });
    for (const program of running) if (program.child.exitCode === null) await program.close();
  },
  desk: async ({ open, servers }, use) => {
    const desk = await open({ provision: servers.provision });
    await desk.online();
    await use(desk);
  },
});

function provisionFor(mail: MailServer, telegram: TelegramEmulator, address: string): ProvisionFile {
  const login = { host: '127.0.0.1', user: address, password: 'op-pass', tls: 'none' as const };
  return {
    workspace: { name: 'Acme', country: 'RU' },
    agent: { name: 'Anna Lebedeva', email: 'anna@shop.test' },
    channels: [
      {
        id: 'support-mail',
        kind: 'email',
        name: 'Support mailbox',
        address,
        imap: { ...login, port: mail.imapPort },
        smtp: { ...login, port: mail.smtpPort },
      },
      { id: 'acme-bot', kind: 'telegram', name: 'Acme bot', token: telegram.token, apiRoot: telegram.apiRoot },
    ],
  };
}

export { expect } from '@playwright/test';
