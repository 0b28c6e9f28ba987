import type { MailHeaders } from '../../../shared/model/index.ts';

/** The address in what was typed: `Name <address>`, or an address alone. `undefined` when there is none. */
export function addressIn(typed: string): string | undefined {
  const inner = /<([^<>]*)>\s*$/.exec(typed)?.[1] ?? typed;
  const address = inner.trim();
  return /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$/u.test(address) ? address : undefined;
}

/**
 * What was typed or pasted, cut where one address ends: at commas and semicolons that are not inside quotes, at tabs and lines,
 * behind `>`, and between bare addresses that only spaces part. A link to write to somebody counts as its address.
 */
export function cutAddresses(typed: string): string[] {
  const parts = typed.replace(/\bmailto:/gi, '').match(/(?:"[^"]*"|[^,;\t\n\r"])+/g) ?? [];
  return parts
    .flatMap((part) => part.split(/(?<=>)\s+/))
    .flatMap((part) => {
      const words = part.trim().split(/\s+/);
      return words.every((word) => addressIn(word) !== undefined) ? words : [part.trim()];
    })
    .filter((one) => one !== '');
}

/** Whether a sign that would end an address is still inside a name in quotes: `"Doe, John`. */
export const inQuotes = (typed: string): boolean => (typed.split('"').length - 1) % 2 === 1;

/** Everybody else who had the mail: whom an answer to all goes to besides its author. */
export function othersOf(mail: Pick<MailHeaders, 'to' | 'cc'>, known: readonly string[]): string[] {
  const seen = new Set(known.map((address) => address.toLowerCase()));
  return [...mail.to, ...mail.cc].flatMap(({ name, address }) => {
    const key = address.toLowerCase();
    if (seen.has(key)) return [];
    seen.add(key);
    return [name ? `${name.replace(/[",;<>]/g, ' ').trim()} <${address}>` : address];
  });
}

/** How one recipient is shown in a small place: the name where there is one. */
export function shownAddress(typed: string): string {
  return /^\s*"?([^"<]+?)"?\s*<[^<>]+>\s*$/.exec(typed)?.[1] ?? typed;
}
