import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type AddressObject,
  type AttachmentStream,
  type HeaderLines,
  type Headers,
  MailParser,
  type MessageText,
} from 'mailparser';
import type { FileStore } from '../../../shared/contract/connector.ts';
import type { FileHash, MailAddress } from '../../../shared/model/index.ts';

export type StoredPart = { hash: FileHash; size: number; mime: string; name?: string; cid?: string };

export type ParsedMail = {
  /** First header of that name, unfolded and undecoded. */
  header(name: string): string | undefined;
  addresses(name: 'from' | 'reply-to' | 'to' | 'cc' | 'bcc' | 'sender'): MailAddress[];
  subject?: string;
  text?: string;
  html?: string;
  parts: StoredPart[];
  /** Why the body could not be read to its end; the headers still hold. */
  broken?: string;
};

/** Local files parse in seconds; a parser that has not finished by then never will. */
const patience = 120_000;

/**
 * Parses a stored mail as a stream, parts going to files one at a time, so that memory does not grow with the mail.
 * An embedded message stays one attachment. Throws when not even the headers can be read.
 */
export async function parseMail(sourceHash: FileHash, files: FileStore): Promise<ParsedMail> {
  // `ignoreEmbedded` is an option of the splitter below, passed through.
  const options = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true, ignoreEmbedded: true };
  const parser = new MailParser(options);
  let headers: Headers | undefined;
  let lines: HeaderLines = [];
  let text: MessageText | undefined;
  /** By their place in the mail; a place stays empty while its part is being written. */
  const parts: Array<StoredPart | undefined> = [];
  const writing: Promise<void>[] = [];
  let current: Readable | undefined;
  let failed: unknown;

  const finished = new Promise<void>((resolve, reject) => {
    parser.on('headers', (value: Headers) => {
      headers = value;
    });
    parser.on('headerLines', (value: HeaderLines) => {
      lines = value;
    });
    parser.on('data', (data: AttachmentStream | MessageText) => {
      if (data.type === 'text') {
        text = data;
        return;
      }
      current = data.content as Readable;
      const place = parts.push(undefined) - 1;
      const written = storePart(data, files).then((part) => {
        parts[place] = part;
        data.release();
      });
      written.catch(reject);
      writing.push(written);
    });
    parser.on('error', reject);
    parser.on('end', resolve);
  });
  // Destroying the input on a failure makes the pipe reject as well: the first reason is the one to keep.
  const fed = pipeline(createReadStream(files.path(sourceHash)), parser as unknown as NodeJS.WritableStream);
  try {
    await withPatience(Promise.all([fed, finished]));
    // The parser may end before the last part is on disk.
    await Promise.all(writing);
  } catch (error) {
    failed = error;
    parser.destroy();
    current?.destroy();
  }
  const known = headers;
  if (known === undefined || lines.length === 0) throw new Error('Not a mail: no header can be read', { cause: failed });
  return {
    header: (name) => rawHeader(lines, name),
    addresses: (name) => addressesOf(known.get(name)),
    ...subjectOf(known),
    ...(text?.text === undefined ? {} : { text: text.text }),
    ...(typeof text?.html === 'string' ? { html: text.html } : {}),
    parts: parts.filter((part) => part !== undefined),
    ...(failed === undefined ? {} : { broken: failed instanceof Error ? failed.message : String(failed) }),
  };
}

async function storePart(data: AttachmentStream, files: FileStore): Promise<StoredPart> {
  const path = files.scratch();
  try {
    await pipeline(data.content as Readable, createWriteStream(path));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  const { hash, size } = await files.adopt(path);
  return {
    hash,
    size,
    mime: data.contentType.toLowerCase(),
    ...(data.filename === undefined ? {} : { name: data.filename }),
    ...(data.cid === undefined || data.cid === '' ? {} : { cid: data.cid }),
  };
}

async function withPatience(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The mail could not be parsed in two minutes')), patience);
  });
  try {
    await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

function rawHeader(lines: HeaderLines, name: string): string | undefined {
  const line = lines.find(({ key }) => key === name)?.line;
  if (line === undefined) return undefined;
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\r?\n(?=[ \t])/g, '')
    .trim();
}

function subjectOf(headers: Headers): { subject?: string } {
  const subject = headers.get('subject');
  return typeof subject === 'string' && subject.trim() !== '' ? { subject: subject.replace(/\s+/g, ' ').trim() } : {};
}

/** Addresses in order, groups opened, entries without an @ (undisclosed-recipients) left out. */
function addressesOf(value: unknown): MailAddress[] {
  const objects = [value].flat().filter(isAddressObject);
  return objects
    .flatMap(({ value: list }) => list)
    .flatMap((entry) => [entry, ...(entry.group ?? [])])
    .flatMap(({ address, name }) => {
      if (address === undefined || !/^[^\s@]+@[^\s@]+$/.test(address)) return [];
      const shown = name.trim().replace(/^'(.*)'$/, '$1');
      return [{ address, ...(shown === '' ? {} : { name: shown }) }];
    });
}

function isAddressObject(value: unknown): value is AddressObject {
  return typeof value === 'object' && value !== null && 'value' in value && Array.isArray(value.value);
}
