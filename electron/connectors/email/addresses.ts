import { domainToASCII } from 'node:url';
import type { SendIntent } from '../../../shared/contract/connector.ts';
import type { MailAddress } from '../../../shared/model/index.ts';

/** Something before and after one @, and nothing that could end the command it is written into. */
export function isAddress(text: string): boolean {
  return /^[^\s@<>]+@[^\s@<>]+$/.test(text.trim());
}

/** A domain in national letters travels in its ASCII form (RFC 5890), which every server understands. */
export function asciiAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1));
  return at < 1 || domain === '' ? address.trim() : `${address.slice(0, at).trim()}@${domain}`;
}

/** A mailbox in national letters has no ASCII form: it travels as it is, where servers allow that (SMTPUTF8, RFC 6531). */
export function needsUtf8(address: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is what is asked for
  return /[^\u0000-\u007f]/.test(address);
}

export type Recipients = { to: MailAddress; cc: MailAddress[]; bcc: MailAddress[] };

/** Everybody a mail goes to, in the form in which addresses travel, each once: who is in To is not in Cc or Bcc again. */
export function recipientsOf(intent: Pick<SendIntent, 'to' | 'toName' | 'cc' | 'bcc'>): Recipients {
  const seen = new Set<string>();
  const fresh = ({ address }: MailAddress) => {
    const key = address.toLowerCase();
    return !seen.has(key) && seen.add(key) !== undefined;
  };
  const travelling = (all: readonly MailAddress[] = []) =>
    all.map(({ address, name }) => ({ address: asciiAddress(address), ...(name ? { name } : {}) })).filter(fresh);
  const [to = { address: intent.to }] = travelling([
    { address: intent.to, ...(intent.toName === undefined ? {} : { name: intent.toName }) },
  ]);
  return { to, cc: travelling(intent.cc), bcc: travelling(intent.bcc) };
}
