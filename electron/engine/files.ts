import { createHash, randomUUID } from 'node:crypto';
import { closeSync, createReadStream, fdatasync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FileStore } from '../../shared/contract/connector.ts';
import type { FileHash } from '../../shared/model/index.ts';
import type { StoredFile } from '../core/cache.ts';
import type { CacheFolder } from '../sync/cache.ts';

/**
 * Up to so many bytes only the waiting for the disk is left to another thread: handing over each small step would take many times
 * longer than the step.
 */
const small = 256 * 1024;
const synced = promisify(fdatasync);

const hashPattern = /^[0-9a-f]{64}$/;

/** Where a stored file lives: `<profile>/files/<first two digits>/<hash>`. */
export function filePath(profile: string, hash: FileHash): string {
  if (!hashPattern.test(hash)) throw new Error('not a file hash');
  return join(profile, 'files', hash.slice(0, 2), hash);
}

/**
 * Files named by the SHA-256 of their bytes. A file appears under its name only when it is whole and on disk, because
 * the row that refers to it is committed afterwards; the same bytes twice are one file.
 */
export function createFileStore(profile: string): FileStore {
  const incoming = join(profile, 'files', 'incoming');

  const flush = flusher();
  const scratch = (): string => join(incoming, randomUUID());

  const folders = new Set<string>();
  const makeFolder = async (folder: string): Promise<void> => {
    if (folders.has(folder)) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    folders.add(folder);
  };

  const settle = async (from: string, hash: FileHash): Promise<void> => {
    await makeFolder(join(profile, 'files', hash.slice(0, 2)));
    renameSync(from, filePath(profile, hash));
  };

  return {
    scratch,
    path: (hash) => filePath(profile, hash),
    get: (hash) => readFile(filePath(profile, hash)),
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const size = bytes.byteLength;
      if (statSync(filePath(profile, hash), { throwIfNoEntry: false })?.size === size) return { hash, size };
      await makeFolder(incoming);
      const temporary = scratch();
      try {
        await (size <= small ? writeSmall(temporary, bytes, flush) : writeLarge(temporary, bytes));
        await settle(temporary, hash);
      } catch (error) {
        // Half a file on a full disk would only make it fuller.
        await rm(temporary, { force: true });
        throw error;
      }
      return { hash, size };
    },
    async adopt(path, expected) {
      const digest = createHash('sha256');
      let size = 0;
      for await (const chunk of createReadStream(path)) {
        digest.update(chunk as Buffer);
        size += (chunk as Buffer).byteLength;
      }
      const hash = digest.digest('hex');
      if (expected !== undefined && hash !== expected) {
        await rm(path, { force: true });
        return { hash, size };
      }
      const handle = await open(path, 'r+');
      await handle.datasync().finally(() => handle.close());
      await settle(path, hash);
      return { hash, size };
    },
  };
}

/**
 * Brings files to the disk, those together that are waiting when it begins: the first of them makes the file system write its
 * journal, with the others in it. One by one, every file would wait for a journal of its own, and the next one even to be made.
 */
function flusher(): (file: number) => Promise<void> {
  type Waiting = { file: number; done: () => void; failed: (error: unknown) => void };
  let waiting: Waiting[] = [];
  let running = false;
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const these = waiting;
      waiting = [];
      await Promise.all(these.map(({ file, done, failed }) => synced(file).then(done, failed)));
    }
    running = false;
  };
  return (file) =>
    new Promise((done, failed) => {
      waiting.push({ file, done, failed });
      if (running) return;
      running = true;
      setImmediate(() => void run());
    });
}

async function writeSmall(path: string, bytes: Uint8Array, flush: (file: number) => Promise<void>): Promise<void> {
  const file = openSync(path, 'wx', 0o600);
  try {
    for (let at = 0; at < bytes.byteLength; ) at += writeSync(file, bytes, at);
    await flush(file);
  } finally {
    closeSync(file);
  }
}

async function writeLarge(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** The stored files as a cache: how large, when last brought or read, and taken away. */
export function cacheFolder(profile: string): CacheFolder {
  const root = join(profile, 'files');
  return {
    async list() {
      const files: StoredFile[] = [];
      for (const folder of await readdir(root).catch(() => [])) {
        if (!/^[0-9a-f]{2}$/.test(folder)) continue;
        for (const hash of await readdir(join(root, folder))) {
          const found = hashPattern.test(hash) ? await stat(join(root, folder, hash)).catch(() => undefined) : undefined;
          // Most systems renew the time of reading once a day, and where they do not, that of bringing it is left.
          if (found) files.push({ hash, size: found.size, usedAt: Math.max(found.atimeMs, found.mtimeMs) });
        }
      }
      return files;
    },
    remove(hash) {
      try {
        rmSync(filePath(profile, hash), { force: true });
        return true;
      } catch {
        // On Windows a file that is being read cannot go; it is tried again.
        return false;
      }
    },
  };
}

/** Half-written files of a run that was killed. Called before anything writes. */
export async function clearIncoming(profile: string): Promise<void> {
  const incoming = join(profile, 'files', 'incoming');
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true, mode: 0o700 });
}
