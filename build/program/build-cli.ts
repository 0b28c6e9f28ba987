// npm run build: the program into out/.
import { say } from '../runtime/terminal.ts';
import { build } from './build.ts';

try {
  await build();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
