import type { StagedFile } from '../../../../shared/contract/api.ts';
import type { Item, TextMark } from '../../../../shared/model/index.ts';

/** Words of the window's language for what stands above a quoted message. */
export type QuoteWords = {
  title: string;
  from: string;
  to: string;
  date: string;
  subject: string;
  /** Subject of what had none: who wrote, by which way. */
  about: string;
};

export type Original = {
  text: string;
  marks: TextMark[];
  subject: string;
  files: StagedFile[];
  /** Files of it that are not here, and cannot go along. */
  missing: number;
};

const passedOnBefore = /^\s*(fwd?|пересл|fw)\s*:/iu;

/**
 * The original as a mail passes it on: room for one's own words, then who wrote it, when and about what, and the whole of it as
 * a quote, with its files.
 *
 * @param author name and address, as far as they are known; @param date worded
 */
export function quoteOf(
  item: Item,
  { author, to, date }: { author: string; to?: string; date: string },
  words: QuoteWords,
): Original {
  const { subject = '' } = item;
  const lines = [
    words.title,
    `${words.from}: ${author}`,
    ...(to === undefined ? [] : [`${words.to}: ${to}`]),
    `${words.date}: ${date}`,
    ...(subject === '' ? [] : [`${words.subject}: ${subject}`]),
    '',
    item.text.trim(),
  ];
  const before = '\n\n';
  const quoted = lines.join('\n').trimEnd();
  const here = item.attachments.filter(({ deletedAt }) => deletedAt === undefined);
  const files = here.flatMap(({ hash, name, mime, size, state }): StagedFile[] =>
    state === 'local' && hash !== undefined ? [{ hash, name: name.slice(0, 255) || 'file', mime, size: size ?? 0 }] : [],
  );
  const once = [...new Map(files.map((file) => [`${file.hash} ${file.name}`, file])).values()];
  return {
    text: before + quoted,
    marks: [{ type: 'quote', start: before.length, end: before.length + quoted.length }],
    subject: subject === '' ? `Fwd: ${words.about}` : passedOnBefore.test(subject) ? subject : `Fwd: ${subject}`,
    files: once,
    missing: here.length - files.length,
  };
}

/** Who wrote it, with the address it came from; ours with the mailbox or bot. */
export function authorOf(item: Item, name: string): string {
  const [sender] = item.mail?.from ?? [];
  const address = sender?.address ?? (item.direction === 'in' ? item.address : undefined);
  // A number that a messenger knows somebody by says nothing to whoever gets the mail.
  const telling = address !== undefined && address !== name && !/^\d+$/.test(address);
  return telling ? `${name} <${address}>` : name;
}
