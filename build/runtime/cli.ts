// npm run -s runtime: one JSON line on standard output says how the built program is started. `--retry-official` asks for the
// official download again where a fallback is in use.
import { prepareRuntime } from './index.ts';
import { MissingSystemPackages, missingPackagesStatus } from './system.ts';
import { say } from './terminal.ts';

try {
  const info = await prepareRuntime({ retryOfficial: process.argv.includes('--retry-official') });
  const { executable, args, env, version, kind } = info;
  process.stdout.write(`${JSON.stringify({ executable, args, env, version, kind })}\n`);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof MissingSystemPackages ? missingPackagesStatus : 1;
}
