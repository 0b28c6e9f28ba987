// npm run bench [-- name…|all] [--size 10k,100k,1m] [--json file] [--check]: how fast the program is, each figure a ratio against its
// baseline in the same run. The last line is all of it as JSON. `--check` ends with 1 when a goal is missed that is said to be
// reached; without names it counts what no machine can disturb instead. A bench that breaks is told, and the others run.
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

type Ran = Pick<Bench, 'name' | 'goal'> & { findings: Finding[]; error?: string };

const everyBench = 'all';

async function main(args: readonly string[]): Promise<number> {
  const read = readArguments(args, [...benches.map(({ name }) => name), everyBench]);
  if (!read.ok) {
    say(read.message);
    return 2;
  }
  const { names, sizes, check, json } = read.value;
  const counted = check && names.length === 0;
  const whole = names.length === 0 || names.includes(everyBench);
  const chosen = counted ? counters : benches.filter(({ name }) => whole || names.includes(name));
  const ran: Ran[] = [];
  for (const { name, goal, run } of chosen) {
    try {
      const findings = await run({ sizes });
      ran.push({ name, goal, findings });
      process.stdout.write(`${table({ name, goal }, findings)}\n`);
    } catch (error) {
      // With a bench that lacks something of the system, the others would be said to be all there is.
      if (error instanceof MissingSystemPackages) throw error;
      ran.push({ name, goal, findings: [], error: told(error) });
      process.stdout.write(`━━ ${name}: ${goal}\nBROKEN: ${told(error)}\n\n`);
    }
  }
  const all = ran.flatMap(({ findings }) => findings);
  const counts = { passed: all.filter(isReached).length, failed: all.filter((finding) => isReached(finding) === false).length };
  const result = {
    generator: generatorHash(),
    machine: { platform: platform(), arch: arch(), cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version },
    sizes,
    counts,
    benches: ran.map(({ findings, ...about }) => ({
      ...about,
      findings: findings.map((finding) => ({ ...finding, reached: isReached(finding) })),
    })),
  };
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(result, undefined, 2)}\n`);
  const broken = ran.filter(({ error }) => error !== undefined).length;
  const ending = broken === 0 ? '' : `, ${broken} broken`;
  process.stdout.write(`${counts.passed} reached, ${counts.failed} not reached${ending}\n${JSON.stringify(result)}\n`);
  return broken > 0 || (check && all.some(isMissed)) ? 1 : 0;
}

const told = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  say(told(error));
  process.exitCode = error instanceof MissingSystemPackages ? missingPackagesStatus : 1;
}
