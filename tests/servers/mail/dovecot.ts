import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dovecotConfig23, dovecotOAuth23 } from './dovecot-2.3.ts';
import { dovecotConfig24 } from './dovecot-2.4.ts';
import type { DovecotOptions, DovecotPorts } from './dovecot-parts.ts';

/** Writes the configuration that this machine's Dovecot reads (2.3 in Debian 12, 2.4 in Debian 13); returns its path. */
export async function configureDovecot(dir: string, ports: DovecotPorts, options: DovecotOptions): Promise<string> {
  const path = join(dir, 'dovecot.conf');
  if (version().startsWith('2.3.')) {
    await writeFile(path, dovecotConfig23(dir, ports, options));
    if (options.introspectionUrl !== undefined)
      await writeFile(join(dir, 'oauth2.conf'), dovecotOAuth23(options.introspectionUrl));
  } else {
    await writeFile(path, dovecotConfig24(dir, ports, options));
  }
  return path;
}

function version(): string {
  return execFileSync('/usr/sbin/dovecot', ['--version'], { encoding: 'utf8' }).trim();
}
