import type { PrintedMail } from '../../../electron/connectors/email/parsed-mail.ts';

/** What is expected of a mail; what is not named is not looked at. `text` is compared whole. */
export type Expected = Partial<PrintedMail>;

/** What the connector makes of a mail beyond what is printed. */
export type Meaning = {
  /** Of its text. */
  parts?: { said: string; signature?: string; quoted?: true };
  /** What is folded in its HTML, in order. */
  folds?: Array<'quote' | 'signature'>;
  /** Name of the true author; false when the mail is nobody else's. */
  forwardedFrom?: { name: string; at?: number } | false;
  card?: Record<string, unknown>;
  protection?: 'signed' | 'encrypted';
};

export type Sample = {
  /** Unique, by topic: `bounces/exim`. */
  name: string;
  source: Buffer;
  expected: Expected;
  meaning?: Meaning;
};

/** As a mail lies in a mailbox: lines end with CRLF. Characters are written as UTF-8. */
export function wire(text: string): Buffer {
  return Buffer.from(text.replace(/^\n/, '').replace(/\r?\n/g, '\r\n'));
}

export function sample(name: string, source: string | Buffer, expected: Expected, meaning?: Meaning): Sample {
  return {
    name,
    source: typeof source === 'string' ? wire(source) : source,
    expected,
    ...(meaning === undefined ? {} : { meaning }),
  };
}
