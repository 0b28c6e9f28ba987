import { readFileSync } from 'node:fs';
import { descendants } from './process-tree.ts';

/** Clock ticks of the kernel's accounting; 100 on every Linux that Node runs on (proc(5), sysconf(_SC_CLK_TCK)). */
const ticksPerSecond = 100;

/** Seconds of processor time that a process and all below it have used so far; where there is no /proc, NaN. */
export function processorSeconds(pid: number): number {
  try {
    return [pid, ...descendants(pid).map((one) => one.pid)].map(own).reduce((sum, one) => sum + one, 0);
  } catch {
    return Number.NaN;
  }
}

function own(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    // utime, stime and those of children that have ended.
    return [11, 12, 13, 14].reduce((sum, n) => sum + Number(fields[n] ?? 0), 0) / ticksPerSecond;
  } catch {
    return 0;
  }
}
