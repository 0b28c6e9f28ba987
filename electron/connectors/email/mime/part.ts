import { isUtf8 } from 'node:buffer';
import type { FileHash } from '../../../../shared/model/index.ts';
import { decodeText, guessEncoding } from './charset.ts';
import { decodeWords } from './encoded-words.ts';
import { type Field, fieldsOf } from './head.ts';
import { type Structured, structured } from './parameters.ts';
import { transferEncoding } from './transfer.ts';

/** Header of a mail or of a part of one. */
export type Head = {
  /** First field of that name: its charset read, its encoded words not. */
  value(name: string): string | undefined;
  /** Every field of that name, in order. */
  values(name: string): string[];
  /** First field of that name with its encoded words read. */
  text(name: string): string | undefined;
  readonly fields: readonly Field[];
};

export type MailPart = {
  head: Head;
  /** `text/plain`; lower case. */
  type: string;
  params: ReadonlyMap<string, string>;
  disposition: 'inline' | 'attachment' | undefined;
  name?: string;
  /** Content-ID without brackets. */
  cid?: string;
  location?: string;
  encoding: string;
  parent: MailPart | undefined;
  children: MailPart[];
  /** Bytes of a multipart outside its parts. */
  between: Buffer[];
  /** What it holds, decoded from its transfer encoding: here when it is a text of bearable length, else in the file store. */
  bytes?: Buffer;
  stored?: { hash: FileHash; size: number };
};

/** Labels that senders of raw bytes write without meaning them. */
const meaningless = /^\W*(utf|us-?ascii|iso-8859-1\b|windows-1252)/i;

/**
 * Reads a header block. `nearby` names the charset that other parts of the mail are in, when it is known: raw bytes are in that,
 * where the header has no label of its own.
 */
export function headOf(block: Buffer, nearby: () => string | undefined = () => undefined): Head {
  const fields = fieldsOf(block);
  // Bytes beyond ASCII are told apart better all together than field by field; UTF-8 tells itself.
  const raw = Buffer.concat(fields.map(({ value }) => Buffer.from(`${value} `, 'latin1')).filter((value) => !isUtf8(value)));
  const own = labelIn(fields);
  let guess: { encoding: string | undefined } | undefined;
  const near = () => {
    const told = own ?? nearby();
    if (raw.length === 0 || (told !== undefined && !meaningless.test(told))) return told;
    guess ??= { encoding: guessEncoding(raw) };
    return guess.encoding ?? told;
  };
  const read = (value: string) => {
    const bytes = Buffer.from(value, 'latin1');
    return isUtf8(bytes) ? decodeText(bytes, undefined) : decodeText(bytes, undefined, near());
  };
  const known = new Map<string, string[]>();
  // Asked for again and again, and as long as its author likes.
  const values = (name: string) => {
    const found = known.get(name) ?? fields.filter((field) => field.name === name).map(({ value }) => read(value));
    known.set(name, found);
    return found;
  };
  return {
    fields,
    values,
    value: (name) => values(name)[0],
    text: (name) => values(name).slice(0, 1).map(decodeWords)[0],
  };
}

function labelIn(fields: readonly Field[]): string | undefined {
  const type = fields.find(({ name }) => name === 'content-type')?.value;
  return structured(type, (raw) => raw).params.get('charset');
}

/** A part by its header. Without a type of its own a part of a digest is a message (RFC 2046, section 5.1.5). */
export function partOf(block: Buffer, parent: MailPart | undefined, nearby?: () => string | undefined): MailPart {
  const head = headOf(block, nearby);
  const read = (raw: string) => raw;
  const type = structured(head.value('content-type'), read);
  const disposition = structured(head.value('content-disposition'), read);
  const name = nameOf(head, type, disposition);
  const cid = head.value('content-id')?.replace(/^[<\s]+|[>\s]+$/g, '');
  const location = head.value('content-location')?.replace(/\s+/g, '');
  return {
    head,
    type: typeIn(type.value) ?? defaultType(type.value, disposition.value, name, parent),
    params: type.params,
    disposition: dispositionOf(disposition.value),
    ...(name === undefined ? {} : { name }),
    ...(cid === undefined || cid === '' ? {} : { cid }),
    ...(location === undefined || location === '' ? {} : { location }),
    encoding: transferEncoding(head.value('content-transfer-encoding')),
    parent,
    children: [],
    between: [],
  };
}

/**
 * Name of a part that is a file: where it belongs (RFC 2183, section 2.3), where it was before that, and what some put into the
 * description alone.
 */
function nameOf(head: Head, type: Structured, disposition: Structured): string | undefined {
  const told = [disposition.params.get('filename'), type.params.get('name'), disposition.params.get('name')]
    .map((name) => name?.trim().replace(/^'(.+)'$/, '$1'))
    .find((name) => name !== undefined && name !== '');
  if (told !== undefined || /^(text|multipart|message)\b|^$/.test(type.value)) return told;
  const description = head.text('content-description')?.trim() ?? '';
  return /^[^\s/][^/]{0,200}\.[a-z][a-z\d]{1,4}$/i.test(description) ? description : undefined;
}

/** Texts that are made for programs, or that only those can show. */
const forPrograms =
  /^text\/(calendar|csv|tab-separated-values|css|(x-)?java-?script|ecmascript|xml|rtf|(x-)?v(card|calendar)|directory|rfc822-headers|uri-list|vtt|x-amp-html|watch-html)$/;

/**
 * How a part can be read, if at all. Of a text of an unknown kind it is the words (RFC 2046, section 4.1.4), unless it was given a
 * name, as files are.
 */
export function textKind({ type, name }: Pick<MailPart, 'type' | 'name'>): 'plain' | 'html' | undefined {
  if (type === 'text/html' || (type === 'application/xhtml+xml' && name === undefined)) return 'html';
  if (/^text\/(plain|enriched|richtext)$/.test(type)) return 'plain';
  return type.startsWith('text/') && !forPrograms.test(type) && name === undefined ? 'plain' : undefined;
}

/** What is neither known nor nothing is to be kept aside (RFC 2183, section 2.8). */
function dispositionOf(value: string): MailPart['disposition'] {
  if (value === '' || value === 'inline') return value === '' ? undefined : 'inline';
  return 'attachment';
}

/** Also with spaces around the stroke. */
const typeIn = (value: string): string | undefined => /^([\w!#$&^.+-]+)\s*\/\s*([\w!#$&^.+-]+)$/.exec(value)?.slice(1).join('/');

function defaultType(value: string, disposition: string, name: string | undefined, parent: MailPart | undefined): string {
  if (/^html?$/.test(value)) return 'text/html';
  if (value === 'multipart') return 'multipart/mixed';
  if (value === '' && parent?.type === 'multipart/digest') return 'message/rfc822';
  // RFC 2045, section 5.2 has it a text; what was plainly meant as a file is none.
  const file = disposition === 'attachment' || /^(image|audio|video|application|font|model)$/.test(value);
  return file || (name !== undefined && value !== '' && value !== 'text') ? 'application/octet-stream' : 'text/plain';
}
