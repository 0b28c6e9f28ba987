import { decodeText, isAscii } from './charset.ts';
import { unflow } from './flowed.ts';
import type { MailPart } from './part.ts';

/** Text of a plain part, line ends LF, soft line breaks of format=flowed undone, markup of enriched text taken off. */
export function plainText(part: MailPart, hint?: string): string {
  const text = normal(decodeText(bytesOf(part), part.params.get('charset'), hint));
  if (part.type === 'text/enriched') return withoutMarkup(text);
  if (part.type === 'text/richtext') return withoutOldMarkup(text);
  if (part.params.get('format')?.trim().toLowerCase() !== 'flowed') return text;
  return unflow(text, part.params.get('delsp')?.trim().toLowerCase() === 'yes');
}

/** A line of a calendar may be folded in the middle of a letter (RFC 5545, section 3.1). */
function bytesOf({ type, bytes = Buffer.alloc(0) }: MailPart): Uint8Array {
  if (type !== 'text/calendar' || bytes.includes(0)) return bytes;
  return Buffer.from(bytes.toString('latin1').replace(/\r?\n[ \t]/g, ''), 'latin1');
}

/** HTML of a part. A document may name its charset itself; that counts where the mail names none, or only ASCII. */
export function htmlText(part: MailPart, hint?: string): string {
  const bytes = part.bytes ?? new Uint8Array();
  const label = part.params.get('charset');
  const weak = label === undefined || (/^(us-?ascii|x?-?unknown|unknown-8bit)$/i.test(label) && !isAscii(bytes));
  return normal(decodeText(bytes, (weak ? declared(bytes) : undefined) ?? label, hint));
}

const declaration = /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i;

function declared(bytes: Uint8Array): string | undefined {
  const label = declaration.exec(Buffer.from(bytes.subarray(0, 4_096)).toString('latin1'))?.[1];
  // What is written in two bytes a letter could not be found this way; Word says so all the same.
  return label !== undefined && /^(unicode|utf-?(16|32)|ucs-?2)/i.test(label) ? undefined : label;
}

function normal(text: string): string {
  return (
    text
      .replace(/^\ufeff/, '')
      .replaceAll('\0', '')
      .replaceAll('\r\n', '\n')
      // Once more for the doubled CR of programs that translated line ends twice.
      .replaceAll('\r\n', '\n')
      .replaceAll('\r', '\n')
  );
}

/** Text of `text/richtext` (RFC 1341, section 7.1.3): commands go but for those that stand for a sign or a line end. */
function withoutOldMarkup(text: string): string {
  return text
    .replaceAll('\n', ' ')
    .replace(/<comment>.*?<\/comment>/gi, '')
    .replace(/<(\/?[a-z-]{1,60})>/gi, (_, name: string) =>
      /^lt$/i.test(name) ? '<' : /^(nl|np|\/paragraph)$/i.test(name) ? '\n' : '',
    )
    .replace(/\n +/g, '\n');
}

/** Text of `text/enriched` (RFC 1896): commands go, "<<" is "<", a single line end is a space. */
function withoutMarkup(text: string): string {
  return text
    .replace(/<param>[\s\S]*?<\/param>/gi, '')
    .replace(/<<|<\/?[a-z-]{1,60}>/gi, (mark) => (mark === '<<' ? '<' : ''))
    .replace(/(?<!\n)\n(?!\n)/g, ' ')
    .replace(/\n(\n+)/g, '$1');
}
