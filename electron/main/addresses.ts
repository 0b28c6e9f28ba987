import { origin } from './serve/route.ts';

/** Addresses the program hands to the system. Everything else could start a program with what a stranger wrote. */
export function mayOpenOutside(address: unknown): address is string {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(new URL(address).protocol);
}

/** A frame in our page may show a mail, a stored file or the page of the softphone, nothing else, and no page may go anywhere. */
export function mayNavigate(address: string, mainFrame: boolean): boolean {
  if (mainFrame) return false;
  return address.startsWith(`${origin}/mail/`) || address.startsWith(`${origin}/file/`) || address === `${origin}/phone.html`;
}
