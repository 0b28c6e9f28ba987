import { type Chats, inventChats } from './chat-history.ts';
import { dice } from './dice.ts';
import { inventMails, type PracticeMail } from './mail-history.ts';
import { lastHeard } from './moments.ts';
import { type Customer, inventPeople } from './people.ts';

export type { TelegramAct, TelegramScript } from './chat-history.ts';
export type { PracticeMail } from './mail-history.ts';
export type { Customer } from './people.ts';

export type PracticeHistory = {
  /** Last heard of first. */
  customers: Customer[];
  /** Of both folders, oldest first. */
  mails: PracticeMail[];
  /** What people did in Telegram within the last day, oldest first within each. */
  telegram: Chats;
};

export type HistoryOptions = {
  /** The moment it leads up to, epoch ms. */
  now?: number;
  support?: { name: string; address: string };
  /** Signs the answers. */
  agent?: { en: string; ru: string };
};

/**
 * Three months of a shop's support: who wrote, what was answered, and who still waits. The same seed, count and moment give
 * the same bytes. Two of three customers are Russian; the first dozen bring what a desk must bear: a mail of 40 kB, photos,
 * a voice message, documents, a machine's answer, a name that is too long.
 * @param customers how many, at least 12
 */
export async function practiceHistory(seed: number, customers: number, options: HistoryOptions = {}): Promise<PracticeHistory> {
  if (customers < 12) throw new RangeError('A practice workspace needs at least 12 customers.');
  const chance = dice(seed);
  const now = options.now ?? Date.now();
  const people = inventPeople(chance, customers);
  const moments = lastHeard(chance, customers, now);
  const timed = people.map((customer, place) => ({ customer, at: moments[place] ?? now, place }));
  const chats = inventChats(chance, timed, now);
  const letters = await inventMails(chance, timed, {
    seed,
    now,
    support: options.support ?? { name: 'Acme', address: 'support@acme.test' },
    agent: options.agent ?? { en: 'Anna Lebedeva', ru: 'Анна Лебедева' },
    chatting: new Set(chats.map(({ userId }) => userId)),
  });
  return { customers: people, mails: letters, telegram: chats };
}
