// npm test: everything there is to know whether the program is well, one suite after another, all of them even when one fails.
// `npm test -- unit contract` runs only these. The last line is the sum: `N passed, N failed`.
import { MissingSystemPackages, missingPackagesStatus } from './runtime/index.ts';
import { root } from './runtime/paths.ts';
import { say } from './runtime/terminal.ts';
import { closingLine, sum } from './tests/counts.ts';
import { ensureServers } from './tests/servers.ts';
import { check, counters, endToEnd, type Outcome, packaged, vitest } from './tests/suites.ts';

/** `servers`: needs the real mail servers, which only Debian offers. */
type Suite = { name: string; title: string; servers?: true; run(): Promise<Outcome> };

const suites: readonly Suite[] = [
  { name: 'types', title: 'Types, room by room', run: () => check(process.execPath, ['build/typecheck.mjs']) },
  { name: 'lint', title: 'Format and lint', run: () => check('biome', ['check', '.']) },
  { name: 'unit', title: 'Unit tests', run: () => vitest('unit') },
  { name: 'architecture', title: 'Architecture tests', run: () => vitest('architecture') },
  { name: 'security', title: 'Sources looked into for mistakes of security', run: () => vitest('security') },
  { name: 'contract', title: 'Contract tests of the connectors', servers: true, run: () => vitest('contract') },
  { name: 'corpus', title: 'Corpus of mails', run: () => vitest('corpus') },
  { name: 'counters', title: 'Counters of queries, log, database and search', run: counters },
  { name: 'engine', title: 'Engine tests with real servers', servers: true, run: () => vitest('engine') },
  { name: 'team', title: 'The team on a real PostgreSQL', servers: true, run: () => vitest('team') },
  { name: 'drills', title: 'Fault drills', servers: true, run: () => vitest('drills') },
  { name: 'e2e', title: 'End to end in real Electron', servers: true, run: endToEnd },
  { name: 'packaged', title: 'The packed program', servers: true, run: packaged },
];

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    say(`${unknown}: expected a suite, one of ${suites.map(({ name }) => name).join(', ')}`);
    return 2;
  }
  process.chdir(root);
  const chosen = suites.filter(({ name }) => names.length === 0 || names.includes(name));
  if (chosen.some(({ servers }) => servers)) await ensureServers();
  const results: Array<Outcome & { title: string }> = [];
  for (const { title, run } of chosen) {
    process.stdout.write(`\n━━ ${title}\n\n`);
    results.push({ title, ...(await run()) });
  }
  process.stdout.write('\n');
  for (const one of results.flatMap(({ repeated }) => repeated)) process.stdout.write(`~ passed when repeated: ${one}\n`);
  for (const one of results.flatMap(({ failed }) => failed)) process.stdout.write(`✗ ${one}\n`);
  for (const { title, ok, counts } of results) {
    const numbers = sum([counts]).passed + counts.failed > 0 ? `: ${closingLine(counts).replaceAll(',', ' and')}` : '';
    process.stdout.write(`${ok ? '✓' : '✗'} ${title}${numbers}\n`);
  }
  process.stdout.write(`\n${closingLine(sum(results.map(({ counts }) => counts)))}\n`);
  return results.every(({ ok }) => ok) ? 0 : 1;
}

let status = 1;
try {
  status = await main(process.argv.slice(2));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  if (error instanceof MissingSystemPackages) status = missingPackagesStatus;
}
// Suites run libraries in this process, some of which decide on its status as it ends: ours is the last word.
process.once('exit', () => {
  process.exitCode = status;
});
process.exit(status);
