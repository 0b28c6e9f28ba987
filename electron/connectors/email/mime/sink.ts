import { type FileHandle, open, rm } from 'node:fs/promises';
import type { FileStore } from '../../../../shared/contract/connector.ts';
import type { FileHash } from '../../../../shared/model/index.ts';
import { type TransferDecoder, transferDecoder } from './transfer.ts';

/** Where the content of one part goes. `write` only takes it; `flush` puts on disk what has to go there. */
export type Sink = {
  write(bytes: Buffer): void;
  flush(): Promise<void>;
  /** Ends it: decoded bytes still here, or what was stored. */
  finish(): Promise<{ bytes: Buffer } | { hash: FileHash; size: number }>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
};

/** A text longer than this is a file. Bytes before decoding. */
const longestText = 8 * 1024 * 1024;

/** Keeps a text in memory as it came and decodes it at the end; one that is too long goes to a file after all. */
export function textSink(encoding: string, files: FileStore): Sink {
  let raw: Buffer[] = [];
  let length = 0;
  let file: Sink | undefined;
  return {
    write(bytes) {
      length += bytes.length;
      if (file !== undefined) file.write(bytes);
      else raw.push(bytes);
    },
    async flush() {
      if (file === undefined && length > longestText) {
        file = fileSink(encoding, files);
        for (const bytes of raw) file.write(bytes);
        raw = [];
      }
      await file?.flush();
    },
    async finish() {
      if (file !== undefined) return file.finish();
      const whole = Buffer.concat(raw);
      if (encoding === 'base64' && !looksLikeBase64(whole)) return { bytes: whole };
      const decoder = transferDecoder(encoding);
      return { bytes: Buffer.concat([decoder.push(whole), decoder.end()]) };
    },
    abandon: async () => file?.abandon(),
  };
}

/** Words with spaces between them were never encoded, whatever the header says. */
function looksLikeBase64(raw: Buffer): boolean {
  const text = raw.subarray(0, 2_000).toString('latin1');
  // Without this look, the pattern would try every beginning in a line that has no space at all.
  if (text.indexOf(' ') === text.lastIndexOf(' ')) return true;
  return !/[^\s]+ [^\s]+ [^\s]+/.test(text) || /^[A-Za-z0-9+/=\s]{60,}$/.test(text);
}

/** Decodes as it comes and writes to a file, so that memory does not grow with the part. */
export function fileSink(encoding: string, files: FileStore): Sink {
  const decoder: TransferDecoder = transferDecoder(encoding);
  const path = files.scratch();
  let pending: Buffer[] = [];
  let handle: FileHandle | undefined;
  const flush = async () => {
    handle ??= await open(path, 'w', 0o600);
    if (pending.length === 0) return;
    const raw = Buffer.concat(pending);
    pending = [];
    const bytes = decoder.push(raw);
    if (bytes.length > 0) await handle.writeFile(bytes);
  };
  const close = async () => {
    await handle?.close();
    handle = undefined;
  };
  return {
    write: (bytes) => pending.push(bytes),
    flush,
    async finish() {
      await flush();
      await handle?.writeFile(decoder.end());
      await close();
      return files.adopt(path);
    },
    async abandon() {
      await close();
      await rm(path, { force: true });
    },
  };
}
