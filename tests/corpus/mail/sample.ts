import type { PrintedMail } from '../../../electron/connectors/email/parsed-mail.ts';

/** What is expected of a mail; what is not named is not looked at. `text` is compared whole. */
export type Expected = Partial<PrintedMail>;

export type Sample = {
  /** Unique, by topic: `bounces/exim`. */
  name: string;
  source: Buffer;
  expected: Expected;
};

/** As a mail lies in a mailbox: lines end with CRLF. Characters are written as UTF-8. */
export function wire(text: string): Buffer {
  return Buffer.from(text.replace(/^\n/, '').replace(/\r?\n/g, '\r\n'));
}

export function sample(name: string, source: string | Buffer, expected: Expected): Sample {
  return { name, source: typeof source === 'string' ? wire(source) : source, expected };
}
