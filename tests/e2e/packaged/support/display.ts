import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { findProgram } from '../../../../build/runtime/system.ts';
import { account } from './account.ts';

/**
 * A virtual display of {@link account}: a server lets in only its own user. Resolves when it accepts connections.
 * @returns what DISPLAY is to be
 */
export async function startDisplay(): Promise<{ display: string; stop(): Promise<void> }> {
  const server = ['Xvfb', '-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'];
  const guard = findProgram('setpriv');
  // It dies with us also when we are killed and cannot stop it.
  const [command = '', ...args] = guard === undefined ? server : [guard, '--pdeathsig', 'TERM', ...server];
  const child = spawn(command, args, { ...account, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const answer = child.stdio[3];
  if (!(answer instanceof Readable)) throw new Error('Xvfb was started without a pipe to answer on.');
  const gone = once(child, 'exit');
  const number = await Promise.race([once(answer, 'data').then(([chunk]) => String(chunk).trim()), gone.then(() => '')]);
  if (number === '') throw new Error('Xvfb did not start.');
  return {
    display: `:${number}`,
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
