import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';

export type ObjectServer = {
  port: number;
  /** Of the bucket. */
  url: string;
  keyId: string;
  secret: string;
  /** What was asked of it, in order: `PUT <name>`. */
  readonly asked: readonly string[];
  /** Names of the objects. */
  names(): Promise<string[]>;
  bytes(name: string): Promise<Buffer>;
  /** Other bytes under the name of an object, of the same number. */
  spoil(name: string): Promise<void>;
  restore(name: string, bytes: Buffer): Promise<void>;
  stop(): Promise<void>;
};

const bucket = 'files';
/** How the emulator keeps an object on the disk. */
const ending = '._S3rver_object';

/** A store of objects that speaks S3 and checks signatures (s3rver), on a free port of this machine. */
export async function startObjectServer(): Promise<ObjectServer> {
  const directory = await mkdtemp(join(tmpdir(), 'throughline-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  const asked: string[] = [];
  server.httpServer.on('request', ({ method, url }) => void asked.push(`${method} ${url?.split('/').at(-1)}`));
  const folder = join(directory, bucket);
  const path = (name: string): string => join(folder, `${name}${ending}`);
  return {
    port,
    url: `http://127.0.0.1:${port}/${bucket}`,
    keyId: 'S3RVER',
    secret: 'S3RVER',
    asked,
    names: async () =>
      (await readdir(folder)).flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : [])).sort(),
    bytes: (name) => readFile(path(name)),
    async spoil(name) {
      const { length } = await readFile(path(name));
      await writeFile(path(name), Buffer.alloc(length, 'x'));
    },
    restore: (name, bytes) => writeFile(path(name), bytes),
    async stop() {
      const closed = once(server.httpServer, 'close');
      server.httpServer.close();
      server.httpServer.closeAllConnections();
      await closed;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
