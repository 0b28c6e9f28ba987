/** What the first bytes of a file show it to be; `other` when they show nothing in particular. */
export type FileKind = 'program' | 'page' | 'drawing' | 'picture' | 'media' | 'pdf' | 'archive' | 'other';

/** How many bytes {@link fileKind} wants to see. */
export const headLength = 1024;

const latin = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));

/** Marks at the very beginning, from the formats' own specifications. */
const marks: ReadonlyArray<readonly [FileKind, readonly number[]]> = [
  ['media', latin('#!AMR')],
  ['program', [0x7f, ...latin('ELF')]],
  ['program', [0xcf, 0xfa, 0xed, 0xfe]],
  ['program', [0xfe, 0xed, 0xfa, 0xcf]],
  ['program', [0xca, 0xfe, 0xba, 0xbe]],
  ['program', latin('#!')],
  // A Windows shortcut ([MS-SHLLINK], 2.1): it starts whatever it names.
  ['program', [0x4c, 0, 0, 0, 1, 0x14, 2, 0]],
  ['pdf', latin('%PDF')],
  ['archive', [0x50, 0x4b, 3, 4]],
  ['archive', latin('Rar!')],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x1f, 0x8b]],
  // Old office documents and installers (compound files, [MS-CFB], 2.2).
  ['archive', [0xd0, 0xcf, 0x11, 0xe0]],
  ['picture', [0x89, ...latin('PNG')]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', latin('GIF8')],
  ['media', latin('OggS')],
  ['media', latin('ID3')],
  ['media', [0x1a, 0x45, 0xdf, 0xa3]],
];

/** Recognises a file by its first {@link headLength} bytes, whatever its name and its sender say. */
export function fileKind(head: Uint8Array): FileKind {
  // Two letters that words may begin with as well; words hold no zero.
  if (head.subarray(0, 64).includes(0)) {
    if (head[0] === 0x4d && head[1] === 0x5a) return 'program';
    if (head[0] === 0x42 && head[1] === 0x4d) return 'picture';
  }
  const found = marks.find(([, mark]) => mark.every((byte, at) => head[at] === byte));
  if (found !== undefined) return found[0];
  const text = new TextDecoder(encodingOf(head)).decode(head).replace(/^\ufeff/, '');
  if (text.startsWith('RIFF')) return text.slice(8, 12) === 'WEBP' ? 'picture' : 'media';
  if (text.slice(4, 8) === 'ftyp') return /^(avif|heic|heix|mif1)/.test(text.slice(8)) ? 'picture' : 'media';
  return markup(text.trimStart());
}

/** Text that a browser would take for a page, or for a drawing that can hold a script. */
function markup(text: string): FileKind {
  if (/<svg[\s>]/i.test(text) && /^<(\?xml|!--|!doctype svg|svg)/i.test(text)) return 'drawing';
  // The tags by which a browser recognises HTML (MIME Sniffing, 7.1), and XML pages.
  const page = /^<(!doctype html|html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p|img|meta|!--|\?xml)[\s>]/i;
  return page.test(text) ? 'page' : 'other';
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
