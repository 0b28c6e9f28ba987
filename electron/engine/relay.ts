import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLaunch } from '../host/launch.ts';
import { loadMasterKey } from '../host/master-key.ts';
import { listChannels } from '../store/repos/channel.repo.ts';
import { type Engine, startEngine } from './compose.ts';

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

/** Nobody sits here: the page is opened on another machine, and its answer comes back through a tunnel. */
function sayWhere(url: string): void {
  const port = /^http:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(new URL(url).searchParams.get('redirect_uri') ?? '')?.[1];
  const tunnel =
    port === undefined ? '' : ` On another machine, run this there first: ssh -L ${port}:127.0.0.1:${port} <this machine>`;
  process.stderr.write(`Sign in by opening this address in a browser.${tunnel}\n${url}\n`);
}

/** Waits for a person to sign in at the provider, and runs the channel with what that gave. */
async function signIn(engine: Engine, channelId: string): Promise<void> {
  const channel = listChannels(engine.store.read).find(({ id }) => id === channelId)?.config;
  if (channel === undefined) return;
  const { problem } = await engine.handlers['channel.signIn'].run({ channel });
  if (problem === undefined) await engine.handlers['channel.save'].run({ channel });
  else process.stderr.write(`${channel.name}: ${problem.detail} (start the relay again to be asked once more)\n`);
}

function makeFolder(profile: string): void {
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
  } catch (error) {
    fail(`--profile: expected a folder that can be written (${error instanceof Error ? error.message : String(error)})`, 2);
  }
}

function fail(message: string, status: number): never {
  process.stderr.write(`${message}\n`);
  process.exit(status);
}

async function main(): Promise<void> {
  const outcome = await readLaunch(process.argv.slice(2), process.env, process.cwd());
  if (!outcome.ok) fail(outcome.message, 2);
  const { profile, provision } = outcome.launch;
  if (profile === undefined) fail('--profile: expected a folder after it', 2);
  makeFolder(profile);
  const { key, keyIsFile } = loadMasterKey(join(profile, 'keys'), noKeyring);
  if (keyIsFile) process.stderr.write('No keyring here: the key that seals passwords is a file readable by you alone.\n');
  const engine = await startEngine(
    {
      profile,
      migrations: fileURLToPath(new URL('../../drizzle', import.meta.url)),
      kind: 'relay',
      ...(provision === undefined ? {} : { provision }),
    },
    { masterKey: key, keyIsFile, onWake: () => undefined, openBrowser: sayWhere },
  );
  const last = new Map<string, string>();
  const signingIn = new Set<string>();
  const report = async (): Promise<void> => {
    for (const connection of await engine.handlers['connection.list'].run({})) {
      const line = `${connection.name}: ${connection.state}${connection.error ? ` (${connection.error.code}: ${connection.error.detail})` : ''}`;
      if (last.get(connection.channelId) === line) continue;
      last.set(connection.channelId, line);
      process.stderr.write(`${line}\n`);
      if (connection.state !== 'needs-auth' || connection.error?.code !== 'sign-in' || signingIn.has(connection.channelId))
        continue;
      signingIn.add(connection.channelId);
      void signIn(engine, connection.channelId).finally(() => signingIn.delete(connection.channelId));
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
