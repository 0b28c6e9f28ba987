import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import tls from 'node:tls';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';

type Server = EmailChannelConfig['imap'] | EmailChannelConfig['smtp'];

/** This very machine: RFC 6761 (section 6.3) for names, RFC 1122 (section 3.2.1.3) and RFC 4291 (section 2.5.3) for numbers. */
export function isLoopback(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  if (isIP(name) === 4) return name.startsWith('127.');
  if (isIP(name) === 6) return name === '::1' || /^::ffff:127\./.test(name);
  return name === 'localhost' || name.endsWith('.localhost');
}

/** Refuses to send a password in clear text to another machine. */
export function requireSafeLogin(server: Server): void {
  if (server.tls !== 'none' || server.user === undefined || server.allowInsecure === true || isLoopback(server.host)) return;
  throw new ConnectorError('auth', 'insecure', `The password would travel to ${server.host} without encryption`, {
    host: server.host,
  });
}

/**
 * Certificates are verified, by the authorities of Node, of the system where this Node can ask it, and the one configured.
 * Only on this very machine an unverifiable one passes: nobody can stand in the middle there, and even clear text is allowed.
 */
export function tlsOptions(server: Server): tls.ConnectionOptions {
  return { secureContext: contextFor(server.ca), rejectUnauthorized: !isLoopback(server.host) };
}

/** By the text of the authority. Some hundreds of certificates take a tenth of a second to read, which is not paid each time. */
const contexts = new Map<string, tls.SecureContext>();

function contextFor(setting: string | undefined): tls.SecureContext {
  const authority = setting === undefined ? '' : readAuthority(setting);
  const known = contexts.get(authority);
  if (known !== undefined) return known;
  const ca = [...tls.rootCertificates, ...systemAuthorities(), ...(authority === '' ? [] : [authority])];
  const context = tls.createSecureContext({ minVersion: 'TLSv1.2', ca });
  contexts.set(authority, context);
  return context;
}

/** PEM text of one certificate or several, or the path of a file that holds it. */
function readAuthority(ca: string): string {
  const cause = (error: unknown) =>
    new ConnectorError('auth', 'certificate', `The certificate authority cannot be read: ${ca.slice(0, 200)}`, { cause: error });
  try {
    const pem = ca.includes('-----BEGIN CERTIFICATE-----') ? ca : readFileSync(ca, 'utf8');
    // Throws for what is no certificate, which the library would pass over in silence.
    new X509Certificate(pem);
    return pem;
  } catch (error) {
    throw cause(error);
  }
}

let fromSystem: string[] | undefined;

/** Offices put their own authority into the system's store. Node 22.15 and later can read it, older ones cannot. */
function systemAuthorities(): string[] {
  if (fromSystem === undefined) {
    const read: unknown = Reflect.get(tls, 'getCACertificates');
    fromSystem = typeof read === 'function' ? tls.getCACertificates('system') : [];
  }
  return fromSystem;
}

let trusted = false;

/** What is asked over HTTPS trusts the system's store as well, where this Node lets us say so. */
export function trustSystemAuthorities(): void {
  if (trusted) return;
  trusted = true;
  const set: unknown = Reflect.get(tls, 'setDefaultCACertificates');
  if (typeof set === 'function' && systemAuthorities().length > 0) set([...tls.rootCertificates, ...systemAuthorities()]);
}
