import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from '../../shared/contract/connector.ts';
import type { FileHash } from '../../shared/model/index.ts';

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

  const scratch = (): string => join(incoming, randomUUID());

  const folders = new Set<string>();
  const makeFolder = async (folder: string): Promise<void> => {
    if (folders.has(folder)) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    folders.add(folder);
  };

  const settle = async (from: string, hash: FileHash): Promise<void> => {
    await makeFolder(join(profile, 'files', hash.slice(0, 2)));
    await rename(from, filePath(profile, hash));
  };

  return {
    scratch,
    path: (hash) => filePath(profile, hash),
    get: (hash) => readFile(filePath(profile, hash)),
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const size = bytes.byteLength;
      const present = await stat(filePath(profile, hash)).catch(() => undefined);
      if (present?.size === size) return { hash, size };
      await makeFolder(incoming);
      const temporary = scratch();
      try {
        const handle = await open(temporary, 'wx', 0o600);
        try {
          await handle.writeFile(bytes);
          await handle.datasync();
        } finally {
          await handle.close();
        }
        await settle(temporary, hash);
      } catch (error) {
        // Half a file on a full disk would only make it fuller.
        await rm(temporary, { force: true });
        throw error;
      }
      return { hash, size };
    },
    async adopt(path) {
      const digest = createHash('sha256');
      let size = 0;
      for await (const chunk of createReadStream(path)) {
        digest.update(chunk as Buffer);
        size += (chunk as Buffer).byteLength;
      }
      const handle = await open(path, 'r+');
      await handle.datasync().finally(() => handle.close());
      const hash = digest.digest('hex');
      await settle(path, hash);
      return { hash, size };
    },
  };
}

/** Half-written files of a run that was killed. Called before anything writes. */
export async function clearIncoming(profile: string): Promise<void> {
  const incoming = join(profile, 'files', 'incoming');
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true, mode: 0o700 });
}
