import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ConnectorContext, ConnectorError, FileTooLarge } from '../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../shared/contract/provision.ts';
import { overBotLimit } from '../../../shared/model/index.ts';
import { type Client, readFailure } from './client.ts';
import { downloadLimitOf } from './info.ts';
import { connectionError } from './problems.ts';
import type { FileRef } from './receive/attachments.ts';

type Files = ConnectorContext<TelegramChannelConfig>['files'];
type Settings = Pick<TelegramChannelConfig, 'localServer'>;

/** Longest silence during a download, ms. */
const idleMs = 30_000;

/** What a file may have over what was announced of it, bytes: enough for a size told in round numbers, no more. */
const margin = 64 * 1024;

/**
 * Asks where the file lies (the address holds for an hour: Bot API, getFile) and brings it, through a file and not
 * through memory, and no more of it than was announced. Throws {@link ConnectorError}; one of code `refused` will not get
 * better by trying again.
 */
export async function download(
  client: Client,
  files: Files,
  { id, size }: Pick<FileRef, 'id' | 'size'>,
  settings: Settings,
  signal: AbortSignal,
  progress: (done: number) => void = () => {},
): ReturnType<Files['adopt']> {
  const { path, announced = size } = await locate(client, id, signal);
  const target = files.scratch();
  try {
    const source = isLocal(path, settings) ? await open(path, signal) : await request(client, path, signal);
    const limit = (announced ?? downloadLimitOf(settings)) + margin;
    await pipeline(source, bounded(limit, client.host, progress), createWriteStream(target));
    return await files.adopt(target);
  } catch (error) {
    await rm(target, { force: true });
    if (error instanceof ConnectorError) throw error;
    if (isLocal(path, settings) && !signal.aborted && isAbout(error, path)) {
      const detail = error instanceof Error ? client.scrub(error.message) : 'The file could not be read';
      throw new ConnectorError('protocol', 'refused', detail, { host: client.host });
    }
    throw connectionError(readFailure(error, client), client.host);
  }
}

/** A server that was started with --local gives the path on its own disk; only one that is trusted to is followed there. */
function isLocal(path: string, { localServer }: Settings): boolean {
  return localServer === true && isAbsolute(path);
}

/** What is no ordinary file may have no end. */
async function open(path: string, signal: AbortSignal): Promise<Readable> {
  if (!(await stat(path)).isFile()) throw new Error('The server names no file');
  return createReadStream(path, { signal });
}

/** Of the server's file, not of the one it is written to: a full disk of ours says nothing against theirs. */
function isAbout(error: unknown, path: string): boolean {
  return !(error instanceof Error && 'code' in error) || ('path' in error && error.path === path);
}

async function request(client: Client, path: string, signal: AbortSignal): Promise<Readable> {
  const response = await client.transport.request(client.fileUrl(path), { signal }, idleMs);
  const status = response.statusCode ?? 0;
  if (status === 200) return response;
  response.resume();
  const gone = status === 404;
  throw new ConnectorError(gone ? 'protocol' : 'offline', gone ? 'refused' : 'offline', `HTTP ${status} for the file`, {
    host: client.host,
  });
}

function bounded(limit: number, host: string, progress: (done: number) => void): Transform {
  let done = 0;
  return new Transform({
    transform(chunk: Buffer, _, next) {
      done += chunk.length;
      if (done > limit) {
        next(new ConnectorError('protocol', 'refused', 'The file is larger than the server had announced', { host }));
        return;
      }
      progress(done);
      next(null, chunk);
    },
  });
}

async function locate(client: Client, id: string, signal: AbortSignal): Promise<{ path: string; announced?: number }> {
  try {
    const found = await client.call.getFile(id, signal as Parameters<typeof client.call.getFile>[1]);
    const { file_path: path, file_size: announced } = found;
    if (path === undefined)
      throw new ConnectorError('protocol', 'refused', 'The server names no path for the file', { host: client.host });
    return announced === undefined ? { path } : { path, announced };
  } catch (error) {
    if (error instanceof ConnectorError) throw error;
    const failure = readFailure(error, client);
    if (failure.type === 'refused' && failure.status === 400) {
      // Not every message tells the size of its file, and a server of one's own may not be started for larger ones.
      if (/file is too big/i.test(failure.description))
        throw new FileTooLarge(overBotLimit, failure.description, { host: client.host });
      throw new ConnectorError('protocol', 'refused', failure.description, { host: client.host });
    }
    throw connectionError(failure, client.host);
  }
}
