import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import tls from 'node:tls';
import { ConnectorError } from '../../../../shared/contract/connector.ts';

/** This very machine: RFC 6761 (section 6.3) for names, RFC 1122 (section 3.2.1.3) and RFC 4291 (section 2.5.3) for numbers. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (isIP(name) === 4) return name.startsWith('127.');
  return name === '::1' || name === 'localhost' || name.endsWith('.localhost');
}

/** Certificates are verified by the authorities of Node, of the system, and the one configured; on this very machine any passes. */
export function tlsOptions(host: string, ca: string | undefined): tls.ConnectionOptions {
  const system = Reflect.get(tls, 'getCACertificates');
  const known = typeof system === 'function' ? tls.getCACertificates('system') : [];
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: !isLoopback(host),
    ca: [...tls.rootCertificates, ...known, ...(ca === undefined || ca === '' ? [] : [readAuthority(ca)])],
    ...(isIP(host) === 0 ? { servername: host } : {}),
  };
}

function readAuthority(ca: string): string {
  if (ca.includes('-----BEGIN CERTIFICATE-----')) return ca;
  try {
    return readFileSync(ca, 'utf8');
  } catch (error) {
    throw new ConnectorError('auth', 'certificate', `The certificate authority cannot be read: ${ca.slice(0, 200)}`, {
      cause: error,
    });
  }
}
