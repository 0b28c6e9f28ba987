import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../runtime/paths.ts';

export type Relay = {
  pid: number;
  /** Resolves when it has said that the channel is online. Rejects with its words when it ends before that. */
  holds(channel: string): Promise<void>;
  /** SIGKILL: nothing is given back and nobody is told. */
  kill(): Promise<void>;
};

/** The engine without a window in a process of its own, as `npm run relay` starts it. */
export function startRelay({ profile, provisionFile }: { profile: string; provisionFile: string }): Relay {
  const args = [join(root, 'out', 'engine', 'relay.js'), '--profile', profile, '--provision', provisionFile];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    holds: (channel) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (said.includes(`${channel}: online`)) resolve();
        };
        child.stderr.on('data', look);
        child.once('exit', () => reject(new Error(said.trim())));
        look();
      }),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await ended;
    },
  };
}
