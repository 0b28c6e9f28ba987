import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One process of the program, as the kernel sees it. */
export type ProcessFacts = {
  pid: number;
  /** Chromium's word: `renderer`, `utility`, `gpu-process`; empty for the first process. */
  type: string;
  commandLine: string;
  /** 2: only the system calls of a filter are let through. */
  seccomp: number;
  noNewPrivileges: boolean;
  /** Names the user namespace; a process in a sandbox has one of its own. */
  userNamespace: string;
};

/** A process and all below it, from /proc. Those that end meanwhile are left out. */
export function processTree(first: number): ProcessFacts[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(all.map((name) => [Number(name), Number(field(name, 'PPid'))]));
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at; at = parents.get(at)) if (at === first) return true;
    return false;
  };
  return [...parents.keys()].filter(isBelow).flatMap((pid) => {
    try {
      const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return {
        pid,
        type: /--type=(\S+)/.exec(commandLine)?.[1] ?? '',
        commandLine,
        seccomp: Number(field(String(pid), 'Seccomp')),
        noNewPrivileges: field(String(pid), 'NoNewPrivs') === '1',
        userNamespace: readlinkSync(`/proc/${pid}/ns/user`),
      };
    } catch {
      return [];
    }
  });
}

function field(pid: string, name: string): string {
  try {
    return new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}
