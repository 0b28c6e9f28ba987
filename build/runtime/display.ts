import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { hasDisplay } from './libraries.ts';
import { findProgram, installPackages } from './system.ts';

export type Display = {
  /** For the DISPLAY variable: `:99`. */
  display: string;
  /** Ends the server if this call started it. Resolves when it has gone. */
  stop(): Promise<void>;
};

/**
 * The display there is, or a virtual one of 1920x1200 on a free number. The server dies with this process.
 * Throws MissingSystemPackages when Xvfb is needed, absent, and may not be installed.
 */
export async function ensureDisplay(env: NodeJS.ProcessEnv = process.env): Promise<Display> {
  if (process.platform !== 'linux' || hasDisplay(env)) return { display: env.DISPLAY ?? '', stop: async () => {} };
  if (findProgram('Xvfb') === undefined) await installPackages('There is no display and no Xvfb', ['xvfb', 'xauth']);
  return startServer();
}

async function startServer(): Promise<Display> {
  const server = [
    findProgram('Xvfb') ?? 'Xvfb',
    '-displayfd',
    '3',
    '-screen',
    '0',
    '1920x1200x24',
    '-nolisten',
    'tcp',
    '-noreset',
  ];
  // Were we killed, nobody would stop the server; the kernel does it then.
  const guard = findProgram('setpriv');
  const [command = '', ...args] = guard === undefined ? server : [guard, '--pdeathsig', 'TERM', ...server];
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const gone = once(child, 'exit');
  const stop = async () => {
    child.ref();
    child.kill('SIGTERM');
    await gone;
  };
  const answer = child.stdio[3];
  if (!(answer instanceof Readable)) throw new Error('Xvfb was started without a pipe to answer on.');
  // It writes the number it took as soon as it accepts connections.
  const number = await Promise.race([firstLine(answer), gone.then(() => undefined)]);
  if (!number) throw new Error('Xvfb did not start.');
  // A running server is no reason for this process to live on.
  child.unref();
  return { display: `:${number}`, stop };
}

async function firstLine(stream: Readable): Promise<string | undefined> {
  for await (const line of createInterface({ input: stream })) return line.trim();
  return undefined;
}
