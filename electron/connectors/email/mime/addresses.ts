import { domainToUnicode } from 'node:url';
import addressparser from 'nodemailer/lib/addressparser';
import type { MailAddress } from '../../../../shared/model/index.ts';
import { decodeWords } from './encoded-words.ts';

/**
 * Addresses of a header value in order (RFC 5322, section 3.4), groups opened, encoded words of names read even inside
 * quotes; entries without an address (undisclosed-recipients) are left out. Domains are shown as people write them.
 */
export function addressesIn(value: string): MailAddress[] {
  return addressparser(mended(value), { flatten: true }).flatMap((entry) => addressOf(entry.name ?? '', entry.address ?? ''));
}

/** What means something between addresses, as it stands unencoded inside encoded words (forbidden by RFC 2047, section 5). */
const meant = /[(),;:<>@[\]\\"]/g;

/** Brackets that are doubled, commas that are missing, a quotation mark that never closes, words that hold what parts addresses. */
function mended(value: string): string {
  const words = withSeparators(value).replace(
    /(=\?[^?\s]{1,60}\?q\?)([^?]{0,4000})(\?=)/gi,
    (_, before: string, payload: string, after: string) => {
      return `${before}${payload.replace(meant, (char) => `=${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}${after}`;
    },
  );
  const single = words
    .replace(/<</g, '<')
    .replace(/>>/g, '>')
    // A comment behind a group tells of the group, not of whoever comes next.
    .replace(/"[^"\\]*(?:\\[\s\S][^"\\]*)*"|;\s*\([^()]*\)(?=\s*,)/g, (each) => (each.startsWith(';') ? ';' : each));
  const quotes = single.replace(/\\[\s\S]/g, '').split('"').length - 1;
  if (quotes % 2 !== 0) return single.replace(/\\?"/g, '');
  return single.includes('"') ? single : parted(single);
}

/** Python encodes the comma itself where it folds a list behind an address. */
function withSeparators(value: string): string {
  return value.replace(/=\?[\w-]{1,40}\?q\?=(2c|3b)\?=/gi, (word, code: string, at: number) => {
    const before = value.slice(Math.max(0, at - longestDomain), at);
    if (!/\s$/.test(before) || !endsAddress.test(before.trimEnd())) return word;
    return code.toLowerCase() === '2c' ? ',' : ';';
  });
}

/** Commas where only spaces or those of an East Asian keyboard part the addresses. */
function parted(value: string): string {
  const brackets = value.includes('<') ? value : value.replaceAll('>', '');
  const commas = brackets
    .replace(/>(?=\s[^,;:()<>]*<)/g, '>,')
    .split(/([，；])/)
    .map((piece, at, pieces) => (at % 2 === 1 && endsAddress.test(pieces[at - 1]?.slice(-longestDomain) ?? '') ? ',' : piece))
    .join('');
  if (/[<(]/.test(commas) || !commas.includes(' ')) return commas;
  const words = commas.split(' ');
  return words
    .map((word, at) => (bare.test(word) && bare.test((words[at + 1] ?? '').replace(/[,;]$/, '')) ? `${word},` : word))
    .join(' ');
}

const longestDomain = 256;
const endsAddress = /(>|@[\w.-]+)$/;
const bare = /^[^\s,;:@]+@[^\s,;:@]+$/;

function addressOf(name: string, address: string): MailAddress[] {
  const shown = decodeWords(name).replace(/\s+/g, ' ').trim();
  if (address === '') {
    // Some encode the whole of it, address and all.
    return name.includes('=?') && /<[^<>\s]+@[^<>\s]+>$/.test(shown) ? addressesIn(shown) : [];
  }
  const plain = (address.includes('=?') ? decodeWords(address) : address)
    .trim()
    .replace(/^(?:mailto|smtp):/i, '')
    .replace(/^'(.+)'$/, '$1')
    .replace(/^"([^"\s@]+@[^"\s@]+)"$/, '$1')
    .replace(/[,;]+$/, '');
  if (!/^[^\s@]+@[^\s@]+$/.test(plain) && !/^"(?:[^"\\]|\\.)+"@[^\s@]+$/.test(plain)) return [];
  const unquoted = shown
    .replace(/\s*\[\s*\]$/, '')
    .replace(/^'(.*)'$/, '$1')
    .replace(/^"(.*)"$/, '$1')
    .trim();
  const readable = withReadableDomain(plain);
  const named = ![plain, readable].some((each) => each.toLowerCase() === unquoted.toLowerCase()) && unquoted !== '';
  return [{ address: readable, ...(named ? { name: unquoted } : {}) }];
}

function withReadableDomain(address: string): string {
  if (!/@(.*\.)?xn--/i.test(address)) return address;
  const at = address.lastIndexOf('@');
  const domain = domainToUnicode(address.slice(at + 1));
  return domain === '' ? address : `${address.slice(0, at)}@${domain}`;
}
