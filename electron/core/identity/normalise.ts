import { type CountryCode, isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { ContactPointKind } from '../../../shared/model/index.ts';

/**
 * Key by which two mail addresses are the same: trimmed, lower case, without `mailto:` and without the root dot of the
 * domain. The local part is folded too: RFC 5321, section 2.4, lets a server tell case apart, none in use does.
 * Dots and plus tags stay, since they name different mailboxes with most providers. A domain in national letters and
 * its `xn--` form are different keys. Undefined for what is no address.
 */
export function normaliseEmail(value: string): string | undefined {
  const address = value
    .normalize('NFKC')
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const domain = address.slice(at + 1).replace(/\.$/, '');
  const isLocal = /^"[^"\p{Cc}]+"$/u.test(local) || /^[^\s"@<>(),:;\\[\]\p{Cc}]+$/u.test(local);
  const isDomain = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}.-]*[\p{L}\p{N}\p{M}])?$/u.test(domain) && !domain.includes('..');
  // RFC 5321, section 4.5.3.1: 64 octets before the sign, 255 after.
  if (!isLocal || !isDomain || local.length > 64 || domain.length > 255) return undefined;
  return `${local}@${domain}`;
}

/**
 * How a number was written: as people write it in `country`, or, as some providers do (Bot API, `Contact`),
 * international digits that lack their plus sign.
 */
export type PhoneForm = 'national' | 'international';

const direction = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const label = /^(?:tel|телефон|тел|phone)\s*[.:]*\s*/iu;
const extension = /[\s,;]*(?:;\s*ext=|(?:доб(?:авочный)?|внутр(?:енний)?|вн|ext(?:ension)?)(?![\p{L}])|x(?=\s*\d)|#).*$/iu;
const numberLike = /^\+?[\d ().\-/]+$/;

/** Digits with plain separators, or undefined when it holds anything a phone number does not. */
function plain(value: string): string | undefined {
  const text = value
    .normalize('NFKC')
    .replace(direction, '')
    .trim()
    .replace(label, '')
    .replace(extension, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^\++/, '+')
    .trim();
  return numberLike.test(text) && /\d/.test(text) ? text : undefined;
}

function parse(text: string, country: CountryCode | undefined): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text, country ? { defaultCountry: country, extract: false } : { extract: false });
}

/** What a notation may mean, the likeliest first. */
function readings(text: string, country: CountryCode | undefined, form: PhoneForm): Array<PhoneNumber | undefined> {
  const digits = text.replace(/\D/g, '');
  const international = (): PhoneNumber | undefined => parse(`+${digits}`, undefined);
  if (text.startsWith('+')) {
    // People who are used to dialling 8 also write +8 916 …; no country answers to that.
    return [parse(text, country), country === 'RU' || country === 'KZ' ? parse(digits, country) : undefined];
  }
  if (form === 'international') return [international(), parse(text, country)];
  const isLong = digits.length >= 11;
  return [
    parse(text, country),
    isLong && digits.startsWith('00') ? parse(`+${digits.slice(2)}`, undefined) : undefined,
    isLong ? international() : undefined,
  ];
}

/**
 * Key by which two phone numbers are the same: E.164 (`+79161234567`), with numbers without a country read as those of
 * `country` (ISO 3166, two letters). An extension is no part of the key: the same switchboard has many, so the caller
 * must not treat a number with one as a person's own. `…/68` at the end names a second line and is left out.
 * Undefined for what cannot be a phone number.
 */
export function normalisePhone(value: string, country: string, form: PhoneForm = 'national'): string | undefined {
  const text = plain(value);
  if (text === undefined) return undefined;
  const region = country.toUpperCase();
  const known = isSupportedCountry(region) ? region : undefined;
  const slash = text.lastIndexOf('/');
  const notations = slash > 0 ? [text.replaceAll('/', ' '), text.slice(0, slash).replaceAll('/', ' ')] : [text];
  const found = notations
    .flatMap((notation) => readings(notation.trim(), known, form))
    .filter((reading) => reading !== undefined);
  // A number of an allotted range first. Ranges open faster than tables do, so a possible length is enough for one that
  // names its country; without that, it would turn a number with a digit missing into somebody else's.
  const namesCountry = text.startsWith('+') || form === 'international';
  const best =
    found.find((number) => number.isValid()) ?? (namesCountry ? found.find((number) => number.isPossible()) : undefined);
  return best?.number;
}

/**
 * Key of a contact point of any kind, undefined when the value cannot be one. A Telegram address is the user's id,
 * which Telegram never reuses; phones that a provider vouches for should go through `normalisePhone` with their form.
 */
export function normaliseContactPoint(kind: ContactPointKind, value: string, country: string): string | undefined {
  switch (kind) {
    case 'email':
      return normaliseEmail(value);
    case 'phone':
      return normalisePhone(value, country);
    case 'telegram': {
      const id = value.trim().toLowerCase();
      return id === '' ? undefined : id;
    }
  }
}
