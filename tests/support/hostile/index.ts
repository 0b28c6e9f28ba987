import { addresses } from './addresses.ts';
import { breaking } from './breaking.ts';
import { handlers } from './handlers.ts';
import { loads } from './loads.ts';
import { newer } from './newer.ts';
import { scripts } from './scripts.ts';
import { styles } from './styles.ts';
import { tricks } from './tricks.ts';
import type { Hostile } from './types.ts';

export type { Hostile } from './types.ts';

/** Ends every name that hostile mails ask for; nobody may own it (RFC 6761, section 6.2). */
export const hostileDomain = 'hostile.test';

/**
 * Every hostile mail body there is, in a fixed order. A script that runs calls `top.ran(<id>)`; a request goes to
 * `<trap>/left/<id>/…` or asks for the name `h<id>.hostile.test`.
 *
 * @param trap origin of the server that counts: `http://127.0.0.1:<port>`
 */
export function hostileMails(trap: string): Hostile[] {
  const vectors = [...scripts, ...handlers, ...addresses, ...loads, ...styles, ...tricks, ...newer];
  return vectors.map(([name, make], id) => {
    const url = `${trap}/left/${id}`;
    const html = make({ run: `top.ran(${id})`, url, bare: url.slice('http:'.length), host: `h${id}.${hostileDomain}` });
    return { id, name, html };
  });
}

/** Bodies that break the page which shows them. */
export function breakingMails(): Hostile[] {
  const bait = { run: '', url: '', bare: '', host: '' };
  return breaking.map(([name, make], id) => ({ id, name, html: make(bait) }));
}
