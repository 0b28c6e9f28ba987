import { decodeText } from '../mime/charset.ts';
import { type Field, fieldsOf } from '../mime/head.ts';

/** What one recipient's mail came to, as a mail server reports it (RFC 3464, section 2.3). */
export type RecipientStatus = {
  /** The address as we wrote it where the server remembers that, else the final one. */
  recipient?: string;
  outcome: 'failed' | 'delayed' | 'delivered';
  /** The servers' own words, or at least their code. */
  words: string;
};

/**
 * Reads the content of a `message/delivery-status` part. Blocks that speak of no recipient are left out where another does; some
 * write the action there, once for all.
 */
export function recipientStatuses(content: Buffer): RecipientStatus[] {
  const blocks = blocksOf(content);
  const named = blocks.filter((fields) => recipientOf(fields) !== undefined);
  const forAll = named.length === 0 ? undefined : blocks.flatMap((fields) => firstOf(fields, 'action') ?? [])[0];
  return (named.length === 0 ? blocks : named).flatMap((fields) => {
    const value = (name: string) => firstOf(fields, name);
    const outcome = outcomeOf(value('action') ?? forAll, value('status'));
    if (outcome === undefined) return [];
    const recipient = recipientOf(fields);
    const status = value('status') ?? '';
    const diagnostic = withoutType(value('diagnostic-code') ?? '');
    const words = diagnostic === '' ? status : /\b[245]\.\d+\.\d+\b/.test(diagnostic) ? diagnostic : `${status} ${diagnostic}`;
    return [{ outcome, words: words.trim(), ...(recipient === undefined ? {} : { recipient }) }];
  });
}

const recipientOf = (fields: readonly Field[]): string | undefined =>
  addressOf(firstOf(fields, 'original-recipient')) ?? addressOf(firstOf(fields, 'final-recipient'));

/** Does it say of anybody what became of the mail, be it only that it went on (relayed, expanded)? */
export const namesRecipients = (content: Buffer): boolean =>
  blocksOf(content).some((fields) => firstOf(fields, 'final-recipient') !== undefined && firstOf(fields, 'action') !== undefined);

/**
 * What we called the transaction when we handed the mail over (ENVID), as the report repeats it (RFC 3464, section 2.2.1): for
 * us the Message-ID, without brackets. Some servers leave the encoding of the command in it (xtext, RFC 3461, section 4).
 */
export function envelopeId(content: Buffer): string | undefined {
  for (const fields of blocksOf(content)) {
    const id = firstOf(fields, 'original-envelope-id')
      ?.replace(/^<|>$/g, '')
      .replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    if (id !== undefined && /^[^@\s<>]+@[^@\s<>]+$/.test(id)) return id;
  }
  return undefined;
}

const blocksOf = (content: Buffer): Field[][] =>
  content
    .toString('latin1')
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .map((block) => fieldsOf(Buffer.from(block.replace(/^\n+/, ''), 'latin1')));

function outcomeOf(action: string | undefined, status: string | undefined): RecipientStatus['outcome'] | undefined {
  switch (action?.toLowerCase().split(/[\s;(]/)[0]) {
    case 'failed':
      return 'failed';
    case 'delayed':
      return 'delayed';
    case 'delivered':
      return 'delivered';
    // These say that nothing more will be heard (RFC 3464, section 2.3.3), not that it arrived.
    case 'relayed':
    case 'expanded':
      return undefined;
    // None, or a word of its own.
    default:
      return status?.startsWith('5.') ? 'failed' : status?.startsWith('4.') ? 'delayed' : undefined;
  }
}

function firstOf(fields: readonly Field[], name: string): string | undefined {
  const value = fields.find((field) => field.name === name)?.value;
  return value === undefined ? undefined : decodeText(Buffer.from(value, 'latin1'), undefined).replace(/\s+/g, ' ').trim();
}

/** `rfc822; user@host`, also with brackets or without the type, and with letters beyond ASCII by number (RFC 6533, section 3). */
function addressOf(value: string | undefined): string | undefined {
  const letters = withoutType(value ?? '').replace(/\\x\{([0-9a-f]{2,6})\}/gi, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
  return /[^\s<>;@"]+@[^\s<>;@"]+/.exec(letters)?.[0];
}

const withoutType = (value: string): string => value.replace(/^[\w-]+\s*;\s*/, '');
