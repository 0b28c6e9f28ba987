import { playTelegram } from '../../../build/demo/play-telegram.ts';
import { settle } from '../../../build/demo/settle.ts';
import { type PracticeHistory, practiceHistory } from '../../../build/demo/story/history.ts';
import type { Servers } from './desk.ts';

/** The practice workspace. */
const customers = 400;

/** What stands in the mailbox and the chats: three months of a shop. */
async function months(servers: Servers): Promise<PracticeHistory> {
  const history = await practiceHistory(7, customers, { support: { name: 'Acme', address: servers.address } });
  for (const folder of ['INBOX', 'Sent'] as const) {
    await servers.mail.seed(
      servers.address,
      history.mails.filter((mail) => mail.folder === folder),
      folder,
    );
  }
  playTelegram(servers.telegram, history.telegram);
  return history;
}

/** The same, and what an agent has done about it in the week so far. */
export async function week(servers: Servers, profile: string): Promise<PracticeHistory> {
  const history = await months(servers);
  await settle({ profile, provision: servers.provision, history });
  return history;
}
