import { existsSync } from 'node:fs';
import { installPackages } from '../runtime/index.ts';
import { findProgram } from '../runtime/system.ts';

/** Debian packages the tests run: real mail servers, `ps` to find the processes of the program, and file systems to break. Each by a file it is known by. */
const packages = [
  { name: 'dovecot-imapd', present: () => findProgram('dovecot') !== undefined && existsSync('/usr/lib/dovecot/imap') },
  { name: 'dovecot-lmtpd', present: () => existsSync('/usr/lib/dovecot/lmtp') },
  { name: 'exim4-daemon-light', present: () => findProgram('exim4') !== undefined },
  { name: 'procps', present: () => findProgram('ps') !== undefined },
  { name: 'e2fsprogs', present: () => findProgram('mkfs.ext4') !== undefined },
  { name: 'pgbouncer', present: () => findProgram('pgbouncer') !== undefined },
  { name: 'openssl', present: () => findProgram('openssl') !== undefined },
];

/** Sees to the servers. Throws MissingSystemPackages with the command when they are absent and cannot be installed. */
export async function ensureServers(): Promise<void> {
  const missing = packages.filter(({ present }) => !present()).map(({ name }) => name);
  if (missing.length > 0) await installPackages('The tests need real mail servers and tools', missing);
}
