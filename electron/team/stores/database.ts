import { open } from 'node:fs/promises';
import type { TeamServer } from '../server.ts';
import { FileRefused, type TeamStore, WrongBytes } from './contract.ts';

/** Bytes of one piece; what one statement carries. */
const piece = 1024 * 1024;
/** What the server takes of one file; bytes. */
export const databaseLimit = 256 * 1024 * 1024;

/** Files in PostgreSQL itself, by pieces. The server proves that they are what their name says before anybody is shown them. */
export function databaseStore(server: TeamServer): TeamStore {
  return {
    kind: 'database',
    async put({ hash, size, path }, { signal, onProgress } = {}) {
      if (size > databaseLimit) throw new FileRefused('it is larger than the database takes');
      if (!(await server.putFile(hash, size, 'database'))) return;
      const handle = await open(path, 'r');
      try {
        for (let n = 0; n * piece < size; n += 1) {
          signal?.throwIfAborted();
          const bytes = Buffer.alloc(Math.min(piece, size - n * piece));
          await handle.read(bytes, 0, bytes.length, n * piece);
          await server.putChunk(hash, n, bytes);
          onProgress?.(n * piece + bytes.length);
        }
      } finally {
        await handle.close();
      }
      if (!(await server.fileDone(hash))) throw new WrongBytes();
    },
    async get({ hash, size, path }, { signal, onProgress } = {}) {
      const handle = await open(path, 'wx', 0o600);
      try {
        let done = 0;
        for (let n = 0; n * piece < size; n += 1) {
          signal?.throwIfAborted();
          const bytes = await server.chunk(hash, n);
          if (!bytes) return false;
          await handle.write(bytes);
          done += bytes.length;
          onProgress?.(done);
        }
        if (done !== size) throw new WrongBytes();
        return true;
      } finally {
        await handle.close();
      }
    },
  };
}
