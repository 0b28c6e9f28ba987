import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadMasterKey } from '../../electron/host/master-key.ts';
import type { Api, Method } from '../../shared/contract/api.ts';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import type { Item } from '../../shared/model/index.ts';
import { type MailServer, startMailServer } from '../servers/mail/index.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../servers/telegram/index.ts';
import { temporaryProfile } from '../support/engine.ts';
import type { EngineProcess } from '../support/engine-process.ts';
import { noKeyring } from '../support/keyring.ts';
import { progress } from './inspect.ts';

export const customerAddress = (n: number): string => `c${n}@mail.test`;
export const customers = 6;

/** One mailbox, one bot, one profile and the servers they stand on. */
export type Bench = {
  mail: MailServer;
  telegram: TelegramEmulator;
  address: string;
  profile: string;
  /** File in which crash points are named. */
  report: string;
  provision(doors?: Doors): ProvisionFile;
  stop(): Promise<void>;
};

/** Whoever can be asked what a window asks: an engine alone, or the whole program. */
export type Asked = { call<M extends Method>(method: M, input: Api[M]['in']): Promise<Api[M]['out']> };

/** Ports to go through instead of the servers' own. */
export type Doors = { imap?: number; smtp?: number; bot?: number };

/** `profile`: a folder that is somebody else's to remove. */
export async function openBench({ profile: given }: { profile?: string } = {}): Promise<Bench> {
  const address = 'op@shop.test';
  const people = Array.from({ length: customers }, (_, n) => ({ address: customerAddress(n), password: 'pass' }));
  const mail = await startMailServer({ users: [{ address, password: 'op-pass' }, ...people] });
  const telegram = await startTelegramEmulator();
  const folder = await temporaryProfile();
  const profile = given ?? join(folder.path, 'profile');
  mkdirSync(profile, { recursive: true });
  // One key for the program and for engines without it, which take turns on this profile.
  loadMasterKey(join(profile, 'keys'), noKeyring);
  return {
    mail,
    telegram,
    address,
    profile,
    report: join(folder.path, 'deaths.txt'),
    provision: ({ imap = mail.imapPort, smtp = mail.smtpPort, bot = telegram.port } = {}) => ({
      agent: { name: 'Anna' },
      channels: [
        {
          id: 'mail',
          kind: 'email',
          name: 'Mail',
          address,
          imap: { host: '127.0.0.1', port: imap, tls: 'none', user: address, password: 'op-pass' },
          smtp: { host: '127.0.0.1', port: smtp, tls: 'none', user: address, password: 'op-pass' },
        },
        { id: 'bot', kind: 'telegram', name: 'Bot', token: telegram.token, apiRoot: `http://127.0.0.1:${bot}` },
      ],
    }),
    async stop() {
      await Promise.all([mail.stop(), telegram.stop()]);
      await folder.remove();
    },
  };
}

/** Waits until so many items are there with their files, or nothing more comes; answers what the timelines hold then. */
export async function arrived(engine: EngineProcess, profile: string, count: number): Promise<Item[]> {
  const whole = async () => {
    const { items, awaited } = progress(profile);
    return items >= count && awaited === 0;
  };
  // What is missing is told by whoever compares, and by name.
  await engine.until(whole, 'everything to be there').catch(() => undefined);
  return everything(engine);
}

/** Whatever is on the timelines of all people. */
export async function everything(engine: Asked): Promise<Item[]> {
  const items: Item[] = [];
  for (const view of ['all', 'resolved'] as const) {
    for (let after: string | undefined; ; ) {
      const page = await engine.call('inbox.page', { view, limit: 200, ...(after === undefined ? {} : { after }) });
      for (const { customerId } of page.rows) items.push(...(await timeline(engine, customerId)));
      after = page.next;
      if (after === undefined) break;
    }
  }
  return items;
}

async function timeline(engine: Asked, customerId: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let before: number | undefined; ; ) {
    const page = await engine.call('timeline.page', { customerId, limit: 200, ...(before === undefined ? {} : { before }) });
    items.unshift(...page.items);
    before = page.items[0]?.key;
    if (!page.older || before === undefined) return items;
  }
}

export const texts = (items: readonly Item[]): string[] => items.map((item) => item.text.trim()).sort();
export const sorted = (lines: readonly string[]): string[] => [...lines].sort();
