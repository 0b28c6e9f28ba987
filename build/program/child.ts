import { type StdioOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';

/** How soon the same signal again means that the person has lost patience, in ms; npm passes each one on a second time. */
const echo = 2_000;

/**
 * Runs a command on this terminal (unless `stdio` says otherwise) and passes signals to it.
 * @returns its exit status, 128 and the signal's number when one ended it
 */
export function runInForeground(
  command: string,
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; stdio?: StdioOptions },
): Promise<number> {
  // In a group of its own, or the terminal would send Ctrl-C to it besides us.
  const child = spawn(command, args, { stdio: 'inherit', ...options, detached: process.platform !== 'win32' });
  let first: number | undefined;
  const pass = (signal: NodeJS.Signals) => {
    const now = Date.now();
    if (first === undefined) child.kill(signal);
    else if (now - first > echo) child.kill('SIGKILL');
    first ??= now;
  };
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  });
}
