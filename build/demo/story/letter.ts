import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { File } from './documents.ts';

export type Mailbox = { name: string; address: string };

export type Letter = {
  from: Mailbox;
  to: Mailbox;
  subject: string;
  text: string;
  html?: string;
  date: Date;
  /** Without brackets. */
  messageId: string;
  /** Ids of the thread so far without brackets, oldest first; the last one is answered. */
  thread?: readonly string[];
  files?: readonly File[];
  /** Pictures of the HTML by their Content-ID. */
  inline?: ReadonlyArray<File & { cid: string }>;
  headers?: Record<string, string>;
};

/** The letter as RFC 5322 text. The same letter always makes the same bytes. */
export function compose(letter: Letter): Promise<Buffer> {
  const { thread = [], files = [], inline = [], html, headers } = letter;
  const attachments = [
    ...files.map(({ name, mime, bytes }) => ({ filename: name, contentType: mime, content: bytes })),
    ...inline.map(({ name, mime, bytes, cid }) => ({ filename: name, contentType: mime, content: bytes, cid })),
  ];
  const composer = new MailComposer({
    from: letter.from,
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    date: letter.date,
    messageId: `<${letter.messageId}>`,
    ...(thread.length === 0 ? {} : { inReplyTo: `<${thread.at(-1)}>`, references: thread.map((id) => `<${id}>`) }),
    ...(html === undefined ? {} : { html }),
    ...(headers === undefined ? {} : { headers }),
    attachments,
    baseBoundary: createHash('sha256').update(letter.messageId).digest('hex').slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** `> ` before every line, under the line that says whose words they are, as mail programs write it in either language. */
export function quoted(language: 'en' | 'ru', by: string, at: Date, text: string): string {
  const day = at.toISOString().slice(0, 10);
  const time = at.toISOString().slice(11, 16);
  const lines = text.split('\n').map((line) => `> ${line}`);
  const intro = language === 'ru' ? `${day} ${time}, ${by} пишет:` : `On ${day} at ${time}, ${by} wrote:`;
  return [intro, ...lines].join('\n');
}
