import type { MailAddress } from '../../shared/model/index.ts';
import type { WriteTx } from '../store/db.ts';
import type { ChannelRecord } from '../store/repos/channel.repo.ts';
import type { ContactRow } from '../store/repos/customer.repo.ts';
import { replySubject } from '../store/repos/customer-view.repo.ts';
import type { ItemRow, StoredMail } from '../store/repos/item.repo.ts';

/** The last mail exchanged with this address on this channel: what an answer answers unless another was chosen. */
export const lastMail = (tx: WriteTx, contact: ContactRow, channel: ChannelRecord): ItemRow | undefined =>
  tx.get<ItemRow>(
    `SELECT * FROM items WHERE customer_key = ? AND contact_key = ? AND channel_key = ? AND remote_id IS NOT NULL AND automatic = 0
       AND (direction = 'in' OR delivery IN ('sent', 'delivered', 'read')) ORDER BY key DESC LIMIT 1`,
    contact.customer_key,
    contact.key,
    channel.key,
  );

export function subjectOf(typed: string | undefined, parent: ItemRow | undefined): string {
  const given = typed?.trim();
  if (given) return given;
  return parent?.subject ? replySubject(parent.subject) : '';
}

/** Ids of the chain up to and including the parent, oldest first (RFC 5322, section 3.6.4). */
export function mailReferences(parent: ItemRow): string[] {
  const stored = parent.mail === null ? undefined : (JSON.parse(parent.mail) as StoredMail);
  return [...(stored?.references ?? []), ...(parent.remote_id ? [parent.remote_id] : [])];
}

/** Headers of a mail of ours, as its item shows them. */
export function ownHeaders(mail: {
  from: MailAddress;
  to: MailAddress;
  cc: MailAddress[];
  bcc: MailAddress[];
  messageId: string;
  references: string[];
}): StoredMail {
  const { bcc, ...headers } = mail;
  return { ...headers, from: [mail.from], to: [mail.to], ...(bcc.length === 0 ? {} : { bcc }) };
}
