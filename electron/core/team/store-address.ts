import { isLoopback } from '../team-url.ts';

/**
 * Where a store of objects that speaks S3 is: `url` is what the name of an object follows after a slash, so it holds the bucket, in
 * its host or in its path, and a folder where there is one.
 */
export type StoreAddress = { url: string; region?: string };

export type StoreAddressOutcome = { ok: true; address: StoreAddress } | { ok: false; message: string };

/** Reads `https://s3.acme.test/bucket` or `https://bucket.s3.eu-central-1.amazonaws.com/folder`. Plain text is for this machine alone. */
export function readStoreAddress(text: string, region?: string): StoreAddressOutcome {
  const refuse = (message: string): StoreAddressOutcome => ({ ok: false, message });
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refuse('expected an address like https://s3.acme.test/bucket');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(host)))
    return refuse(`expected an address that begins with https://, since ${host} is not this machine`);
  if (url.username !== '' || url.password !== '')
    return refuse('expected no key in it; give it with --s3-key and --password-stdin');
  if (url.search !== '' || url.hash !== '') return refuse('expected nothing after the bucket and its folder');
  if (!/^[A-Za-z0-9._~/-]*$/.test(url.pathname)) return refuse('expected letters, digits, dots, dashes and slashes in its path');
  const path = url.pathname.replace(/\/+$/, '');
  if (path === '' && !namesBucket(host)) return refuse('expected the bucket in it, like https://s3.acme.test/bucket');
  if (region !== undefined && !/^[a-z0-9-]{1,64}$/.test(region)) return refuse('region: expected one like eu-central-1');
  return { ok: true, address: { url: `${url.origin}${path}`, ...(region === undefined ? {} : { region }) } };
}

/** `bucket.s3.…`: the bucket is the first part of the name. An address by number, and a name of one or two parts, have none. */
const namesBucket = (host: string): boolean => /[a-z]/i.test(host) && !host.includes(':') && host.split('.').length > 3;
