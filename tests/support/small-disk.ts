import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own in memory, small enough to be filled to the last byte. Needs Linux, root and the right to mount. */
export type SmallDisk = {
  path: string;
  /** Leaves no byte free. */
  fill(): void;
  free(): void;
  /** Nothing may be written any more; only while no file is open for writing. */
  readOnly(on: boolean): void;
  remove(): void;
};

export function mountSmallDisk(megabytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'throughline-disk-'));
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path);
  const ballast = join(path, 'ballast');
  return {
    path,
    fill() {
      const file = openSync(ballast, 'a');
      try {
        for (;;) writeSync(file, Buffer.alloc(Math.max(4096, Math.min(statfsSync(path).bavail * 4096, 1 << 20))));
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast, { force: true }),
    readOnly: (on) => run('mount', '-o', `remount,${on ? 'ro' : 'rw'}`, path),
    remove() {
      run('umount', '-l', path);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
