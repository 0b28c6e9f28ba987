import { chownSync, mkdirSync, readdirSync } from 'node:fs';
import { chmod, cp, link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Debian's nobody and nogroup. */
const nobody = { uid: 65534, gid: 65534 };

/**
 * Who runs the program: when the tests run as root, a user without any rights, because the sandbox that is being tested does not
 * exist for root. Spread into the options of `spawn`.
 */
export const account: { uid: number; gid: number } | Record<string, never> = process.getuid?.() === 0 ? nobody : {};

/** Gives a file or folder, with all that is in it, to {@link account}. */
export function handOver(path: string): void {
  if (account.uid === undefined) return;
  chownSync(path, account.uid, account.gid);
}

/** Writes a file that {@link account} owns, with the folders above it that are missing. */
export async function writeOwned(path: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  const missing = mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (missing !== undefined)
    for (let folder = dirname(path); folder.length >= missing.length; folder = dirname(folder)) handOver(folder);
  await writeFile(path, content, { mode });
  handOver(path);
}

/** A new folder that belongs to {@link account}; `remove` takes it away again with everything in it. */
export async function ownedFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'throughline-packaged-'));
  handOver(path);
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * A copy of a packed program where {@link account} can reach it, whoever may enter the work tree. Hard links where the file system
 * has them: the copy is read, never written.
 */
export async function reachableCopy(folder: string): Promise<{ path: string; remove(): Promise<void> }> {
  const copy = await ownedFolder();
  await chmod(copy.path, 0o755);
  const path = join(copy.path, 'program');
  await mkdir(path);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const from = join(entry.parentPath, entry.name);
    const to = join(path, from.slice(folder.length));
    if (entry.isDirectory()) await mkdir(to, { recursive: true });
    else {
      await mkdir(dirname(to), { recursive: true });
      await link(from, to).catch(() => cp(from, to));
    }
  }
  return { path, remove: copy.remove };
}
