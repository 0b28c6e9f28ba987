import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const entryIn = (appFolder: string) => join(appFolder, 'build', 'demo', 'demo.ts');
const nodeIn = (appFolder: string) =>
  join(appFolder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Whether the launcher of the practice workspace is there: it is in the source tree, not in an installed program. */
export function practiceIsThere(appFolder: string): boolean {
  return existsSync(entryIn(appFolder)) && existsSync(nodeIn(appFolder));
}

/**
 * Starts the practice workspace: the program once more, on a throw-away profile with a mail server and a messenger of its own.
 * Resolves when its launcher runs. Rejects where the launcher is not there, as in an installed program.
 */
export function startPractice(appFolder: string): Promise<void> {
  if (!practiceIsThere(appFolder)) {
    return Promise.reject(new Error('The practice workspace comes with the source tree only: run npm run demo there.'));
  }
  // It must not take this copy's profile or channels for its own.
  const { THROUGHLINE_PROFILE: _profile, THROUGHLINE_PROVISION: _provision, ...env } = process.env;
  const child = spawn(nodeIn(appFolder), [entryIn(appFolder), '--practice'], {
    cwd: appFolder,
    env,
    detached: true,
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
