import type { Timed } from './chat-history.ts';
import type { Dice } from './dice.ts';
import { compose, type Letter, type Mailbox } from './letter.ts';
import { oddLetters } from './odd-letters.ts';
import { type Turn, threadsOf } from './threads.ts';

export type PracticeMail = {
  folder: 'INBOX' | 'Sent';
  /** RFC 5322. */
  raw: Buffer;
  date: Date;
  seen: boolean;
  from: string;
  to: string;
  /** Without brackets. */
  messageId: string;
};

export type MailWorld = {
  seed: number;
  now: number;
  support: Mailbox;
  agent: { en: string; ru: string };
  /** Telegram ids of those who write there already. */
  chatting: ReadonlySet<number>;
};

/** Everything in the mailbox, oldest first. */
export async function inventMails(dice: Dice, people: readonly Timed[], world: MailWorld): Promise<PracticeMail[]> {
  const turns: Turn[] = people.flatMap((who) => threadsOf(dice, who, world));
  turns.push(...oddLetters(dice, people, world));
  turns.sort((a, b) => a.letter.date.getTime() - b.letter.date.getTime());
  const mails: PracticeMail[] = [];
  for (const turn of turns) mails.push(await written(turn));
  return mails;
}

async function written({ letter, ours, seen }: Turn): Promise<PracticeMail> {
  const { from, to, date, messageId }: Letter = letter;
  const raw = await compose(letter);
  return { folder: ours ? 'Sent' : 'INBOX', raw, date, seen, from: from.address, to: to.address, messageId };
}
