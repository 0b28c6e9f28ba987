import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Makes a folder that is either complete or absent, whoever else is making it and whenever anyone is killed: it grows
 * under a temporary name beside its place and is renamed in. The loser of a race throws its own copy away.
 * @returns the folder
 */
export async function makeOnce(folder: string, make: (temporary: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  await sweep(parent);
  const temporary = await mkdtemp(join(parent, `.${basename(folder)}.${process.pid}.`));
  try {
    await make(temporary);
    await rename(temporary, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return folder;
}

/** Removes what makers that no longer live have left behind. */
async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const maker = /^\..+\.(\d+)\.[0-9A-Za-z]+$/.exec(name)?.[1];
    if (maker !== undefined && !alive(Number(maker))) await rm(join(parent, name), { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
