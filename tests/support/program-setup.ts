import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureDisplay, root } from '../../build/runtime/index.ts';
import { cleanEnv } from '../../build/runtime/paths.ts';

/** Builds the program where that is needed and sees to a display. Answers what ends the latter. */
export async function prepareProgram(): Promise<() => Promise<void>> {
  // Apart from the tests, whose environment would make it a build for tests.
  const { NODE_ENV: _mode, VITEST: _vitest, ...env } = cleanEnv();
  const building = spawn(process.execPath, [join(root, 'build/program/build-cli.ts'), '--if-needed'], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  const [code] = (await once(building, 'exit')) as [number | null];
  if (code !== 0) throw new Error('the program cannot be built');
  const { display, stop } = await ensureDisplay();
  if (display !== '') process.env.DISPLAY = display;
  return stop;
}
