import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRoot } from '../runtime/system.ts';
import type { Layout } from './inspect.ts';

/** How long a first start may take on a slow machine, in ms. */
const patience = 120_000;

/**
 * Starts what was packed for this very machine, without a window: it opens the archive, loads the addon and makes a database. Throws
 * with what it printed when it does not come that far.
 */
export async function tryStart({ executable }: Layout): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'throughline-first-start-'));
  // There is no sandbox for root, and no page that would be in it.
  const switches = isRoot && process.platform === 'linux' ? ['--no-sandbox'] : [];
  const child = spawn(executable, [...switches, 'relay', '--profile', profile], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let printed = '';
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`The packed program ${why}:\n${printed.trim()}`));
      const timer = setTimeout(() => fail(`did not start within ${patience / 1_000} seconds`), patience);
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          printed += chunk;
          if (printed.includes('Relay running on ')) resolve();
        });
      }
      child.once('error', ({ message }) => fail(`could not be started (${message})`));
      child.once('exit', (code, signal) => fail(`ended with ${code ?? signal}`));
      ended.finally(() => clearTimeout(timer)).catch(() => undefined);
    });
  } finally {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      child.kill();
      await ended;
    }
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
