// npm run package:dir packs for this machine into dist/; npm run package builds this system's installers (`-- --arch x64` for one
// processor only). Both look into what they made, and print the sizes.
import { parseArgs } from 'node:util';
import { MissingSystemPackages, missingPackagesStatus } from '../runtime/index.ts';
import { say } from '../runtime/terminal.ts';
import { packFolder, packInstallers } from './pack.ts';

try {
  const { values } = parseArgs({ options: { dir: { type: 'boolean' }, arch: { type: 'string' } } });
  if (values.dir) await packFolder();
  else await packInstallers(values.arch);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof MissingSystemPackages ? missingPackagesStatus : 1;
}
