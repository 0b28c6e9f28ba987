import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../../../../build/runtime/terminal.ts';
import { ownedFolder } from './account.ts';
import { packed } from './bench.ts';

const folder = join(packed.folder, '..');

/** The one installer of a kind beside the packed program, absolute. */
export function installer(ending: '.deb' | '.AppImage'): string {
  const [only, ...others] = readdirSync(folder).filter((name) => name.endsWith(ending));
  if (only === undefined || others.length > 0)
    throw new Error(`Expected one ${ending} in ${folder}: npm test -- packaged makes it.`);
  return join(folder, only);
}

/** A folder where the account of the tests may read what a test puts there. */
export async function openFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const made = await ownedFolder();
  chmodSync(made.path, 0o755);
  return made;
}

/** The AppImage where the account of the tests can start it. */
export async function reachableAppImage(): Promise<{ path: string; remove(): Promise<void> }> {
  const { path, remove } = await openFolder();
  const copy = join(path, 'Throughline.AppImage');
  await must('Copying the AppImage', 'cp', [installer('.AppImage'), copy]);
  return { path: copy, remove };
}

/** What the Debian package brings, unpacked into a folder as into a root; nothing of it has been run. */
export async function unpackedDeb(): Promise<{ path: string; remove(): Promise<void> }> {
  const made = await openFolder();
  await must('Unpacking the Debian package', 'dpkg-deb', ['--extract', installer('.deb'), made.path]);
  chmodSync(made.path, 0o755);
  return made;
}

/** Fields of the package's control file by name. */
export async function debFields(): Promise<Map<string, string>> {
  const text = await must('Reading the Debian package', 'dpkg-deb', ['--field', installer('.deb')]);
  const lines = text.split(/\n(?! )/).filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
}

/**
 * Runs a script as root on a copy of this system that is gone afterwards: everything written lies in memory, over the real files.
 * The package is there as `/package.deb`. Answers what the script printed.
 */
export function onThrowAwaySystem(script: string): Promise<string> {
  const setUp = [
    'set -e',
    'work=$(mktemp -d)',
    'mount -t tmpfs -o mode=755 tmpfs "$work"',
    'mkdir "$work/upper" "$work/work" "$work/root"',
    'mount -t overlay overlay -o "lowerdir=/,upperdir=$work/upper,workdir=$work/work" "$work/root"',
    'mount -t proc proc "$work/root/proc"',
    'mount --rbind /dev "$work/root/dev"',
    'cp "$1" "$work/root/package.deb"',
    'status=0; chroot "$work/root" /bin/sh -ec "$2" || status=$?',
    'umount -R -l "$work"; rmdir "$work"; exit $status',
  ].join('\n');
  return must('A trial on a throw-away system', 'unshare', [
    ...['--mount', '--propagation', 'private', 'sh', '-c', setUp, 'sh'],
    ...[installer('.deb'), script],
  ]);
}
