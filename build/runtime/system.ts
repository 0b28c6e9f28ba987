import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say } from './terminal.ts';

/** Something of the operating system is missing and we may not install it. `message` holds the exact command that would. */
export class MissingSystemPackages extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MissingSystemPackages';
  }
}

/** Exit status of a command that stopped because of {@link MissingSystemPackages}. */
export const missingPackagesStatus = 3;

export const isRoot = process.getuid?.() === 0;

/** Absolute path of a program on the PATH, or in the folders that only root's PATH has. */
export function findProgram(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/local/sbin'];
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

/** Shared libraries an executable asks for and the system does not have. */
export async function missingLibraries(executable: string): Promise<string[]> {
  // In the system's own language it would not say "not found".
  const { stdout } = await run('ldd', [executable], { env: { ...process.env, LC_ALL: 'C' } });
  return missingFromLdd(stdout);
}

/** Names in the `name => not found` lines of ldd. */
export function missingFromLdd(output: string): string[] {
  return output
    .split('\n')
    .filter((line) => line.trimEnd().endsWith('not found'))
    .map((line) => line.trim().split(/\s/)[0] ?? '');
}

/**
 * Installs Debian packages when we are root on a system with apt; otherwise throws with the command to be run.
 * @param why what is missing, for the person: "Electron needs system libraries that are not here (libgtk-3.so.0)"
 */
export async function installPackages(why: string, packages: string[]): Promise<void> {
  const apt = findProgram('apt-get');
  if (apt === undefined) throw new MissingSystemPackages(`${why}. Install what this system calls: ${packages.join(' ')}`);
  if (!isRoot) throw new MissingSystemPackages(`${why}. Run:\n${installCommand(packages)}`);
  say(`${why}. Installing ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  await run(apt, [...lock, 'update'], { env });
  const names = await Promise.all(packages.map(presentName));
  const { status, stderr } = await run(apt, [...lock, 'install', '-y', '--no-install-recommends', ...names], { env });
  if (status !== 0) {
    throw new MissingSystemPackages(
      `${why}, and installing failed: ${stderr.trim().split('\n').at(-1) ?? ''}\nRun:\n${installCommand(packages)}`,
    );
  }
}

/** The command a person copies. `sudo` when they are not root. */
export function installCommand(packages: string[], root = isRoot): string {
  const sudo = root ? '' : 'sudo ';
  return `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** Debian 13 renamed libraries for 64-bit time; the old name is then a virtual one that apt may refuse to choose for. */
async function presentName(name: string): Promise<string> {
  if (!name.startsWith('lib')) return name;
  const renamed = await run('apt-cache', ['show', `${name}t64`]);
  return renamed.status === 0 && renamed.stdout !== '' ? `${name}t64` : name;
}
