import type { DeliveryReport, FileStore, InboundAttachment } from '../../../shared/contract/connector.ts';
import type { FileHash, MailAddress } from '../../../shared/model/index.ts';
import { attachmentKind, attachmentName } from './attachments.ts';
import { isAutomatic } from './automatic.ts';
import { absoluteLocation, rewriteCids, rewriteLocations } from './html.ts';
import { addressesIn } from './mime/addresses.ts';
import type { Head } from './mime/part.ts';
import { type ParsedMail, parseMail, type StoredPart } from './mime.ts';
import { deliveryReports } from './reports/bounce.ts';
import { readReceipt } from './reports/receipt.ts';
import { writtenAt } from './sent-at.ts';
import { messageIds } from './threading.ts';

/** What a mail says, before anybody asks whose it is and where it belongs. */
export type MailReading = {
  from: MailAddress[];
  sender: MailAddress[];
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  subject?: string;
  /** As the Date header has it, believable or not. Epoch ms. */
  date?: number;
  /** Message ids are without angle brackets. */
  messageId?: string;
  inReplyTo: string[];
  references: string[];
  /** Own words and quotes. */
  text: string;
  /** Body as HTML, its pictures pointed at the file store. */
  html?: string;
  attachments: InboundAttachment[];
  /** Written by a machine. */
  automatic: boolean;
  /** What it says became of mails of ours: a bounce in the standard form or in words, a read receipt. */
  reports: DeliveryReport[];
  protection?: 'signed' | 'encrypted';
  invitation?: ParsedMail['invitation'];
  /** Author and date of the mail that this one does nothing but pass on, as a file. */
  attached?: { from: MailAddress[]; date?: number };
  /** Minutes east of UTC, as the Date header has them. */
  offset: number;
  /** Why the body could not be read to its end. */
  broken?: string;
};

/** Reads a stored mail. Throws when nothing of it can be read. */
export async function readMail(sourceHash: FileHash, files: FileStore): Promise<MailReading> {
  const mail = await parseMail(sourceHash, files);
  const { html, inlined } = pointAtParts(mail);
  const date = writtenAt(mail.head.text('date'));
  const receipt = readReceipt(mail);
  const messageId = messageIds(mail.head.value('message-id'))[0];
  const reports = receipt === undefined ? await deliveryReports(mail, files.path) : [receipt];
  return {
    from: mail.addresses('from'),
    sender: mail.addresses('sender'),
    replyTo: mail.addresses('reply-to'),
    to: mail.addresses('to'),
    cc: mail.addresses('cc'),
    bcc: mail.addresses('bcc'),
    ...(mail.subject === undefined ? {} : { subject: mail.subject }),
    ...(date === undefined ? {} : { date }),
    ...(messageId === undefined ? {} : { messageId }),
    inReplyTo: messageIds(mail.head.value('in-reply-to')),
    references: messageIds(mail.head.values('references').join(' ')),
    text: mail.text,
    ...(html === undefined ? {} : { html }),
    attachments: mail.parts.map((part, index) => attachmentOf(part, index + 1, inlined.has(part))),
    automatic: isAutomatic(mail.head) || reports.length > 0,
    reports,
    ...(mail.protection === undefined ? {} : { protection: mail.protection }),
    ...(mail.invitation === undefined ? {} : { invitation: mail.invitation }),
    ...(mail.passedOn === undefined ? {} : { attached: attachedMail(mail.passedOn) }),
    offset: offsetOf(mail.head.value('date')),
    ...(mail.broken === undefined ? {} : { broken: mail.broken }),
  };
}

function attachedMail(head: Head): NonNullable<MailReading['attached']> {
  const date = writtenAt(head.text('date'));
  return { from: addressesIn(head.value('from') ?? ''), ...(date === undefined ? {} : { date }) };
}

/** RFC 5322, section 3.3; a zone by its letters is as good as none. */
function offsetOf(date: string | undefined): number {
  const zone = /([+-])(\d{2})(\d{2})\s*(?:\(|$)/.exec(date ?? '');
  return zone === null ? 0 : (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
}

/**
 * Pictures of the mail are shown from the file store. Only pixels are pointed at: a part shown under the program's own
 * address must never be a document that could run something.
 */
function pointAtParts(mail: ParsedMail): { html?: string; inlined: ReadonlySet<StoredPart> } {
  const inlined = new Set<StoredPart>();
  if (mail.html === undefined || mail.html.trim() === '') return { inlined };
  const shown = (part: StoredPart | undefined) => {
    if (part === undefined || !/^image\/(?!svg)[\w.+-]+$/.test(part.mime)) return undefined;
    inlined.add(part);
    return `app://throughline/file/${part.hash}?type=${encodeURIComponent(part.mime)}`;
  };
  const byCid = rewriteCids(mail.html, (cid) => shown(mail.parts.find((part) => part.cid === cid)));
  const located = mail.parts.filter((part) => part.location !== undefined);
  if (located.length === 0) return { html: byCid, inlined };
  const base = mail.location;
  const html = rewriteLocations(byCid, base, (address) =>
    shown(located.find((part) => absoluteLocation(part.location ?? '', base) === address)),
  );
  return { html, inlined };
}

function attachmentOf(part: StoredPart, place: number, inline: boolean): InboundAttachment {
  const { hash, size, mime } = part;
  return { name: attachmentName(part.name, mime, place), mime, kind: attachmentKind(mime), inline, size, hash };
}
