import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A file system of its own that becomes read-only in the middle of work. An ordinary `remount,ro` is refused while a file is
 * open for writing, which the database always is, so there are two other ways. Needs Linux, root, and loop devices.
 */
export type FailingDisk = {
  path: string;
  /**
   * As when the device fails: ext4 gives up its journal and every write is refused with EROFS (ext4(5), `errors=remount-ro`).
   * What had not been brought to the disk by fsync is lost, as in a power cut. Ends with `repair`.
   */
  fail(): void;
  /** As after a restart of the machine; nobody may be using the disk any more. */
  repair(): void;
  /** Every file and folder is immutable (chattr(1)), open ones too: writes are refused with EPERM, until it is undone. */
  freeze(on: boolean): void;
  remove(): void;
};

/** @throws Error with what the command said, unless it ended with one of these */
function run(command: string, args: readonly string[], fine: readonly number[] = [0]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === null || !fine.includes(status)) throw new Error(`${command}: ${error?.message ?? stderr}`);
}

export function mountFailingDisk(megabytes: number): FailingDisk {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-disk-'));
  const image = join(folder, 'image');
  const path = join(folder, 'disk');
  writeFileSync(image, '');
  truncateSync(image, megabytes * 1024 ** 2);
  mkdirSync(path);
  run('mkfs.ext4', ['-q', '-F', image]);
  const mount = () => run('mount', ['-o', 'loop,errors=remount-ro', image, path]);
  mount();
  return {
    path,
    fail: () => run('mount', ['-o', 'remount,abort', path]),
    repair() {
      run('umount', [path]);
      // 1: errors were found and corrected.
      run('e2fsck', ['-f', '-y', image], [0, 1]);
      mount();
    },
    freeze(on) {
      // Whatever is inside a frozen folder neither comes nor goes. So the folders are frozen first, each before find(1) looks
      // into it, and thawed last, each after all that is inside.
      const folders = () =>
        run('find', [path, '-type', 'd', ...(on ? [] : ['-depth']), '-exec', 'chattr', on ? '+i' : '-i', '{}', ';']);
      // But not the index of the log, which is shared memory: the kernel would end whoever touches it (SIGBUS).
      const files = () =>
        run('find', [path, '-type', 'f', '-not', '-name', '*-shm', '-exec', 'chattr', on ? '+i' : '-i', '{}', '+']);
      for (const change of on ? [folders, files] : [files, folders]) change();
    },
    remove() {
      run('umount', ['-l', path]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
