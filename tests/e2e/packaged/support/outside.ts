import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeOwned } from './account.ts';

/** Stands in for the system's browser, mail program and telephone: whatever is handed over is written down and goes nowhere. */
export type Outside = {
  /** To be the first folder of PATH. */
  folder: string;
  /** Addresses handed over so far. */
  opened(): string[];
};

export async function createOutside(home: string): Promise<Outside> {
  const folder = join(home, 'bin');
  const list = join(home, 'opened.txt');
  await writeOwned(list, '');
  const script = `#!/bin/sh\nfor last; do :; done\nprintf '%s\\n' "$last" >> '${list}'\n`;
  for (const name of ['xdg-open', 'xdg-email', 'gio', 'gvfs-open', 'kde-open', 'sensible-browser']) {
    await writeOwned(join(folder, name), script, 0o755);
  }
  return { folder, opened: () => readFileSync(list, 'utf8').split('\n').filter(Boolean) };
}
