import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLaunch } from '../host/launch.ts';
import { loadMasterKey } from '../host/master-key.ts';
import { startEngine } from './compose.ts';

/**
 * The engine without a window, under plain Node on an always-on machine: keeps the channels of a profile connected when
 * every desk is off. Same flags as the desktop program. Exit status 2 for wrong use, 1 when it cannot work.
 */
const noKeyring = {
  available: () => false,
  seal(): never {
    throw new Error('no keyring');
  },
  open(): never {
    throw new Error('no keyring');
  },
};

function fail(message: string, status: number): never {
  process.stderr.write(`${message}\n`);
  process.exit(status);
}

async function main(): Promise<void> {
  const outcome = await readLaunch(process.argv.slice(2), process.env, process.cwd());
  if (!outcome.ok) fail(outcome.message, 2);
  const { profile, provision } = outcome.launch;
  if (profile === undefined) fail('--profile: expected a folder after it', 2);
  const { key, keyIsFile } = loadMasterKey(join(profile, 'keys'), noKeyring);
  if (keyIsFile) process.stderr.write('No keyring here: the key that seals passwords is a file readable by you alone.\n');
  const engine = await startEngine(
    {
      profile,
      migrations: fileURLToPath(new URL('../../drizzle', import.meta.url)),
      ...(provision === undefined ? {} : { provision }),
    },
    { masterKey: key, keyIsFile, onWake: () => undefined },
  );
  const last = new Map<string, string>();
  const report = async (): Promise<void> => {
    for (const connection of await engine.handlers['connection.list'].run({})) {
      const line = `${connection.name}: ${connection.state}${connection.error ? ` (${connection.error.code}: ${connection.error.detail})` : ''}`;
      if (last.get(connection.channelId) === line) continue;
      last.set(connection.channelId, line);
      process.stderr.write(`${line}\n`);
    }
  };
  engine.onChange((feed) => {
    if (feed.channels.length > 0) void report();
  });
  process.stderr.write(`Relay running on ${profile}.\n`);
  await report();
  const stop = (): void => {
    void engine.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error), 1));
