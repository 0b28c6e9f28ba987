import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { platform } from 'node:os';

const needed = {
  '/usr/sbin/dovecot': 'dovecot-imapd',
  '/usr/lib/dovecot/lmtp': 'dovecot-lmtpd',
  '/usr/sbin/exim4': 'exim4-daemon-light',
  '/usr/bin/openssl': 'openssl',
};

export type Account = { uid: number; gid: number };

/** Says in one sentence what this machine lacks; the real servers need Linux, root and four Debian packages. */
export function requireMailSystem(): { vmail: Account; exim: Account } {
  if (platform() !== 'linux') throw new Error('The mail servers of the tests are Debian’s Dovecot and Exim, so they need Linux');
  if (process.getuid?.() !== 0) {
    throw new Error(
      'The mail servers of the tests need root: Dovecot and Exim change to users of their own. Run the tests as root (in a container)',
    );
  }
  const missing = Object.entries(needed).filter(([file]) => !existsSync(file));
  if (missing.length > 0) {
    const packages = missing.map(([, name]) => name).join(' ');
    throw new Error(`Mail servers are missing. Install them: apt-get install -y --no-install-recommends ${packages}`);
  }
  return { vmail: account('vmail') ?? createVmail(), exim: required('Debian-exim') };
}

function createVmail(): Account {
  execFileSync('useradd', ['-r', '-M', '-s', '/usr/sbin/nologin', 'vmail'], { stdio: 'ignore' });
  return required('vmail');
}

function required(user: string): Account {
  const found = account(user);
  if (found === undefined) throw new Error(`The system user ${user} is missing`);
  return found;
}

function account(user: string): Account | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
