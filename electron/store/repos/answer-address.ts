import type { MailAddress } from '../../../shared/model/index.ts';
import type { ReadDb } from '../db.ts';
import type { ContactRow } from './customer.repo.ts';
import type { ItemRow, StoredMail } from './item.repo.ts';

/** Where the author of a mail wants the answer; `undefined` when that is where it came from. */
export function answerAddress(item: Pick<ItemRow, 'mail'>): MailAddress | undefined {
  if (item.mail === null) return undefined;
  return (JSON.parse(item.mail) as StoredMail).replyTo?.[0];
}

/** The same of the last mail they wrote from this address on this channel, which what we write next answers. */
export function lastAnswerAddress(db: ReadDb, contact: ContactRow, channelKey: number): MailAddress | undefined {
  const last = db.get<Pick<ItemRow, 'mail'>>(
    `SELECT mail FROM items WHERE customer_key = ? AND contact_key = ? AND channel_key = ? AND direction = 'in' AND automatic = 0
     ORDER BY key DESC LIMIT 1`,
    contact.customer_key,
    contact.key,
    channelKey,
  );
  return last && answerAddress(last);
}
