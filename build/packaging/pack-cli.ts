// npm run package:dir packs for this machine into dist/; npm run package builds this system's installers (`-- --arch x64` for one
// processor only, `-- --trial` on Linux for installers out of the runtime there is, to be tried and not given to people). All look
// into what they made, and print the sizes.
import { parseArgs } from 'node:util';
import { MissingSystemPackages, missingPackagesStatus } from '../runtime/index.ts';
import { say } from '../runtime/terminal.ts';
import { packFolder, packInstallers, packTrial } from './pack.ts';

try {
  const { values } = parseArgs({ options: { dir: { type: 'boolean' }, arch: { type: 'string' }, trial: { type: 'boolean' } } });
  if (values.dir) await packFolder();
  else if (values.trial) await packTrial('as released');
  else await packInstallers(values.arch);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof MissingSystemPackages ? missingPackagesStatus : 1;
}
