import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Incoming } from './providers/provider.ts';

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function sameText(a: string, b: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(hash(a), hash(b));
}

export const hmac = (algorithm: 'sha1' | 'sha256', key: string, text: string): string =>
  createHmac(algorithm, key).update(text, 'utf8').digest('hex');

export const header = ({ headers }: Incoming, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

/** A token in `Authorization: Bearer`, or as `token` in the address where the provider can send nothing else. */
export function hasToken(request: Incoming, secret: string | undefined): boolean {
  const given = /^Bearer (.+)$/i.exec(header(request, 'authorization'))?.[1] ?? request.query.get('token') ?? '';
  return secret !== undefined && secret !== '' && sameText(given, secret);
}
