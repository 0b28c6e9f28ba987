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

/** Addresses the channel writes as. A login counts only where it is an address itself. */
export function ownAddresses(config: Pick<EmailChannelConfig, 'address' | 'imap' | 'smtp'>): ReadonlySet<string> {
  return new Set([config.address, config.imap.user, config.smtp.user ?? ''].filter((value) => value.includes('@')).map(fold));
}

/**
 * Who the mail is from or to. Ours when it lies in Sent or says it is from us; the customer is then the first recipient
 * who is not us. A form on our own site often writes "from" us with the visitor in Reply-To: that one is the author.
 */
export function correspondent(mail: Correspondents, role: FolderRole, own: ReadonlySet<string>): Decision {
  const foreign = ({ address }: MailAddress) => !own.has(fold(address));
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
