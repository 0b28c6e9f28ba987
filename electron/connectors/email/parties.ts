import type { Party } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import type { MailAddress } from '../../../shared/model/index.ts';
import type { FolderRole } from './payload.ts';

export type Correspondents = {
  from: MailAddress[];
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
};
export type Decision = { direction: 'in' | 'out'; party: Party } | { ignored: string };

/**
 * Addresses that are ours: the channel's, its aliases, and a login where it is an address itself. An address with a detail
 * behind a plus (RFC 5233) is the same mailbox.
 */
export function ownAddresses(config: Pick<EmailChannelConfig, 'address' | 'aliases' | 'imap' | 'smtp'>): OwnAddresses {
  const own = [config.address, ...(config.aliases ?? []), config.imap.user, config.smtp.user ?? ''];
  const known = new Set(own.filter((value) => value.includes('@')).map(fold));
  return { has: (address) => known.has(fold(address)) || known.has(fold(address).replace(/\+[^@]*@/, '@')) };
}

export type OwnAddresses = { has(address: string): boolean };

/**
 * Who the mail is from or to. Ours when it lies in Sent or says it is from us; the customer is then the first recipient
 * who is not us. A form on our own site often writes "from" us with the visitor in Reply-To: that one is the author.
 */
export function correspondent(mail: Correspondents, role: FolderRole, own: OwnAddresses): Decision {
  const foreign = ({ address }: MailAddress) => !own.has(address);
  const author = mail.from[0] ?? mail.replyTo[0];
  const ours = role === 'sent' || (author !== undefined && !foreign(author));
  if (!ours) {
    if (author === undefined) throw new Error('The mail names no sender');
    return { direction: 'in', party: partyOf(author) };
  }
  const recipient = [...mail.to, ...mail.cc, ...mail.bcc].find(foreign);
  if (recipient !== undefined) return { direction: 'out', party: partyOf(recipient) };
  const visitor = role === 'inbox' ? mail.replyTo.find(foreign) : undefined;
  if (visitor !== undefined) return { direction: 'in', party: partyOf(visitor) };
  return { ignored: 'from ourselves to nobody else' };
}

function partyOf({ address, name }: MailAddress): Party {
  return { kind: 'email', value: address, ...(name === undefined || fold(name) === fold(address) ? {} : { name }) };
}

function fold(address: string): string {
  return address.trim().toLowerCase();
}
