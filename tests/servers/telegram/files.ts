import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { File } from 'grammy/types';
import { badRequest } from './failure.ts';

/** Bot API, getFile: "bots can download files of up to 20MB in size". */
export const downloadLimit = 20 * 1024 * 1024;

export type StoredFile = { id: string; uniqueId: string; path: string; name: string; mime: string; bytes: Uint8Array };

const folders: ReadonlyArray<readonly [RegExp, string]> = [
  [/^image\/(jpeg|png|webp)$/, 'photos'],
  [/^audio\/ogg$/, 'voice'],
  [/^audio\//, 'music'],
  [/^video\//, 'videos'],
];

/** Files of both sides. A file keeps its ids; its path is what getFile hands out. */
export class FileShelf {
  readonly #byId = new Map<string, StoredFile>();
  readonly #byPath = new Map<string, StoredFile>();
  readonly #folder: string | undefined;

  /** With a folder it is a server started with --local: files are handed out as paths in there, of any size. */
  constructor(folder?: string) {
    this.#folder = folder;
  }

  add(bytes: Uint8Array, name: string, mime: string): StoredFile {
    const number = this.#byId.size;
    const digest = createHash('sha256').update(bytes).digest('base64url');
    const folder = folders.find(([pattern]) => pattern.test(mime))?.[1] ?? 'documents';
    const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
    const file: StoredFile = {
      id: `AgAC${number}_${digest}`,
      uniqueId: digest.slice(0, 15),
      path: `${folder}/file_${number}${extension}`,
      name,
      mime,
      bytes,
    };
    this.#byId.set(file.id, file);
    this.#byPath.set(file.path, file);
    return file;
  }

  byId(id: string): StoredFile | undefined {
    return this.#byId.get(id);
  }

  byPath(path: string): StoredFile | undefined {
    return this.#byPath.get(path);
  }

  describe(id: string): File {
    const file = this.#byId.get(id);
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
    const about = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes.length };
    if (this.#folder !== undefined) return { ...about, file_path: lay(join(this.#folder, file.path), file.bytes) };
    if (file.bytes.length > downloadLimit) throw badRequest('file is too big');
    return { ...about, file_path: file.path };
  }
}

function lay(path: string, bytes: Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}
