import { execFileSync } from 'node:child_process';

export type Running = { pid: number; parent: number; args: string };

/** Every process below this one, as `ps` sees them now. The dead that nobody has collected yet are left out. */
export function descendants(root: number): Running[] {
  const text = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  const all = text.split('\n').flatMap((line): Running[] => {
    const [, pid, parent, state, args] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined || state?.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent), args: args ?? '' }];
  });
  const below: Running[] = [];
  const add = (parent: number): void => {
    for (const one of all.filter((each) => each.parent === parent)) {
      below.push(one);
      add(one.pid);
    }
  };
  add(root);
  return below;
}
