import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import type { FileStore } from '../../../../shared/contract/connector.ts';
import type { FileHash } from '../../../../shared/model/index.ts';
import { type MailPart, partOf, textKind } from './part.ts';
import { fileSink, type Sink, textSink } from './sink.ts';
import { MimeSplitter } from './splitter.ts';

/** More parts than any mail needs; a mail that has them is made to hurt. */
const mostParts = 1_500;
/** A part within more than so many others is not taken apart any further. */
const deepest = 1_200;
const chunkSize = 256 * 1024;
/** Most mails are smaller than this, and are read in one step: a stream takes several on another thread. */
const firstSize = 32 * 1024;

export type MailTree = {
  root: MailPart;
  /** Why the mail could not be read to its end. */
  broken?: string;
};

/** How a multipart without a usable boundary is read: by the boundary that stands in it, or as the text it then is. */
type Repair = ReadonlyMap<number, 'guess' | 'text'>;

/**
 * Reads a stored mail into its parts, texts into memory, everything else into the file store, as a stream. A multipart whose
 * boundary never comes is read again by what looks like one, and else as text: nothing of it is lost from sight.
 */
export async function readTree(sourceHash: FileHash, files: FileStore): Promise<MailTree> {
  const repair = new Map<number, 'guess' | 'text'>();
  for (;;) {
    const { tree, empty } = await readOnce(files.path(sourceHash), files, repair);
    const next = empty.find((place) => repair.get(place) !== 'text');
    if (next === undefined) return tree;
    repair.set(next, repair.has(next) ? 'text' : 'guess');
  }
}

async function readOnce(path: string, files: FileStore, repair: Repair): Promise<{ tree: MailTree; empty: number[] }> {
  const parts: MailPart[] = [];
  const depths = new Map<MailPart, number>();
  const sinks = new Map<MailPart, Sink>();
  let broken: string | undefined;
  /** The first that any part has. */
  let label: string | undefined;
  const splitter = new MimeSplitter<MailPart>({
    open(block, parent) {
      const place = parts.length;
      const part = partOf(block, parent, () => label);
      label ??= part.params.get('charset');
      if (place >= mostParts) {
        broken = `The mail has more than ${mostParts} parts`;
        return { part };
      }
      parts.push(part);
      parent?.children.push(part);
      const depth = parent === undefined ? 0 : (depths.get(parent) ?? 0) + 1;
      depths.set(part, depth);
      if (depth > deepest) broken = `Parts of the mail lie more than ${deepest} deep in one another`;
      const mended = repair.get(place);
      if (mended === 'text' || depth > deepest) part.type = 'text/plain';
      if (part.type.startsWith('multipart/')) {
        const boundary = part.params.get('boundary')?.trimEnd();
        return mended === 'guess' || boundary === undefined || boundary === '' ? { part, guess: true } : { part, boundary };
      }
      sinks.set(part, keptInMemory(part) ? textSink(part.encoding, files) : fileSink(part.encoding, files));
      return { part };
    },
    body: (part, bytes) => sinks.get(part)?.write(bytes),
    between: (part, bytes) => {
      if (part.children.length === 0) part.between.push(bytes);
    },
  });
  try {
    for await (const chunk of chunksOf(path)) {
      splitter.write(chunk);
      // Parts before the present one are complete; one file is open at a time.
      for (const part of [...sinks.keys()].slice(0, -1)) await finish(part, sinks);
      for (const sink of sinks.values()) await sink.flush();
    }
    splitter.end();
    for (const part of [...sinks.keys()]) await finish(part, sinks);
  } finally {
    for (const sink of sinks.values()) await sink.abandon();
  }
  const [root] = parts;
  if (root === undefined) throw new Error('Not a mail: nothing is in it');
  const empty = parts.flatMap((part, place) => {
    const hidden = part.children.length === 0 && part.between.some((bytes) => bytes.toString('latin1').trim() !== '');
    return part.type.startsWith('multipart/') && hidden ? [place] : [];
  });
  for (const part of parts) part.between = [];
  return { tree: { root, ...(broken === undefined ? {} : { broken }) }, empty };
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const file = openSync(path, 'r');
  try {
    const first = Buffer.allocUnsafe(firstSize);
    const start = readSync(file, first);
    // Editors put a byte order mark before what they save; it is no part of the first field's name.
    yield first.subarray(first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf ? 3 : 0, start);
    if (start < firstSize) return;
    yield* createReadStream('', { fd: file, autoClose: false, start, highWaterMark: chunkSize }) as AsyncIterable<Buffer>;
  } finally {
    closeSync(file);
  }
}

async function finish(part: MailPart, sinks: Map<MailPart, Sink>): Promise<void> {
  const content = await sinks.get(part)?.finish();
  sinks.delete(part);
  if (content === undefined) return;
  if ('bytes' in content) part.bytes = content.bytes;
  else part.stored = content;
}

const machineTypes =
  /^(text\/calendar|text\/rfc822-headers|message\/(global-)?(delivery-status|disposition-notification|headers)|message\/feedback-report|application\/(vnd\.)?ms-tnef)$/;

/** Texts that are read, and reports of machines; not what is meant to be a file. */
function keptInMemory(part: MailPart): boolean {
  if (part.disposition === 'attachment' && part.type !== 'text/calendar') return machineTypes.test(part.type) || isTnef(part);
  return machineTypes.test(part.type) || isTnef(part) || textKind(part) !== undefined;
}

export const isTnef = (part: Pick<MailPart, 'type' | 'name'>): boolean =>
  /ms-tnef$/.test(part.type) || /^winmail\.dat$/i.test(part.name ?? '');
