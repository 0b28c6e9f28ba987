// npm run relay -- --profile … --provision …: the engine alone, under plain Node, without a window.
import { join } from 'node:path';
import { ensureBuilt } from './program/build.ts';
import { runInForeground } from './program/child.ts';
import { root } from './runtime/paths.ts';
import { say } from './runtime/terminal.ts';

try {
  await ensureBuilt();
  const args = [join(root, 'out', 'engine', 'relay.js'), ...process.argv.slice(2)];
  process.exitCode = await runInForeground(process.execPath, args, { cwd: process.cwd(), env: process.env });
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
