import { readFileSync } from 'node:fs';
import { checkServerIdentity } from 'node:tls';
import pg from 'pg';
import type { TeamAddress } from '../core/team-url.ts';

/** What pg is to connect with. `password` goes over the one in the address. @throws Error when the authority cannot be read */
export function clientConfig(
  address: TeamAddress,
  options: { password?: string; ca?: string; program?: string } = {},
): pg.ClientConfig {
  const password = options.password ?? address.password;
  return {
    host: address.host,
    port: address.port,
    user: address.user,
    database: address.database,
    application_name: options.program ?? 'throughline',
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    // One spelling of a password, whoever types it: composed, as PostgreSQL itself prepares it (RFC 4013, section 2.2).
    ...(password === undefined ? {} : { password: password.normalize('NFKC') }),
    ssl: tlsOf(address, options.ca ?? address.ca),
  };
}

function tlsOf({ tls }: TeamAddress, ca: string | undefined): pg.ClientConfig['ssl'] {
  if (tls === 'none') return false;
  return {
    rejectUnauthorized: true,
    checkServerIdentity: tls === 'full' ? checkServerIdentity : () => undefined,
    ...(ca === undefined ? {} : { ca: ca.includes('-----BEGIN') ? ca : readFileSync(ca, 'utf8') }),
  };
}

/** One open connection. Its `error` event is listened to, because an unheard one would end the process. */
export async function connect(
  address: TeamAddress,
  options: { password?: string; ca?: string; program?: string; onLost?(error: Error): void } = {},
): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(address, options));
  client.on('error', options.onLost ?? (() => undefined));
  await client.connect();
  return client;
}
