import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ConnectorContext, ConnectorError } from '../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../shared/contract/provision.ts';
import { readRef } from './attachments.ts';
import { type Client, readFailure } from './client.ts';
import { connectionError } from './problems.ts';

type Files = ConnectorContext<TelegramChannelConfig>['files'];

/** Longest silence during a download, ms. */
const idleMs = 30_000;

/**
 * Asks where the file lies (the address holds for an hour: Bot API, getFile) and brings it, through a file and not
 * through memory. Throws {@link ConnectorError}; one of code `refused` will not get better by trying again.
 */
export async function download(
  client: Client,
  files: Files,
  ref: string,
  signal: AbortSignal,
  progress: (done: number) => void = () => {},
): ReturnType<Files['adopt']> {
  const { id } = readRef(ref);
  const path = await locate(client, id, signal);
  const target = files.scratch();
  try {
    const response = await client.transport.request(client.fileUrl(path), { signal }, idleMs);
    const status = response.statusCode ?? 0;
    if (status !== 200) {
      response.resume();
      const gone = status === 404;
      throw new ConnectorError(gone ? 'protocol' : 'offline', gone ? 'refused' : 'offline', `HTTP ${status} for the file`, {
        host: client.host,
      });
    }
    let done = 0;
    const count = new Transform({
      transform(chunk: Buffer, _, next) {
        done += chunk.length;
        progress(done);
        next(null, chunk);
      },
    });
    await pipeline(response, count, createWriteStream(target));
    return await files.adopt(target);
  } catch (error) {
    await rm(target, { force: true });
    if (error instanceof ConnectorError) throw error;
    throw connectionError(readFailure(error, client), client.host);
  }
}

async function locate(client: Client, id: string, signal: AbortSignal): Promise<string> {
  try {
    const { file_path: path } = await client.call.getFile(id, signal as Parameters<typeof client.call.getFile>[1]);
    if (path === undefined)
      throw new ConnectorError('protocol', 'refused', 'The server names no path for the file', { host: client.host });
    return path;
  } catch (error) {
    if (error instanceof ConnectorError) throw error;
    const failure = readFailure(error, client);
    if (failure.type === 'refused' && failure.status === 400) {
      throw new ConnectorError('protocol', 'refused', failure.description, { host: client.host });
    }
    throw connectionError(failure, client.host);
  }
}
