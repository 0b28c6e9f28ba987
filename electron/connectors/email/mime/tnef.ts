import iconv from 'iconv-lite';
import { type Property, properties } from './mapi.ts';
import { richBody } from './rtf.ts';

export type UnpackedFile = { name: string; bytes: Buffer; mime?: string; cid?: string };
export type Unpacked = { files: UnpackedFile[]; text?: string; html?: string };

const signature = 0x223e9f78;
/** Attributes of [MS-OXTNEF], section 2.1.3.2, with their types. */
const attribute = {
  messageProperties: 0x00069003,
  codepage: 0x00069007,
  attachmentBegins: 0x00069002,
  attachmentTitle: 0x00018010,
  attachmentData: 0x0006800f,
  attachmentProperties: 0x00069005,
};
/** Properties of [MS-OXPROPS]. */
const property = {
  body: 0x1000,
  html: 0x1013,
  rtf: 0x1009,
  data: 0x3701,
  shortName: 0x3704,
  longName: 0x3707,
  mime: 0x370e,
  cid: 0x3712,
  codepage: 0x3fde,
};
/** A message in a message in a message: deeper ones stay packed. */
const deepest = 3;

/** What is packed into a winmail.dat of Outlook and Exchange ([MS-OXTNEF]); `undefined` for what is damaged or none. */
export function unpackTnef(bytes: Buffer, depth = 0): Unpacked | undefined {
  try {
    return unpack(bytes, depth);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function unpack(bytes: Buffer, depth: number): Unpacked | undefined {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return undefined;
  const out: Unpacked = { files: [] };
  let encoding = 'windows-1252';
  let file: UnpackedFile | undefined;
  for (let at = 6; at < bytes.length; ) {
    // Level, id, length and checksum; some programs fill up with zeros.
    if (at + 11 > bytes.length) {
      if (bytes.subarray(at).every((byte) => byte === 0)) break;
      throw new RangeError('It ends in the middle of an attribute');
    }
    const id = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const data = bytes.subarray(at + 9, at + 9 + length);
    if (data.length < length) throw new RangeError('An attribute goes beyond the end');
    at += 9 + length + 2;
    switch (id) {
      case attribute.codepage:
        encoding = codepage(data.readUInt32LE(0)) ?? encoding;
        break;
      case attribute.messageProperties:
        readBody(properties(data), encoding, out);
        break;
      case attribute.attachmentBegins:
        file = { name: '', bytes: Buffer.alloc(0) };
        out.files.push(file);
        break;
      case attribute.attachmentTitle:
        if (file !== undefined) file.name ||= textOf(data, encoding);
        break;
      case attribute.attachmentData:
        if (file !== undefined) file.bytes = data;
        break;
      case attribute.attachmentProperties:
        if (file !== undefined) readFile(properties(data), encoding, file, out, depth);
        break;
    }
  }
  return { ...out, files: out.files.filter((each) => each.name !== '' || each.bytes.length > 0) };
}

function readBody(found: ReadonlyMap<number, Property>, encoding: string, out: Unpacked): void {
  const page = found.get(property.codepage)?.value;
  const html = found.get(property.html)?.value;
  const body = found.get(property.body);
  if (typeof html === 'object') out.html = textOf(html, (typeof page === 'number' ? codepage(page) : undefined) ?? 'utf-8');
  if (typeof body?.value === 'object') out.text = propertyText(body, encoding);
  const rtf = found.get(property.rtf)?.value;
  const rich = typeof rtf === 'object' && out.html === undefined ? richBody(rtf) : undefined;
  if (rich !== undefined && 'html' in rich) out.html = rich.html;
  else if (rich !== undefined) out.text ??= rich.text;
}

function readFile(
  found: ReadonlyMap<number, Property>,
  encoding: string,
  file: UnpackedFile,
  out: Unpacked,
  depth: number,
): void {
  const text = (id: number) => {
    const value = found.get(id);
    return value === undefined ? '' : propertyText(value, encoding);
  };
  file.name = text(property.longName) || file.name || text(property.shortName);
  if (text(property.mime) !== '') file.mime = text(property.mime).toLowerCase();
  if (text(property.cid) !== '') file.cid = text(property.cid);
  const data = found.get(property.data);
  if (typeof data?.value !== 'object') return;
  // An object begins with the interface it has; a message inside is packed the same way.
  const content = data.type === 0x0d ? data.value.subarray(16) : data.value;
  const inner = data.type === 0x0d && depth < deepest ? unpackTnef(content, depth + 1) : undefined;
  if (inner === undefined) file.bytes = content;
  else {
    out.files.push(...inner.files);
    file.bytes = Buffer.from(inner.html ?? inner.text ?? '');
    file.mime = inner.html === undefined ? 'text/plain' : 'text/html';
  }
}

function propertyText({ type, value }: Property, encoding: string): string {
  return typeof value === 'number' ? '' : textOf(value, type === 0x1f ? 'utf-16le' : encoding);
}

const textOf = (bytes: Buffer, encoding: string): string => iconv.decode(bytes, encoding).replace(/\0+$/, '');

function codepage(number: number): string | undefined {
  const name = number === 65_001 ? 'utf-8' : number === 20_866 ? 'koi8-r' : number === 28_595 ? 'iso-8859-5' : `cp${number}`;
  return iconv.encodingExists(name) ? name : undefined;
}
