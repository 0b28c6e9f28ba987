import { createHash } from 'node:crypto';
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { must } from '../../runtime/terminal.ts';
import { controlFile, type DebRequest } from './deb-request.ts';

/** Makes a Debian package with dpkg-deb. Owners and modes are those of a package, whoever packs and with whatever umask. */
export async function makeDeb(request: DebRequest): Promise<void> {
  mkdirSync(dirname(request.output), { recursive: true });
  // Beside the result: what is copied is as large as the program.
  const tree = mkdtempSync(`${request.output}.`);
  try {
    for (const { from, to } of request.contents) {
      const target = join(tree, to);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(from, target, { recursive: true, verbatimSymlinks: true });
    }
    const paths = readdirSync(tree, { recursive: true, encoding: 'utf8' }).sort();
    const files = paths.filter((path) => lstatSync(join(tree, path)).isFile());
    chmodSync(tree, 0o755);
    for (const path of paths) setMode(join(tree, path));
    const sums = files.map((path) => `${md5(join(tree, path))}  ${path}\n`);
    // Each file takes whole blocks of 1 KiB, and a folder one (deb-substvars(5)).
    const size = paths.reduce((sum, path) => sum + kibibytes(join(tree, path)), 0);
    const control = join(tree, 'DEBIAN');
    mkdirSync(control);
    const write = (name: string, text: string | Buffer, mode = 0o644) => writeFileSync(join(control, name), text, { mode });
    write('control', controlFile(request, size));
    write('md5sums', sums.join(''));
    write('postinst', readFileSync(request.afterInstall), 0o755);
    write('postrm', readFileSync(request.afterRemove), 0o755);
    // Of those that may be asked for, this one is for being quick.
    const level = request.compression === 'gzip' ? ['-z1'] : [];
    const args = ['--root-owner-group', `-Z${request.compression}`, ...level, '--build', tree, request.output];
    await must('Making the Debian package', 'dpkg-deb', args);
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

function setMode(path: string): void {
  const found = lstatSync(path);
  if (found.isDirectory()) chmodSync(path, 0o755);
  else if (found.isFile()) chmodSync(path, (found.mode & 0o100) === 0 ? 0o644 : 0o755);
}

function kibibytes(path: string): number {
  const found = lstatSync(path);
  return found.isFile() ? Math.ceil(found.size / 1024) : 1;
}

/** What dpkg --verify compares with. */
function md5(path: string): string {
  return createHash('md5').update(readFileSync(path)).digest('hex');
}
