import type { InboundAttachment } from '../../../shared/contract/connector.ts';

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/json': 'json',
  'application/rtf': 'rtf',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
  'audio/wav': 'wav',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/svg+xml': 'svg',
  'message/global': 'eml',
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/vcard': 'vcf',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
};

/**
 * Name to show and to save under. What could lead out of a folder or turn the reading direction (U+202E makes "exe.fdp" of
 * "pdf.exe") is taken out; without a name it is numbered by its place in the mail.
 */
export function attachmentName(name: string | undefined, mime: string, place: number): string {
  const clean = (name ?? '')
    .replace(/^.*[\\/]/, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
    .replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^\.+/, '')
    .trim();
  if (clean !== '') return shorten(clean);
  return `attachment-${place}.${extensions[mime] ?? 'bin'}`;
}

export function attachmentKind(mime: string): InboundAttachment['kind'] {
  const [family] = mime.split('/');
  return family === 'image' || family === 'audio' || family === 'video' ? family : 'file';
}

const types: ReadonlyMap<string, string> = new Map(Object.entries(extensions).map(([mime, ending]) => [ending, mime]));

/**
 * Type of a file whose sender named none or only "bytes": by its ending. A sender who says "bytes" is taken at the word except
 * for pictures, sound and film, which can be shown and do nothing else.
 */
export function typeByName(name: string | undefined, declared: string | undefined): string | undefined {
  const found = types.get(
    /\.([^.]{1,10})$/
      .exec(name ?? '')?.[1]
      ?.toLowerCase()
      .replace(/^jpeg$/, 'jpg') ?? '',
  );
  if (declared === undefined) return found;
  return declared === 'application/octet-stream' && /^(image\/(?!svg)|audio|video)/.test(found ?? '') ? found : undefined;
}

/** File systems take 255 bytes; a Cyrillic letter is two, and the ending is what opens the file. */
function shorten(name: string): string {
  const longest = 120;
  if (name.length <= longest) return name;
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return name.slice(0, longest - ending.length) + ending;
}
