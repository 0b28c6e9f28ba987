import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TeamCommand } from '../../core/team-command.ts';
import { TeamCommandError } from './session.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * What opens the team key for an administrator: their password or, where the server asks for none, a file readable by them alone,
 * made by `init`. Answers also what it did.
 */
export async function administratorSecret(command: TeamCommand, env: Env): Promise<{ secret: string; did: string[] }> {
  const password = command.address.password ?? env.PGPASSWORD;
  if (command.keyFile === undefined && password !== undefined && password !== '') return { secret: password, did: [] };
  const path = command.keyFile ?? usualPath(env);
  const present = await readFile(path, 'utf8').catch(() => undefined);
  if (present !== undefined && present.trim() !== '') return { secret: present.trim(), did: [] };
  if (command.command !== 'init') {
    throw new TeamCommandError(`--key-file: expected the file that init made, and ${path} cannot be read`, true);
  }
  const made = randomBytes(32).toString('base64url');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, `${made}\n`, { mode: 0o600, flag: 'wx' });
  return { secret: made, did: [`Made ${path}, which opens the team key; keep it`] };
}

const usualPath = (env: Env): string =>
  join(
    env.XDG_CONFIG_HOME || (process.platform === 'win32' && env.APPDATA) || join(homedir(), '.config'),
    'throughline',
    'team-admin.key',
  );
