import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeOnce } from '../../../build/runtime/once.ts';
import { cacheFolder } from '../../../build/runtime/paths.ts';
import { findProgram, installPackages } from '../../../build/runtime/system.ts';

const run = promisify(execFile);

/** Where a Debian that has Asterisk lies, and what differs in it. `modules` is Asterisk's `astmoddir`. */
export type AsteriskTree = { root: string; suite: string; modules: string };

/**
 * Debian 12 and 13 carry no Asterisk; the suites before and after do. Newest first: unstable moves daily and may be broken on a
 * given day, 11 is past its support and may leave the mirror.
 */
const suites = [
  { suite: 'sid', modules: '/usr/lib/x86_64-linux-gnu/asterisk/modules', packages: ['asterisk', 'asterisk-modules'] },
  {
    suite: 'bullseye',
    modules: '/usr/lib/asterisk/modules',
    packages: ['asterisk', 'asterisk-modules', 'asterisk-voicemail', 'asterisk-core-sounds-en-gsm'],
  },
];

/** Programs it takes, with their packages: the tree, the callers, the certificate of its WebSocket. */
const needed = { debootstrap: 'debootstrap', sipp: 'sip-tester', openssl: 'openssl' };

/**
 * A Debian with a real Asterisk in it, made once (about a minute, half a gigabyte) and kept in the cache folder. Installs
 * what it needs for that where it is missing. Needs Linux and root, since Asterisk runs in a chroot; throws with the reason of
 * every suite where none can be had: a test of telephony without a PBX has not passed.
 */
export async function asteriskTree(): Promise<AsteriskTree> {
  if (platform() !== 'linux') throw new Error('The PBX of the tests is Debian’s Asterisk in a chroot, so it needs Linux');
  if (process.getuid?.() !== 0) {
    throw new Error('The PBX of the tests runs in a chroot and needs root. Run the tests as root (in a container)');
  }
  const missing = Object.entries(needed).filter(([name]) => !findProgram(name));
  if (missing.length > 0) {
    await installPackages(
      'The PBX of the tests needs them',
      missing.map(([, name]) => name),
    );
  }
  const kept = suites.find(({ suite }) => existsSync(folderOf(suite)));
  if (kept !== undefined) return { root: folderOf(kept.suite), suite: kept.suite, modules: kept.modules };
  const reasons: string[] = [];
  for (const { suite, modules, packages } of suites) {
    try {
      return { root: await makeOnce(folderOf(suite), (folder) => bootstrap(suite, packages, folder)), suite, modules };
    } catch (error) {
      reasons.push(`${suite}: ${lastLines(error)}`);
    }
  }
  throw new Error(`No Asterisk can be had from this machine's Debian mirror. ${reasons.join('; ')}`);
}

function folderOf(suite: string): string {
  return join(cacheFolder('asterisk'), suite);
}

async function bootstrap(suite: string, packages: readonly string[], folder: string): Promise<void> {
  const args = ['--variant=minbase', `--include=${packages.join(',')}`, suite, folder, await mirror()];
  await run(findProgram('debootstrap') ?? 'debootstrap', args, { maxBuffer: 64 * 1024 * 1024, timeout: 10 * 60_000 });
  if (!existsSync(join(folder, 'usr/sbin/asterisk'))) throw new Error('there is no asterisk in it');
  await mkdir(join(folder, 'pbx'), { recursive: true });
}

/** The Debian archive this machine's own packages come from. */
async function mirror(): Promise<string> {
  const { stdout } = await run('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI)|$(COMPONENT)|$(ORIGIN)|$(LABEL)',
    'Identifier: Packages',
  ]);
  const found = stdout
    .split('\n')
    .map((line) => line.split('|'))
    .find(([, component, origin, label]) => component === 'main' && origin === 'Debian' && label === 'Debian');
  if (found?.[0] === undefined) throw new Error('this machine’s apt knows no Debian archive');
  return found[0];
}

/** Debootstrap says what was wrong at the end of its output. */
function lastLines(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const output = 'stdout' in error && 'stderr' in error ? `${String(error.stdout)}${String(error.stderr)}` : '';
  return output.trim().split('\n').slice(-3).join(' ') || error.message;
}
