import { type Bench, type Finding, type Goal, isReached } from './bench.ts';

const number = (value: number): string =>
  Math.abs(value) >= 1_000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

const goalText = (goal: Goal | undefined): string =>
  goal === undefined ? '' : 'atMost' in goal ? `≤ ${number(goal.atMost)}` : `≥ ${number(goal.atLeast)}`;

function reachedText(finding: Finding): string {
  const reached = isReached(finding);
  if (reached === undefined) return '';
  if (reached) return 'reached';
  return finding.limit === undefined ? 'NOT REACHED' : `limit: ${finding.limit}`;
}

const heads = ['', 'measured', 'baseline', 'ratio', 'spread', 'goal', ''] as const;

function cells(finding: Finding): string[] {
  const { what, against, subject, baseline, unit = '', value, spread } = finding;
  const paired = baseline !== undefined && subject !== undefined;
  return [
    against === undefined ? what : `${what} / ${against}`,
    paired ? `${number(subject)} ${unit}` : `${number(value)} ${unit}`,
    paired ? `${number(baseline)} ${unit}` : '',
    paired ? number(value) : '',
    spread === undefined ? '' : `${number(spread[0])}–${number(spread[1])}`,
    goalText(finding.goal),
    reachedText(finding),
  ];
}

/** A table of one bench, for a terminal. */
export function table({ name, goal }: Pick<Bench, 'name' | 'goal'>, findings: readonly Finding[]): string {
  const rows = [[...heads], ...findings.map(cells)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 || column > 4 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [`━━ ${name}: ${goal}`, ...lines, ''].join('\n');
}
