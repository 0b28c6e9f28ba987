// Stands where electron-builder expects fpm, which it would download: the same Debian package, made by Debian's own tool. So the
// package is made alike on every machine, with or without a network.
import { say } from '../../runtime/terminal.ts';
import { makeDeb } from './deb.ts';
import { readDebRequest } from './deb-request.ts';

try {
  await makeDeb(readDebRequest(process.argv.slice(2)));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
