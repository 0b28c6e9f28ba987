// npm run build: the program into out/. With --if-needed only when the sources have changed since.
import { say } from '../runtime/terminal.ts';
import { build, ensureBuilt } from './build.ts';

try {
  await (process.argv.includes('--if-needed') ? ensureBuilt() : build());
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
