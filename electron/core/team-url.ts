/** Where a team's PostgreSQL is. `tls`: `none` is for this machine alone; `full` checks chain and name, `ca` the chain only. */
export type TeamAddress = {
  host: string;
  port: number;
  user: string;
  password?: string;
  database: string;
  tls: 'none' | 'ca' | 'full';
  /** Path of a certificate authority to trust besides the system's. */
  ca?: string;
};

export type TeamUrlOutcome = { ok: true; address: TeamAddress } | { ok: false; message: string };

const known = ['sslmode', 'sslrootcert', 'application_name', 'connect_timeout'];

/**
 * Reads `postgres://user:password@host:port/database`. TLS with a verified certificate is what holds unless the server is this
 * machine: `sslmode=require` means no less here, because a certificate that nobody checks protects from nobody.
 */
export function readTeamUrl(text: string): TeamUrlOutcome {
  const refuse = (message: string): TeamUrlOutcome => ({ ok: false, message });
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refuse('expected an address like postgres://anna@db.acme.test:5432/throughline');
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') {
    return refuse('expected an address that begins with postgres://');
  }
  const host = decoded(url.hostname).replace(/^\[|\]$/g, '');
  const database = decoded(url.pathname.slice(1));
  const user = decoded(url.username);
  if (host === '' || user === '' || database === '') return refuse('expected a login, a host and a database in it');
  const stranger = [...url.searchParams.keys()].find((name) => !known.includes(name));
  if (stranger !== undefined) return refuse(`${stranger}: expected one of ${known.join(', ')} after the question mark`);
  const tls = modeOf(url.searchParams.get('sslmode'), host);
  if (tls === undefined) return refuse(`sslmode: expected verify-full, or verify-ca, for ${host}, which is not this machine`);
  const ca = url.searchParams.get('sslrootcert');
  return {
    ok: true,
    address: {
      host,
      port: url.port === '' ? 5432 : Number(url.port),
      user,
      database,
      tls,
      ...(url.password === '' ? {} : { password: decoded(url.password) }),
      ...(ca === null || ca === '' || ca === 'system' ? {} : { ca }),
    },
  };
}

/** 127.0.0.0/8, ::1 and the name that every system gives them. */
export const isLoopback = (host: string): boolean => /^(localhost|::1|127(\.\d{1,3}){3})$/.test(host);

/** A percent sign that encodes nothing is one. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function modeOf(given: string | null, host: string): TeamAddress['tls'] | undefined {
  switch (given) {
    case null:
    case '':
      return isLoopback(host) ? 'none' : 'full';
    case 'disable':
    case 'allow':
    case 'prefer':
      return isLoopback(host) ? 'none' : undefined;
    case 'verify-ca':
      return 'ca';
    case 'require':
    case 'verify-full':
      return 'full';
    default:
      return undefined;
  }
}
