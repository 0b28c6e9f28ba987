import type { MailAddress } from '../../shared/model/index.ts';
import { normaliseEmail } from './identity/normalise.ts';

/**
 * One address as people type it: `maria@mail.test`, `Мария К. <maria@mail.test>`, `"К., Мария" <maria@mail.test>`
 * (RFC 5322, section 3.4, without groups). Undefined for what is none.
 */
export function parseMailAddress(typed: string): MailAddress | undefined {
  const text = typed.replace(/\p{Cc}/gu, ' ').trim();
  const angled = /^(.*?)\s*<([^<>]*)>$/s.exec(text);
  const address = (angled?.[2] ?? text).trim();
  if (normaliseEmail(address) === undefined) return undefined;
  const name = unquoted((angled?.[1] ?? '').trim());
  return { address, ...(name === '' ? {} : { name }) };
}

/** Lines of typed addresses as a list, each address once; `wrong` holds those that are none. */
export function parseMailAddresses(typed: readonly string[]): { addresses: MailAddress[]; wrong: string[] } {
  const addresses = new Map<string, MailAddress>();
  const wrong: string[] = [];
  for (const one of typed.filter((text) => text.trim() !== '')) {
    const parsed = parseMailAddress(one);
    const key = parsed && normaliseEmail(parsed.address);
    if (!parsed || key === undefined) wrong.push(one.trim());
    else if (!addresses.has(key)) addresses.set(key, parsed);
  }
  return { addresses: [...addresses.values()], wrong };
}

/** As a person would type it, so that {@link parseMailAddress} reads the same. */
export const typedAddress = ({ name, address }: MailAddress): string =>
  name === undefined ? address : `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`;

const unquoted = (name: string): string => (/^".*"$/s.test(name) ? name.slice(1, -1).replace(/\\(.)/gs, '$1').trim() : name);
