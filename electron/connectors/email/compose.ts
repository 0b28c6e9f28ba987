import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { FileStore, SendIntent } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { answerHeaders } from './threading.ts';

export type Composed = { envelope: { from: string; to: string }; source: Buffer };

/**
 * The mail as it leaves. Nothing in it depends on the moment or on chance (the date is the intent's, boundaries come from its
 * id), so that every attempt, and the copy in Sent, is the same bytes.
 */
export async function composeMail(
  intent: SendIntent,
  config: Pick<EmailChannelConfig, 'address' | 'name'>,
  files: Pick<FileStore, 'path'>,
): Promise<Composed> {
  const to = asciiAddress(intent.to);
  const from = asciiAddress(config.address);
  const composer = new MailComposer({
    from: { name: intent.fromName ?? config.name, address: from },
    to: { name: intent.toName ?? '', address: to },
    subject: intent.subject ?? '',
    messageId: `<${intent.remoteId}>`,
    date: new Date(intent.createdAt),
    ...answerHeaders(intent.replyTo),
    text: intent.text,
    attachments: intent.files.map(({ hash, name, mime }) => ({
      path: files.path(hash),
      filename: name,
      contentType: mime,
      contentDisposition: 'attachment' as const,
      contentTransferEncoding: 'base64' as const,
    })),
    baseBoundary: createHash('sha256').update(intent.remoteId).digest('hex').slice(0, 24),
    disableUrlAccess: true,
  });
  const source = await composer.compile().build();
  return { envelope: { from, to }, source };
}

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
