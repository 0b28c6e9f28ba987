// npm run bench [-- name…] [--size 10k,100k,1m] [--json file] [--check]: how fast the program is, each figure a ratio against its
// baseline in the same run. The last line is all of it as JSON. `--check` ends with 1 when a goal is missed that is said to be
// reached; without names it counts what no machine can disturb instead.
import { writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { MissingSystemPackages, missingPackagesStatus } from '../../build/runtime/index.ts';
import { say } from '../../build/runtime/terminal.ts';
import { counters } from './counters/index.ts';
import { generatorHash } from './data/profile.ts';
import { readArguments } from './harness/arguments.ts';
import { type Bench, type Finding, isMissed, isReached } from './harness/bench.ts';
import { table } from './harness/report.ts';
import { benches } from './index.ts';

type Ran = Pick<Bench, 'name' | 'goal'> & { findings: Finding[] };

async function main(args: readonly string[]): Promise<number> {
  const read = readArguments(
    args,
    benches.map(({ name }) => name),
  );
  if (!read.ok) {
    say(read.message);
    return 2;
  }
  const { names, sizes, check, json } = read.value;
  const counted = check && names.length === 0;
  const chosen = counted ? counters : benches.filter(({ name }) => names.length === 0 || names.includes(name));
  const ran: Ran[] = [];
  for (const { name, goal, run } of chosen) {
    const findings = await run({ sizes });
    ran.push({ name, goal, findings });
    process.stdout.write(`${table({ name, goal }, findings)}\n`);
  }
  const all = ran.flatMap(({ findings }) => findings);
  const counts = { passed: all.filter(isReached).length, failed: all.filter((finding) => isReached(finding) === false).length };
  const result = {
    generator: generatorHash(),
    machine: { platform: platform(), arch: arch(), cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version },
    sizes,
    counts,
    benches: ran.map(({ name, goal, findings }) => ({
      name,
      goal,
      findings: findings.map((finding) => ({ ...finding, reached: isReached(finding) })),
    })),
  };
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(result, undefined, 2)}\n`);
  process.stdout.write(`${counts.passed} reached, ${counts.failed} not reached\n${JSON.stringify(result)}\n`);
  return check && all.some(isMissed) ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = error instanceof MissingSystemPackages ? missingPackagesStatus : 1;
}
