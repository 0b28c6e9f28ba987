// npm start: the built program in the runtime there is. Flags after `--` are the program's own: npm start -- --profile ~/desk

import { ensureBuilt } from './program/build.ts';
import { runInForeground } from './program/child.ts';
import { ensureDisplay, MissingSystemPackages, missingPackagesStatus, prepareRuntime } from './runtime/index.ts';
import { say } from './runtime/terminal.ts';

try {
  await ensureBuilt();
  const { executable, args, env } = await prepareRuntime();
  const { display, stop } = await ensureDisplay();
  const environment = { ...process.env, ...env, ...(display === '' ? {} : { DISPLAY: display }) };
  try {
    const options = { cwd: process.cwd(), env: environment };
    process.exitCode = await runInForeground(executable, [...args, ...process.argv.slice(2)], options);
  } finally {
    await stop();
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof MissingSystemPackages ? missingPackagesStatus : 1;
}
