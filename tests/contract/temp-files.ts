import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileStore } from '../../shared/contract/connector.ts';

/** A file store in a folder of its own, gone with `remove`. */
export async function tempFiles(): Promise<FileStore & { folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-files-'));
  const path = (hash: string) => join(folder, hash);
  const keep = async (bytes: Uint8Array) => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    await writeFile(path(hash), bytes);
    return { hash, size: bytes.length };
  };
  return {
    folder,
    path,
    put: keep,
    scratch: () => join(folder, `scratch-${randomUUID()}`),
    async adopt(from) {
      const bytes = await readFile(from);
      const hash = createHash('sha256').update(bytes).digest('hex');
      await rename(from, path(hash));
      return { hash, size: bytes.length };
    },
    get: (hash) => readFile(path(hash)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
