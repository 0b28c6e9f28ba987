import { isUtf8 } from 'node:buffer';
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
      if (encoding === 'base64' && !looksLikeBase64(whole)) return { bytes: withFooter(whole) ?? whole };
      return { bytes: decoded(whole, encoding) };
    },
    abandon: async () => file?.abandon(),
  };
}

function decoded(raw: Buffer, encoding: string): Buffer {
  const decoder = transferDecoder(encoding);
  return Buffer.concat([decoder.push(raw), decoder.end()]);
}

/** Mailing lists and scanners put their words below what was encoded, as they are. `undefined` where nothing above them was. */
function withFooter(raw: Buffer): Buffer | undefined {
  const text = raw.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  if (end === null) return undefined;
  const above = text.slice(0, end.index).replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]{2,}={0,2}$/.test(above) || above.length % 4 !== 0) return undefined;
  const bytes = decoded(Buffer.from(above, 'latin1'), 'base64');
  // A short word may look encoded, too.
  if (above.length < 60 && !above.endsWith('=') && !isUtf8(bytes)) return undefined;
  return Buffer.concat([bytes, Buffer.from('\n\n'), raw.subarray(end.index + end[0].length)]);
}

/** Words with spaces between them were never encoded, whatever the header says; lines of base64 with spaces in them are long. */
function looksLikeBase64(raw: Buffer): boolean {
  const text = raw.subarray(0, 2_000).toString('latin1');
  // Without this look, the pattern would try every beginning in a line that has no space at all.
  if (text.indexOf(' ') === text.lastIndexOf(' ')) return true;
  return !/[^\s]+ [^\s]+ [^\s]+/.test(text) || (/^[A-Za-z0-9+/=\s]{60,}$/.test(text) && /[A-Za-z0-9+/]{24}/.test(text));
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
