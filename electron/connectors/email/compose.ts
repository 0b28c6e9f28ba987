import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { FileStore, OutgoingFile, SendIntent } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { standsInMail } from '../../../shared/lib/mail-picture.ts';
import type { TextMark } from '../../../shared/model/index.ts';
import { asciiAddress, recipientsOf } from './addresses.ts';
import { formatting } from './info.ts';
import { mailHtml } from './mail-html.ts';
import { mailText } from './mail-text.ts';
import { answerHeaders } from './threading.ts';

export type Composed = {
  /** `also` are copies, open and blind; without the angle brackets, as they travel. */
  envelope: { from: string; to: string; also: string[] };
  /** Message-ID without brackets. */
  id: string;
  /** Nobody reads what comes back of it but a machine. */
  automatic: boolean;
  source: Buffer;
};

/**
 * The mail as it leaves. Nothing in it depends on the moment or on chance (the date is the intent's, boundaries and content
 * ids come from its id), so that every attempt is the same bytes, and the copy in Sent too, but that it keeps what nobody else
 * is told: `bcc` (RFC 5322, section 3.6.3).
 */
export async function composeMail(
  intent: SendIntent,
  config: Pick<EmailChannelConfig, 'address' | 'name'>,
  files: Pick<FileStore, 'path'>,
  options: { bcc?: true } = {},
): Promise<Composed> {
  const { to, cc, bcc } = recipientsOf(intent);
  const from = asciiAddress(config.address);
  const seed = createHash('sha256').update(intent.remoteId).digest('hex').slice(0, 24);
  const named = (address: { name?: string; address: string }) => ({ name: address.name ?? '', address: address.address });
  const body = bodyOf(intent, seed);
  const composer = new MailComposer({
    from: { name: intent.fromName ?? config.name, address: from },
    to: named(to),
    ...(cc.length > 0 ? { cc: cc.map(named) } : {}),
    ...(options.bcc && bcc.length > 0 ? { bcc: bcc.map(named) } : {}),
    subject: intent.subject ?? '',
    messageId: `<${intent.remoteId}>`,
    date: new Date(intent.createdAt),
    ...answerHeaders(intent.replyTo),
    ...(intent.automatic ? { headers: automaticHeaders(intent) } : {}),
    text: body.text,
    ...(body.html === undefined ? {} : { html: body.html }),
    ...(intent.calendar === undefined ? {} : { alternatives: [calendarPart(intent.calendar)] }),
    attachments: [
      ...body.pictures.map(({ file, cid }) => ({
        ...partOf(file, files),
        cid,
        contentDisposition: 'inline' as const,
      })),
      ...body.files.map((file) => ({ ...partOf(file, files), contentDisposition: 'attachment' as const })),
    ],
    baseBoundary: seed,
    disableUrlAccess: true,
  });
  const mail = composer.compile();
  mail.keepBcc = options.bcc === true;
  return {
    envelope: { from, to: to.address, also: [...cc, ...bcc].map(({ address }) => address) },
    id: intent.remoteId,
    automatic: intent.automatic === true,
    source: await mail.build(),
  };
}

type ImageMark = Extract<TextMark, { type: 'image' }>;
type Body = { text: string; html?: string; pictures: Array<{ file: OutgoingFile; cid: string }>; files: OutgoingFile[] };

/** Without marks a mail is plain text: formatting that nobody chose would only be read wrongly somewhere. */
function bodyOf({ text, marks = [], files, remoteId }: SendIntent, seed: string): Body {
  const shown = marks.filter(
    (mark) => formatting.includes(mark.type) && mark.start < mark.end && (mark.type !== 'image' || standsInMail(mark.mime)),
  );
  if (shown.length === 0) return { text: withCrlf(text), pictures: [], files };
  const domain = remoteId.split('@').at(-1) ?? 'localhost';
  const images = new Map(shown.flatMap((mark) => (mark.type === 'image' ? [[mark.hash, mark]] : [])));
  const pictures = [...images.values()].map((mark, index) => ({
    file: { ...(files.find(({ hash }) => hash === mark.hash) ?? unnamed(mark, index)), mime: mark.mime },
    cid: `${seed}.${index + 1}@${domain}`,
  }));
  const pictureOf = ({ hash }: ImageMark) => {
    const picture = pictures.find(({ file }) => file.hash === hash);
    return picture && { cid: picture.cid, name: picture.file.name };
  };
  return {
    text: withCrlf(mailText(text, shown, (mark) => pictureOf(mark)?.name)),
    html: withCrlf(mailHtml(text, shown, pictureOf)),
    pictures,
    files: files.filter(({ hash }) => !images.has(hash)),
  };
}

const unnamed = ({ hash, mime }: ImageMark, index: number): OutgoingFile => ({
  hash,
  mime,
  name: `image-${index + 1}.${mime.split('/')[1]?.toLowerCase() ?? 'png'}`,
  size: 0,
});

/** A mail or a multipart may not be encoded (RFC 2046, sections 5.1 and 5.2.1), so as a file it is bytes like any other. */
function partOf({ hash, name, mime }: OutgoingFile, files: Pick<FileStore, 'path'>) {
  const encodable = /^[\w.+-]+\/[\w.+-]+$/.test(mime) && !/^(message|multipart)\//i.test(mime);
  return {
    path: files.path(hash),
    filename: name,
    contentType: encodable ? mime : 'application/octet-stream',
    contentTransferEncoding: 'base64' as const,
  };
}

/** Answer to an invitation: a further view of the same words, which calendars look for (RFC 6047, section 2.4). */
function calendarPart({ method, ics }: NonNullable<SendIntent['calendar']>) {
  return { contentType: `text/calendar; charset=utf-8; method=${method.toUpperCase()}`, content: withCrlf(ics) };
}

/** RFC 3834, section 5; the second field is what Exchange reads. */
function automaticHeaders({ replyTo }: SendIntent): Record<string, string> {
  return { 'Auto-Submitted': replyTo === undefined ? 'auto-generated' : 'auto-replied', 'X-Auto-Response-Suppress': 'All' };
}

/** Lines of a text end so, whatever it is encoded in (RFC 2046, section 4.1.1). */
const withCrlf = (text: string): string => text.replace(/\r\n?|\n/g, '\r\n');
