import type { PhoneAccount } from '../../shared/contract/softphone.ts';

/** Without TLS only this machine is signed in at, unless somebody decided otherwise. */
export function isSafe({ url, allowInsecure }: PhoneAccount): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'wss:' || allowInsecure === true || /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(hostname);
}

/** What can be dialled: spaces and brackets are for the eye. A name is left as it is. */
export function dialable(number: string): string {
  return /^[+\d\s().-]+$/.test(number) ? number.replace(/[^+\d]/g, '') : number.trim();
}

/** A number without its notation. */
export function digits(number: string): string {
  return number.replace(/\D/g, '');
}

/** The PBX may show a number with another way to write its country: the national part decides. */
export function sameNumber(one: string, other: string): boolean {
  return one === other || (one.length >= 10 && other.length >= 10 && one.slice(-10) === other.slice(-10));
}
