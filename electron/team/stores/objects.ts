import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { FileHash } from '../../../shared/model/index.ts';
import type { TeamServer } from '../server.ts';
import { type Carriage, FileRefused, StoreAway, type StoredFile, type TeamStore, WrongBytes } from './contract.ts';
import { refusalOf, S3Client, type S3Options } from './s3.ts';

/** Up to so many bytes it costs less to send a file again than to ask whether it is there. */
const sentUnasked = 1024 * 1024;

/** The objects of a bucket, named by the SHA-256 of their bytes. */
export class Objects {
  readonly #client: S3Client;

  constructor(options: S3Options) {
    this.#client = new S3Client(options);
  }

  /** The store proves the bytes too: their hash is part of what is signed (Signature Version 4, `x-amz-content-sha256`). */
  async put({ hash, size, path }: StoredFile & { path: string }, { signal, onProgress }: Carriage = {}): Promise<void> {
    if (size > sentUnasked && (await this.has({ hash, size }, signal))) return;
    await proved(hash, path);
    const answer = await this.#client.request(
      { method: 'PUT', name: hash, hash, size, body: () => createReadStream(path) },
      { ...(signal ? { signal } : {}), ...(onProgress ? { onSent: onProgress } : {}) },
    );
    if (answer.statusCode !== 200) throw await refusalOf(answer);
    answer.resume();
  }

  async has({ hash, size }: StoredFile, signal?: AbortSignal): Promise<boolean> {
    const answer = await this.#client.request({ method: 'HEAD', name: hash }, signal ? { signal } : {});
    answer.resume();
    return answer.statusCode === 200 && answer.headers['content-length'] === String(size);
  }

  async get({ hash, size, path }: StoredFile & { path: string }, { signal, onProgress }: Carriage = {}): Promise<boolean> {
    const answer = await this.#client.request({ method: 'GET', name: hash }, signal ? { signal } : {});
    if (answer.statusCode !== 200) return isMissing(await refusalOf(answer));
    const told = answer.headers['content-length'];
    if (told !== undefined && Number(told) !== size) {
      answer.destroy();
      throw new WrongBytes();
    }
    const done = await written(answer, path, onProgress);
    if (done !== size) throw new WrongBytes();
    return true;
  }

  async remove(hash: FileHash): Promise<void> {
    const answer = await this.#client.request({ method: 'DELETE', name: hash });
    if (answer.statusCode !== 204 && answer.statusCode !== 200) isMissing(await refusalOf(answer));
    else answer.resume();
  }

  close(): void {
    this.#client.close();
  }
}

/** Files in a store of objects. The server keeps the row, and is told when the bytes are there. */
export const objectStore = (server: TeamServer, objects: Objects): TeamStore => ({
  kind: 's3',
  async put(file, carriage) {
    if (!(await server.putFile(file.hash, file.size, 's3'))) return;
    await objects.put(file, carriage);
    await server.fileDone(file.hash);
  },
  get: (file, carriage) => objects.get(file, carriage),
});

/** A file that was changed on the disk never gets as far as the store. */
async function proved(hash: FileHash, path: string): Promise<void> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
  if (digest.digest('hex') !== hash) throw new WrongBytes();
}

/** There is none of that name; whatever else was said is thrown. */
function isMissing(refusal: Error): false {
  if (refusal instanceof FileRefused && refusal.message.startsWith('NoSuchKey')) return false;
  throw refusal;
}

async function written(answer: IncomingMessage, path: string, onProgress?: (done: number) => void): Promise<number> {
  let done = 0;
  const handle = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of received(answer)) {
      await handle.write(chunk);
      done += chunk.length;
      onProgress?.(done);
    }
  } finally {
    await handle.close();
  }
  return done;
}

/** What arrives; where it ends too early that is the store's doing, and not the disk's. */
async function* received(answer: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* answer as AsyncIterable<Buffer>;
  } catch (error) {
    throw new StoreAway('the connection ended in the middle of a file', { cause: error });
  }
}
