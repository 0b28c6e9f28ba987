import type { Party } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import type { MailAddress } from '../../../shared/model/index.ts';
import { isAddress } from './addresses.ts';
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

/**
 * Where the author of an inbound mail wants the answer when not at their own address (RFC 5322, section 3.6.2). A machine's
 * wish is not followed, which for a list is the list itself; nor does an answer go to ourselves.
 */
export function answerTo(
  mail: Pick<Correspondents, 'replyTo'> & { automatic: boolean },
  party: Party,
  own: OwnAddresses,
): MailAddress[] {
  if (mail.automatic) return [];
  const elsewhere = mail.replyTo.filter(({ address }) => !own.has(address) && isAddress(address));
  return elsewhere.some(({ address }) => fold(address) === fold(party.value)) ? [] : elsewhere;
}

function partyOf({ address, name }: MailAddress): Party {
  return { kind: 'email', value: address, ...(name === undefined || fold(name) === fold(address) ? {} : { name }) };
}

function fold(address: string): string {
  return address.trim().toLowerCase();
}
