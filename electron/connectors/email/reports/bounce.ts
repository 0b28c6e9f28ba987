import type { DeliveryReport } from '../../../../shared/contract/connector.ts';
import { headOf, type MailPart } from '../mime/part.ts';
import { everyPart } from '../mime/select.ts';
import { headOfFile, type ParsedMail } from '../mime.ts';
import { refusalOf } from '../refusal.ts';
import { messageIds } from '../threading.ts';
import { envelopeId, namesRecipients, type RecipientStatus, recipientStatuses } from './delivery-status.ts';
import { looksLikeBounce, serverWords, statusInWords, wordsUnder } from './free-form.ts';

/**
 * What a mail reports of mails of ours: one report for each recipient it names. Empty for a mail that is no delivery report.
 * `pathOf` gives the file of a stored part.
 */
export async function deliveryReports(mail: ParsedMail, pathOf: (hash: string) => string): Promise<DeliveryReport[]> {
  const parts = everyPart(mail.root);
  const statuses = parts.filter((part) => /\/(global-)?delivery-status$/.test(part.type));
  const failed = (mail.head.value('x-failed-recipients') ?? '').split(/[\s,]+/).filter((each) => each.includes('@'));
  const from = mail.addresses('from')[0]?.address;
  const daemon = looksLikeBounce({ from, returnPath: mail.head.value('return-path'), subject: mail.subject ?? '' });
  if (statuses.length === 0 && failed.length === 0 && !daemon) return [];
  const written = statuses.flatMap((part) => recipientStatuses(part.bytes ?? Buffer.alloc(0)));
  const ours = new Set(mail.addresses('to').map(({ address }) => address.toLowerCase()));
  const found =
    written.length > 0
      ? written.map((status) => inFullWords(status, mail.text))
      : // A report that has told of its recipients in the standard form is not asked in words.
        statuses.some((part) => namesRecipients(part.bytes ?? Buffer.alloc(0))) ||
          (statuses.length > 0 && failed.length === 0 && !daemon)
        ? []
        : statusInWords(mail.text, mail.subject ?? '', failed, (address) => ours.has(address.toLowerCase()));
  const about = await aboutWhich(mail, parts, pathOf);
  return found.map((status) => reportOf(status, about));
}

/** A bare code says less than the words in the part for people, where those hold the same refusal. */
function inFullWords(status: RecipientStatus, text: string): RecipientStatus {
  if (!/^[245]\.\d+\.\d+$/.test(status.words)) return status;
  const own = status.recipient === undefined ? '' : wordsUnder(status.recipient, text);
  return { ...status, words: `${status.words} ${own || serverWords(text.slice(0, 20_000))}`.trim() };
}

function reportOf({ recipient, outcome, words }: RecipientStatus, about: string | undefined): DeliveryReport {
  const base = {
    ...(about === undefined ? {} : { about }),
    ...(recipient === undefined ? {} : { recipient }),
    outcome,
    detail: words,
  };
  if (outcome !== 'failed') return base;
  return { ...base, ...refusalOf(Number(/\b5\d\d\b/.exec(words)?.[0] ?? 0), words, true) };
}

/**
 * Message-ID of the mail that came back: from the returned mail or its headers, from the name we gave its transaction, from
 * text that quotes its headers, and last from the references, where the daemon has put it behind those of the mail itself.
 */
async function aboutWhich(
  mail: ParsedMail,
  parts: readonly MailPart[],
  pathOf: (hash: string) => string,
): Promise<string | undefined> {
  for (const part of parts) {
    if (part === mail.root) continue;
    if (/^message\/(rfc822|global)$/.test(part.type) && part.stored !== undefined) {
      const id = messageIds((await headOfFile(pathOf(part.stored.hash))).value('message-id'))[0];
      if (id !== undefined) return id;
    }
    if (/rfc822-headers|global-headers/.test(part.type) && part.bytes !== undefined) {
      const id = messageIds(headOf(part.bytes).value('message-id'))[0];
      if (id !== undefined) return id;
    }
  }
  for (const part of parts.filter(({ type }) => /\/(global-)?delivery-status$/.test(type))) {
    const id = envelopeId(part.bytes ?? Buffer.alloc(0));
    if (id !== undefined) return id;
  }
  for (const part of parts.filter(({ type }) => type === 'text/plain')) {
    const quoted = /^[> \t]*message-id:[ \t]*(?:\r?\n[> \t]+)?(<[^<>\s]+>)/im.exec(part.bytes?.toString('latin1') ?? '')?.[1];
    if (quoted !== undefined) return messageIds(quoted)[0];
  }
  const inText = /^[> \t]*message-id:\s*(<[^<>\s]+>)/im.exec(mail.text)?.[1];
  if (inText !== undefined) return messageIds(inText)[0];
  return messageIds(mail.head.value('in-reply-to'))[0] ?? messageIds(mail.head.values('references').join(' ')).at(-1);
}
