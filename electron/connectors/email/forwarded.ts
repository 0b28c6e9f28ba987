import { partsOfMail } from '../../../shared/lib/mail-parts.ts';
import type { ForwardOrigin, MailAddress } from '../../../shared/model/index.ts';
import { addressesIn } from './mime/addresses.ts';
import { momentIn } from './moment.ts';

/** Lines that say "what follows was sent to me by somebody else", as the usual programs write them. */
const marker =
  /^(?:> ?)*-{2,}\s*(forwarded (message|mail)( from .{1,80})?|пересылаемое сообщение|пересланное (сообщение|письмо)|перенаправленное сообщение)\s*-{2,}\s*$|^(?:> ?)*(begin forwarded message|начало (переадресованного|пересланного|пересылаемого) (сообщения|письма)|this is a forwarded message|это пересылаемое сообщение):?\s*$/im;
/** A subject that a program has marked as forwarded. Then the header that Outlook puts in the text is a forwarded one, too. */
const forwardedSubject = /^\s*(fwd?|fw|пересл|пер|переслать|wg|tr|rv|i)\s*(\[\d+\])?:/i;
const outlook = /^(-{2,}\s*(original message|исходное сообщение)\s*-{2,}|_{10,})\s*$/im;

const from = /^(?:> ?)*\*?(from|от|от кого|отправитель)\s*:\*?\s*(.{1,300})$/im;
const date = /^(?:> ?)*\*?(date|sent|дата|отправлено|отправленные|когда)\s*:\*?\s*(.{1,120})$/im;
/** Yandex introduces it with one line: `02.11.2026, 10:00, "Анна" <a@b>:`. */
const oneLine = /^(\d{1,2}\.\d{1,2}\.\d{4},? (?:в )?\d{1,2}:\d{2}(?::\d{2})?),? (.{1,200}):$/m;
/** How much of the text below the marker is its header. */
const headerLength = 1_500;

/**
 * Whose words these were, when the mail only passes them on. `offset` is the minutes east of UTC of whoever passed it on, since
 * programs write the original's time in their own; `sentAt` stands where it cannot be read.
 */
export function forwardedFrom(
  mail: { text: string; subject?: string; attached?: { from: MailAddress[]; date?: number } },
  offset: number,
  sentAt: number,
): ForwardOrigin | undefined {
  const { text, subject = '', attached } = mail;
  if (attached !== undefined) {
    const [author] = attached.from;
    return author === undefined ? undefined : { kind: 'person', name: nameOf(author), at: attached.date ?? sentAt };
  }
  const found = marker.exec(text) ?? (forwardedSubject.test(subject) ? (outlook.exec(text) ?? headerAlone(text)) : null);
  if (found === null) return undefined;
  // Further down in what is quoted, it tells of a mail that was passed on long ago.
  const { quoted } = partsOfMail(text);
  if (quoted !== '' && found.index > text.lastIndexOf(quoted) + 1) return undefined;
  const below = text.slice(found.index + found[0].length, found.index + found[0].length + headerLength);
  const line = oneLine.exec(below.slice(0, 400));
  const author = authorIn(line?.[2] ?? from.exec(below)?.[2]);
  if (author === undefined) return undefined;
  const written = momentIn(line?.[1] ?? date.exec(below)?.[2] ?? '', offset);
  return { kind: 'person', name: nameOf(author), at: written ?? sentAt };
}

/** Outlook forwards with a bare header: the text begins with it or follows an empty line. */
function headerAlone(text: string): RegExpExecArray | null {
  return /(?:^|\n)(?=\*?(?:from|от|от кого)\s*:\*?\s.{1,300}\n\*?(?:sent|date|отправлено|дата)\s*:)/i.exec(text);
}

function authorIn(value: string | undefined): MailAddress | undefined {
  if (value === undefined) return undefined;
  const clean = value
    .replace(/\[mailto:([^\]]+)\]/i, '<$1>')
    .replace(/\((mailto:)?([^()\s]+@[^()\s]+)\)/i, '')
    .replace(/<mailto:[^>]*>/gi, '')
    .replace(/<([^<>]+)<[^<>]*>>/, '<$1>')
    .trim();
  const [found] = addressesIn(clean);
  if (found !== undefined) return found;
  const name = clean.replace(/^["'«»]+|["'«»*]+$/g, '').trim();
  return name === '' ? undefined : { address: '', name };
}

function nameOf({ name, address }: MailAddress): string {
  if (name === undefined || name.toLowerCase() === address.toLowerCase()) return address;
  return address === '' ? name : `${name} <${address}>`;
}
