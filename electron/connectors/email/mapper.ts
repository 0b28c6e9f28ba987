import type {
  DeliveryReport,
  InboundAttachment,
  InboundEvent,
  InboundMessage,
  MapContext,
  RawPayload,
} from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { statedPhones } from '../../core/identity/stated-phones.ts';
import { folded } from './fold.ts';
import { forwardedFrom } from './forwarded.ts';
import { hasRemoteContent } from './html.ts';
import { answerTo, correspondent, ownAddresses } from './parties.ts';
import { parsePayload } from './payload.ts';
import { ownText } from './quoted.ts';
import { readMail } from './reading.ts';
import { sentAt } from './sent-at.ts';
import { fallbackIdOf, threadOf } from './threading.ts';

/**
 * One mail as what happened. A broken part never loses the mail: what could be read is kept and the whole source is put
 * beside it as an attachment. Throws when there is nothing to read or no sender at all.
 */
export async function mapMail(raw: RawPayload, ctx: MapContext<EmailChannelConfig>): Promise<InboundEvent[]> {
  const payload = parsePayload(raw);
  if ('change' in payload) return [{ type: payload.change, remoteId: payload.remoteId, at: payload.at }];
  if (raw.sourceHash === undefined) throw new Error('The payload names no stored source');
  if (payload.flags.includes('\\Draft')) return [{ type: 'ignored', reason: 'draft' }];
  const mail = await readMail(raw.sourceHash, ctx.files);
  const from = mail.from.length > 0 ? mail.from : mail.sender;
  // A daemon that calls itself by no address, or by none at all, speaks of somebody who has one.
  const daemon = from.length > 0 ? undefined : mail.reports.find(({ recipient }) => recipient !== undefined)?.recipient;
  const own = ownAddresses(ctx.config);
  const who = correspondent({ ...mail, from: daemon === undefined ? from : [{ address: daemon }] }, payload.role, own);
  if ('ignored' in who) return [{ type: 'ignored', reason: who.ignored }];

  const replyTo = who.direction === 'in' ? answerTo(mail, who.party, own) : [];
  const { remoteId, remoteThread, answers } = threadOf(mail, fallbackIdOf(raw.sourceHash));
  const written = sentAt(mail.date, payload.internalDate);
  const origin = forwardedFrom(mail, mail.offset, written);
  const message: InboundMessage = {
    type: 'message',
    remoteThread,
    remoteId,
    direction: who.direction,
    party: who.party,
    claims: who.direction === 'in' ? phoneClaims(mail.text, ctx.country, who.party.name) : [],
    sentAt: written,
    ...(mail.subject === undefined ? {} : { subject: mail.subject }),
    text: mail.text,
    ...(mail.html === undefined
      ? {}
      : {
          htmlHash: (await ctx.files.put(Buffer.from(folded(mail.html, origin !== undefined)))).hash,
          hasRemoteContent: hasRemoteContent(mail.html),
        }),
    ...(mail.invitation === undefined ? {} : { card: mail.invitation }),
    ...(origin === undefined ? {} : { forwardedFrom: origin }),
    sourceHash: raw.sourceHash,
    mail: {
      from,
      to: mail.to,
      cc: mail.cc,
      ...(who.direction === 'out' && mail.bcc.length > 0 ? { bcc: mail.bcc } : {}),
      ...(replyTo.length === 0 ? {} : { replyTo }),
      ...(mail.messageId === undefined ? {} : { messageId: remoteId }),
      ...(mail.protection === undefined ? {} : { protection: mail.protection }),
    },
    answers,
    attachments: mail.attachments,
    seen: payload.flags.includes('\\Seen'),
  };
  if (mail.broken !== undefined) message.attachments.push(sourceAttachment(raw.sourceHash, payload.size));
  if (who.direction === 'in' && mail.automatic) message.automatic = true;
  if (who.direction === 'in' && mail.reports.length > 0) return [aboutOurs(message, mail.reports)];
  return [message];
}

/**
 * A report on a mail of ours: in the thread of that mail, and of the person it went to. Whatever phone numbers a daemon
 * writes are nobody's.
 */
function aboutOurs(message: InboundMessage, reports: DeliveryReport[]): InboundMessage {
  const ids = reports.flatMap(({ about }) => about ?? []).filter((id) => id !== message.remoteId);
  const answers = [...new Set([...ids, ...message.answers])];
  return { ...message, answers, claims: [], automatic: true, reports };
}

function phoneClaims(text: string, country: string, name: string | undefined): InboundMessage['claims'] {
  return statedPhones(ownText(text), country, name).map((value) => ({ kind: 'phone', value, source: 'stated' }));
}

function sourceAttachment(hash: string, size: number): InboundAttachment {
  return { name: 'message.eml', mime: 'message/rfc822', kind: 'file', inline: false, size, hash };
}
