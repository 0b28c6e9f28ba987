import type { DeliveryReport } from '../../../../shared/contract/connector.ts';
import { fieldsOf } from '../mime/head.ts';
import { everyPart } from '../mime/select.ts';
import type { ParsedMail } from '../mime.ts';
import { messageIds } from '../threading.ts';

/**
 * A read receipt (RFC 8098): `read` when the mail was displayed, by hand or by rule. What was deleted or processed unread says
 * nothing. `undefined` for a mail that is no receipt.
 */
export function readReceipt(mail: ParsedMail): DeliveryReport | undefined {
  const part = everyPart(mail.root).find(({ type }) => /\/(global-)?disposition-notification$/.test(type));
  if (part?.bytes === undefined) return undefined;
  const fields = fieldsOf(part.bytes);
  const value = (name: string) => fields.find((field) => field.name === name)?.value;
  const about = messageIds(value('original-message-id'))[0] ?? messageIds(mail.head.value('in-reply-to'))[0];
  if (!/;\s*displayed\b/i.test(value('disposition') ?? '') || about === undefined) return undefined;
  const from = mail.addresses('from')[0]?.address;
  const recipient = from ?? /[^\s<>;@]+@[^\s<>;@]+/.exec(value('final-recipient') ?? '')?.[0];
  return { about, outcome: 'read', detail: '', ...(recipient === undefined ? {} : { recipient }) };
}

export const isReceipt = (mail: ParsedMail): boolean =>
  everyPart(mail.root).some(({ type }) => /\/(global-)?disposition-notification$/.test(type));
