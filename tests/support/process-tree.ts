import { readdirSync, readFileSync } from 'node:fs';

/** One process; `started` tells it from another that has got its number since. */
export type Process = { pid: number; parent: number; dead: boolean; started: string };

/** `undefined` when there is no such process (proc(5), /proc/pid/stat). */
function look(pid: number): Process | undefined {
  try {
    const [state = '', parent = '', ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { pid, parent: Number(parent), dead: state === 'Z' || state === 'X', started: fields[17] ?? '' };
  } catch {
    return undefined;
  }
}

/** Every process below this one. */
export function descendants(of: number): Process[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (look(Number(name)) ?? []) : []));
  const below = (parent: number): Process[] =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(of);
}

/** SIGKILL. False when it has gone already. */
export function signal(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

/**
 * Resolves when all of them have gone. The system tells nobody but a parent, and these have lost theirs, so it looks again and again.
 *
 * @throws Error when one lives on after `limitMs`
 */
export async function gone(processes: readonly Process[], limitMs: number): Promise<void> {
  const deadline = Date.now() + limitMs;
  const lives = ({ pid, started }: Process): boolean => {
    const now = look(pid);
    return now?.started === started && !now.dead;
  };
  for (let left = processes.filter(lives); left.length > 0; left = left.filter(lives)) {
    if (Date.now() > deadline) throw new Error(`still there: ${left.map(({ pid }) => pid).join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
