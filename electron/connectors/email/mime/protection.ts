import type { MailPart } from './part.ts';
import { everyPart } from './select.ts';

/**
 * Is the mail signed or encrypted: S/MIME (RFC 8551), PGP/MIME (RFC 3156), or PGP in its text? Nothing is verified or opened
 * here; the parts are kept as they are. Only what covers the mail counts, not a letter attached to it.
 */
export function protectionOf(root: MailPart, text: string): 'signed' | 'encrypted' | undefined {
  const parts = everyPart(root);
  const isSmime = ({ type }: MailPart) => /^application\/(x-)?pkcs7-mime$/.test(type);
  const smime = parts.filter(isSmime).map((part) => part.params.get('smime-type')?.toLowerCase() ?? '');
  if (parts.some(({ type }) => type === 'multipart/encrypted')) return 'encrypted';
  if (smime.some((kind) => !/^(signed-data|certs-only|compressed-data)$/.test(kind))) return 'encrypted';
  if (/^-----BEGIN PGP MESSAGE-----$/m.test(text)) return 'encrypted';
  if (parts.some(({ type }) => type === 'multipart/signed') || smime.includes('signed-data')) return 'signed';
  return /^-----BEGIN PGP SIGNED MESSAGE-----$/m.test(text) ? 'signed' : undefined;
}
