import type { FileStore } from '../../../shared/contract/connector.ts';
import type { FileHash, MailAddress } from '../../../shared/model/index.ts';
import { type MailReading, readMail } from './reading.ts';

/** A mail as `npm run parse-mail` prints it. Message ids are without angle brackets. */
export type PrintedMail = {
  from: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  subject: string | null;
  /** The Date header as ISO 8601 in UTC; null when it is none. */
  date: string | null;
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  text: string;
  hasHtml: boolean;
  attachments: Array<{ name: string; type: string; size: number; inline: boolean }>;
  autoSubmitted: boolean;
  /** Id of the mail whose delivery it reports on. */
  bounceOf: string | null;
};

/** What the connector sees in a stored mail; of one that cannot be read, that there is nothing to see. Never throws for a mail. */
export async function parsedMail(sourceHash: FileHash, files: FileStore): Promise<PrintedMail> {
  try {
    return printed(await readMail(sourceHash, files));
  } catch {
    return printed(nothing);
  }
}

const nothing: MailReading = {
  from: [],
  sender: [],
  replyTo: [],
  to: [],
  cc: [],
  bcc: [],
  inReplyTo: [],
  references: [],
  text: '',
  attachments: [],
  automatic: false,
  reports: [],
  offset: 0,
};

function printed(mail: MailReading): PrintedMail {
  return {
    from: mail.from[0] ?? mail.sender[0] ?? null,
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject ?? null,
    date: mail.date === undefined ? null : new Date(mail.date).toISOString(),
    messageId: mail.messageId ?? null,
    inReplyTo: mail.inReplyTo[0] ?? null,
    references: mail.references,
    text: mail.text,
    hasHtml: mail.html !== undefined,
    attachments: mail.attachments.map(({ name, mime, size, inline }) => ({ name, type: mime, size: size ?? 0, inline })),
    autoSubmitted: mail.automatic,
    bounceOf: mail.reports.find(({ outcome, about }) => outcome !== 'read' && about !== undefined)?.about ?? null,
  };
}
