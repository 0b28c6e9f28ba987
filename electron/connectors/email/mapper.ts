import type {
  InboundAttachment,
  InboundEvent,
  InboundMessage,
  MapContext,
  RawPayload,
} from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { statedPhones } from '../../core/identity/stated-phones.ts';
import { attachmentKind, attachmentName } from './attachments.ts';
import { isAutomatic } from './automatic.ts';
import { bodyText } from './body.ts';
import { hasRemoteContent, rewriteCids } from './html.ts';
import { type ParsedMail, parseMail, type StoredPart } from './mime.ts';
import { correspondent, ownAddresses } from './parties.ts';
import { parsePayload } from './payload.ts';
import { ownText } from './quoted.ts';
import { sentAt } from './sent-at.ts';
import { fallbackIdOf, threadOf } from './threading.ts';

/**
 * One mail as what happened. A broken part never loses the mail: what could be read is kept and the whole source is put
 * beside it as an attachment. Throws when there is no readable header or no sender at all.
 */
export async function mapMail(raw: RawPayload, ctx: MapContext<EmailChannelConfig>): Promise<InboundEvent[]> {
  const payload = parsePayload(raw);
  if (raw.sourceHash === undefined) throw new Error('The payload names no stored source');
  if (payload.flags.includes('\\Draft')) return [{ type: 'ignored', reason: 'draft' }];
  const mail = await parseMail(raw.sourceHash, ctx.files);
  const from = mail.addresses('from');
  const who = correspondent(
    {
      from: from.length > 0 ? from : mail.addresses('sender'),
      replyTo: mail.addresses('reply-to'),
      to: mail.addresses('to'),
      cc: mail.addresses('cc'),
      bcc: mail.addresses('bcc'),
    },
    payload.role,
    ownAddresses(ctx.config),
  );
  if ('ignored' in who) return [{ type: 'ignored', reason: who.ignored }];

  const { remoteId, remoteThread, answers } = threadOf(
    { messageId: mail.header('message-id'), inReplyTo: mail.header('in-reply-to'), references: mail.header('references') },
    fallbackIdOf(raw.sourceHash),
  );
  const text = bodyText(mail.text, mail.html);
  const { html, inlined } = pointAtParts(mail);
  const message: InboundMessage = {
    type: 'message',
    remoteThread,
    remoteId,
    direction: who.direction,
    party: who.party,
    claims: who.direction === 'in' ? phoneClaims(text, ctx.country) : [],
    sentAt: sentAt(mail.header('date'), payload.internalDate),
    ...(mail.subject === undefined ? {} : { subject: mail.subject }),
    text,
    ...(html === undefined
      ? {}
      : { htmlHash: (await ctx.files.put(Buffer.from(html))).hash, hasRemoteContent: hasRemoteContent(html) }),
    sourceHash: raw.sourceHash,
    mail: {
      from,
      to: mail.addresses('to'),
      cc: mail.addresses('cc'),
      ...(mail.header('message-id') === undefined ? {} : { messageId: remoteId }),
    },
    answers,
    attachments: mail.parts.map((part, index) => attachmentOf(part, index + 1, inlined.has(part))),
    seen: payload.flags.includes('\\Seen'),
  };
  if (mail.broken !== undefined) message.attachments.push(sourceAttachment(raw.sourceHash, payload.size));
  const headers = {
    autoSubmitted: mail.header('auto-submitted'),
    precedence: mail.header('precedence'),
    returnPath: mail.header('return-path'),
  };
  if (who.direction === 'in' && isAutomatic(headers)) message.automatic = true;
  return [message];
}

function phoneClaims(text: string, country: string): InboundMessage['claims'] {
  return statedPhones(ownText(text), country).map((value) => ({ kind: 'phone', value, source: 'stated' }));
}

/**
 * Pictures of the mail are shown from the file store. Only pixels are pointed at: a part shown under the program's own
 * address must never be a document that could run something.
 */
function pointAtParts(mail: ParsedMail): { html?: string; inlined: ReadonlySet<StoredPart> } {
  const inlined = new Set<StoredPart>();
  if (mail.html === undefined || mail.html.trim() === '') return { inlined };
  const html = rewriteCids(mail.html, (cid) => {
    const part = mail.parts.find((candidate) => candidate.cid === cid);
    if (part === undefined || !/^image\/(?!svg)[\w.+-]+$/.test(part.mime)) return undefined;
    inlined.add(part);
    return `app://throughline/file/${part.hash}?type=${encodeURIComponent(part.mime)}`;
  });
  return { html, inlined };
}

function attachmentOf(part: StoredPart, place: number, inline: boolean): InboundAttachment {
  const { hash, size, mime } = part;
  return { name: attachmentName(part.name, mime, place), mime, kind: attachmentKind(mime), inline, size, hash };
}

function sourceAttachment(hash: string, size: number): InboundAttachment {
  return { name: 'message.eml', mime: 'message/rfc822', kind: 'file', inline: false, size, hash };
}
