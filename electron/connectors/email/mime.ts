import { open } from 'node:fs/promises';
import type { FileStore } from '../../../shared/contract/connector.ts';
import type { FileHash, MailAddress } from '../../../shared/model/index.ts';
import { typeByName } from './attachments.ts';
import { bodyText } from './body.ts';
import { calendarText } from './calendar.ts';
import { type Invitation, invitationIn } from './invitation.ts';
import { addressesIn } from './mime/addresses.ts';
import { cutHead } from './mime/head.ts';
import { type Head, headOf, type MailPart } from './mime/part.ts';
import { protectionOf } from './mime/protection.ts';
import { type Block, everyPart, select } from './mime/select.ts';
import { htmlText, plainText } from './mime/text.ts';
import { type UnpackedFile, unpackTnef } from './mime/tnef.ts';
import { isTnef, readTree } from './mime/tree.ts';
import { cutUuencoded } from './mime/uuencoded.ts';

export type StoredPart = { hash: FileHash; size: number; mime: string; name?: string; cid?: string; location?: string };

export type ParsedMail = {
  head: Head;
  addresses(name: 'from' | 'reply-to' | 'to' | 'cc' | 'bcc' | 'sender'): MailAddress[];
  subject?: string;
  /** What a person reads, from plain text where that says something, else from HTML. */
  text: string;
  html?: string;
  /** Where the HTML says it lies (RFC 2557). */
  location?: string;
  parts: StoredPart[];
  /** What a calendar part asks of us, and that part as text. */
  invitation?: Invitation & { source: FileHash };
  /** Header of the mail it consists of, when it does nothing but pass that on as an attachment. */
  passedOn?: Head;
  /** Nothing of it was verified or opened. */
  protection?: 'signed' | 'encrypted';
  /** The tree it was read from; what machines report to machines is looked for there. */
  root: MailPart;
  /** Why the body could not be read to its end; the headers still hold. */
  broken?: string;
};

/**
 * Reads a stored mail as a stream, parts going to files one at a time, so that memory does not grow with the mail.
 * An embedded message stays one attachment. Throws when there is nothing at all.
 */
export async function parseMail(sourceHash: FileHash, files: FileStore): Promise<ParsedMail> {
  const { root, broken } = await readTree(sourceHash, files);
  const { head } = root;
  const { body, attachments, calendars } = select(root);
  const hint = everyPart(root)
    .map((part) => part.params.get('charset'))
    .find((label) => label !== undefined);
  const read = body.map((block) => readBlock(block, hint));
  const parts: StoredPart[] = [];
  for (const part of attachments) {
    const packed = isTnef(part) && part.bytes !== undefined ? unpackTnef(part.bytes) : undefined;
    const hasBody = read.some(({ plain, html }) => `${plain ?? ''}${html ?? ''}`.trim() !== '');
    const body = packed === undefined || hasBody ? undefined : { ...packed, files: [] };
    if (body !== undefined)
      read.push({
        files: [],
        ...(body.text === undefined ? {} : { plain: body.text }),
        ...(body.html === undefined ? {} : { html: body.html }),
      });
    // Rich text is all that some of them hold: those stay to be opened as they are.
    if (packed === undefined || (packed.files.length === 0 && body?.text === undefined && body?.html === undefined && !hasBody))
      parts.push(await storedPart(part, files));
    for (const file of packed?.files ?? []) parts.push(await unpackedPart(file, files));
  }
  const told = (blocks: readonly ReadBlock[]) =>
    blocks
      .map(({ plain, html }) => bodyText(plain, html))
      .filter((each) => each !== '')
      .join('\n\n');
  const instead = () => body.flatMap((block) => (block.instead === undefined ? [] : readBlock({ plain: block.instead }, hint)));
  const written = told(read) || told(instead());
  const html = wholeHtml(read);
  const text =
    written !== ''
      ? written
      : calendars
          .map((part) => calendarText(plainText(part, hint)))
          .join('\n\n')
          .trim();
  const protection = protectionOf(root, text);
  const invitation = await invitationOf(calendars, hint, files);
  const passedOn = await passedOnAsFile(attachments, written, files);
  for (const file of read.flatMap((each) => each.files)) {
    parts.push({ ...(await files.put(file.bytes)), mime: 'application/octet-stream', name: file.name });
  }
  const located = body.find((block) => block.html !== undefined)?.html;
  const location = located?.location ?? located?.head.value('content-base') ?? root.location ?? head.value('content-base');
  const subject = head.text('subject')?.replace(/\s+/g, ' ').trim();
  return {
    head,
    addresses: (name) =>
      /^(from|sender)$/.test(name) ? firstAddresses(head.values(name)) : head.values(name).flatMap(addressesIn),
    ...(subject === undefined || subject === '' ? {} : { subject }),
    text,
    ...(html === undefined ? {} : { html }),
    ...(location === undefined ? {} : { location: location.replace(/^"|"$/g, '') }),
    parts,
    root,
    ...(invitation === undefined ? {} : { invitation }),
    ...(passedOn === undefined ? {} : { passedOn }),
    ...(protection === undefined ? {} : { protection }),
    ...(broken === undefined ? {} : { broken }),
  };
}

/** Only the author's fields stand once; others may be repeated by careless programs and all count. */
function firstAddresses(values: readonly string[]): MailAddress[] {
  for (const value of values) {
    const found = addressesIn(value);
    if (found.length > 0) return found;
  }
  return [];
}

async function invitationOf(
  calendars: readonly MailPart[],
  hint: string | undefined,
  files: FileStore,
): Promise<ParsedMail['invitation']> {
  for (const part of calendars) {
    const source = plainText(part, hint);
    const invitation = invitationIn(source, part.params.get('method'));
    if (invitation !== undefined) return { ...invitation, source: (await files.put(Buffer.from(source))).hash };
  }
  return undefined;
}

/** More words than this are not "see below". */
const mostWords = 200;

async function passedOnAsFile(attachments: readonly MailPart[], written: string, files: FileStore): Promise<Head | undefined> {
  const [only, ...others] = attachments;
  if (only?.stored === undefined || !isMessage(only) || others.length > 0 || written.length > mostWords) return undefined;
  return headOfFile(files.path(only.stored.hash));
}

/** RFC 2046, section 5.2.1, and with national letters in its header RFC 6532, section 3.7. */
const isMessage = ({ type }: MailPart): boolean => /^message\/(rfc822|global)$/.test(type);

type ReadBlock = { plain?: string; html?: string; files: Array<{ name: string; bytes: Buffer }> };

function readBlock(block: Block, hint: string | undefined): ReadBlock {
  const { text, files } = block.plain === undefined ? { files: [] } : cutUuencoded(plainText(block.plain, hint));
  const html = block.html === undefined ? undefined : htmlText(block.html, hint);
  return { ...(text === undefined ? {} : { plain: text }), ...(html === undefined ? {} : { html }), files };
}

/** The body as one HTML document when any of it is HTML; plain stretches between are put in as text. */
function wholeHtml(blocks: readonly ReadBlock[]): string | undefined {
  if (!blocks.some(({ html }) => html !== undefined && html.trim() !== '')) return undefined;
  return blocks
    .map(({ plain, html }) => html ?? asHtml(plain ?? ''))
    .filter((part) => part.trim() !== '')
    .join('\n');
}

function asHtml(text: string): string {
  const escaped = text.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped === '' ? '' : `<div style="white-space:pre-wrap">${escaped}</div>`;
}

async function storedPart(part: MailPart, files: FileStore): Promise<StoredPart> {
  const { hash, size } = part.stored ?? (await files.put(part.bytes ?? new Uint8Array()));
  const name = part.name ?? (isMessage(part) ? await subjectOf(files.path(hash)) : undefined);
  return {
    hash,
    size,
    mime: typeByName(name, part.head.value('content-type') === undefined ? undefined : part.type) ?? part.type,
    ...(name === undefined ? {} : { name }),
    ...(part.cid === undefined ? {} : { cid: part.cid }),
    ...(part.location === undefined ? {} : { location: part.location }),
  };
}

async function unpackedPart({ name, bytes, mime, cid }: UnpackedFile, files: FileStore): Promise<StoredPart> {
  const type = mime ?? typeByName(name, undefined) ?? 'application/octet-stream';
  return { ...(await files.put(bytes)), mime: type, ...(name === '' ? {} : { name }), ...(cid === undefined ? {} : { cid }) };
}

/** An embedded message without a name is called by its subject. */
async function subjectOf(path: string): Promise<string | undefined> {
  const subject = (await headOfFile(path)).text('subject')?.replace(/\s+/g, ' ').trim();
  return subject === undefined || subject === '' ? undefined : `${subject.replace(/[\\/]/g, '_')}.eml`;
}

/** Header of an embedded message. Bytes: the first 64 KiB. */
export async function headOfFile(path: string): Promise<Head> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
    const text = buffer.subarray(0, bytesRead).toString('latin1').replace(/^\s+/, '');
    const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
    return headOf(cutHead(Buffer.from(text.slice(0, end), 'latin1')).head);
  } finally {
    await handle.close();
  }
}
