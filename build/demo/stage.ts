import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import type { Asterisk } from '../../tests/servers/asterisk/index.ts';
import { type EmbeddedMail, startEmbeddedMail } from '../../tests/servers/mail-embedded/index.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../../tests/servers/telegram/index.ts';
import { say } from '../runtime/terminal.ts';
import { acme, john, maria } from './cast.ts';
import { exchangeChannel, startExchange } from './exchange.ts';
import { playTelegram } from './play-telegram.ts';
import { type PracticeHistory, practiceHistory } from './story/history.ts';
import { oddAddresses } from './story/odd-letters.ts';

/** Everything the program meets: its servers, the past in them, a folder for its profile, an administrator's file. */
export type Stage = {
  mail: EmbeddedMail;
  telegram: TelegramEmulator;
  /** Where there is one. */
  pbx?: Asterisk;
  history: PracticeHistory;
  /** Throw-away. */
  folder: string;
  profile: string;
  provisionFile: string;
  provision: ProvisionFile;
  /** Stops the servers and removes the folder. */
  close(): Promise<void>;
};

const seed = 11;

/** How many customers there are: for a person a week's desk, for the demo that is driven and photographed a morning's. */
export const customers = { person: 400, driven: 42 } as const;

/** Sets the stage on free loopback ports and in a fresh folder under the system's temporary one; with an exchange for `phone`. */
export async function setStage(count: number, { now = Date.now(), phone = false } = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-demo-'));
  // Whatever ends this process, short of SIGKILL, nothing of the profile stays behind.
  const sweep = () => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    } catch (error) {
      say(`Left behind: ${folder} (${error instanceof Error ? error.message : String(error)})`);
    }
  };
  process.once('exit', sweep);
  const history = await practiceHistory(seed, count, { now, support: acme.support });
  const addresses = [
    acme.support.address,
    maria.email,
    john.email,
    ...history.customers.map(({ email }) => email),
    ...oddAddresses,
  ];
  const mail = await startEmbeddedMail({ users: addresses.map((address) => ({ address, password: acme.password })) });
  for (const folderName of ['INBOX', 'Sent'] as const) {
    mail.seed(
      acme.support.address,
      history.mails.filter((one) => one.folder === folderName),
      folderName,
    );
  }
  const telegram = await startTelegramEmulator({ botName: acme.workspace.name, botUsername: 'acme_shop_bot' });
  playTelegram(telegram, history.telegram);
  const pbx = phone ? await startExchange() : undefined;
  const provisionFile = join(folder, 'provision.json');
  const provisioned = provision(mail, telegram, pbx);
  await writeFile(provisionFile, `${JSON.stringify(provisioned, null, 2)}\n`);
  return {
    mail,
    telegram,
    ...(pbx ? { pbx } : {}),
    history,
    folder,
    profile: join(folder, 'profile'),
    provisionFile,
    provision: provisioned,
    async close() {
      await Promise.all([mail.stop(), telegram.stop(), pbx?.stop()]);
      sweep();
      process.off('exit', sweep);
    },
  };
}

/** What an administrator would write for this desk. */
export function provision(
  mail: Pick<EmbeddedMail, 'host' | 'imapPort' | 'smtpPort'>,
  telegram: Pick<TelegramEmulator, 'token' | 'apiRoot'>,
  pbx?: Asterisk,
): ProvisionFile {
  const login = { host: mail.host, tls: 'none' as const, user: acme.support.address, password: acme.password };
  return {
    workspace: acme.workspace,
    agent: acme.agent,
    channels: [
      {
        id: 'support-mail',
        kind: 'email',
        name: 'Support mailbox',
        address: acme.support.address,
        imap: { ...login, port: mail.imapPort },
        smtp: { ...login, port: mail.smtpPort },
        importDays: acme.importDays,
      },
      { id: 'acme-bot', kind: 'telegram', name: 'Acme bot', token: telegram.token, apiRoot: telegram.apiRoot },
      ...(pbx ? [exchangeChannel(pbx)] : []),
    ],
  };
}
