import { open, stat } from 'node:fs/promises';
import type { FileStore } from '../../shared/contract/connector.ts';
import type { FileHash } from '../../shared/model/index.ts';
import type { Store } from '../store/store.ts';
import { fileCame, fileLost, markShared, wantedFiles } from '../store/team/files.ts';
import type { TeamServer } from './server.ts';

type Context = { store: Store; files: FileStore; server: TeamServer };

/** Bytes of one piece; what one statement carries. */
const piece = 1024 * 1024;

/** Gives the team a file of this desk, unless it is larger than `limit` bytes. Answers whether the server has it. */
export async function shareFile({ store, files, server }: Context, hash: FileHash, limit: number): Promise<boolean> {
  const found = await stat(files.path(hash)).catch(() => undefined);
  if (!found || found.size > limit) return false;
  if (await server.putFile(hash, found.size)) {
    const handle = await open(files.path(hash), 'r');
    try {
      for (let n = 0; n * piece < found.size; n += 1) {
        const bytes = Buffer.alloc(Math.min(piece, found.size - n * piece));
        await handle.read(bytes, 0, bytes.length, n * piece);
        await server.putChunk(hash, n, bytes);
      }
    } finally {
      await handle.close();
    }
    if (!(await server.fileDone(hash))) return false;
  }
  store.write((tx) => markShared(tx, hash), { pulled: true });
  return true;
}

/** Brings a file of the team here. Answers its size, `undefined` when the server has not all of it. */
export async function fetchFile({ files, server }: Context, hash: FileHash): Promise<number | undefined> {
  const here = await stat(files.path(hash)).catch(() => undefined);
  if (here) return here.size;
  const known = await server.file(hash);
  if (!known?.complete) return undefined;
  const path = files.scratch();
  const handle = await open(path, 'wx', 0o600);
  try {
    for (let n = 0; n * piece < known.size; n += 1) {
      const bytes = await server.chunk(hash, n);
      if (!bytes) return undefined;
      await handle.write(bytes);
    }
  } finally {
    await handle.close();
  }
  const stored = await files.adopt(path);
  if (stored.hash !== hash) throw new Error('the bytes are not what their name says');
  return stored.size;
}

/** Fetches what is wanted, the latest first. Answers whether more waits. */
export async function fetchSome(ctx: Context, limit: number): Promise<boolean> {
  const waiting = wantedFiles(ctx.store.read, limit);
  for (const file of waiting) {
    const size = await fetchFile(ctx, file.hash);
    ctx.store.write((tx) => (size === undefined ? fileLost(tx, file, 'the team has no such file') : fileCame(tx, file, size)), {
      pulled: true,
    });
  }
  return waiting.length === limit;
}
