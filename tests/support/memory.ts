import { readFileSync, writeFileSync } from 'node:fs';

/** Most memory a process has held at once, in bytes (`VmHWM`, proc(5)); `undefined` when it is gone. */
export function peakMemory(pid: number): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

/** Counts the peak anew from now on (proc(5), `clear_refs`; needs root). */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
