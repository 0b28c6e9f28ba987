import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Lays the word lists that come with the program where Chromium looks for them, unless they are there. On Linux it would fetch them
 * from a server of Google's otherwise; Windows and macOS check spelling themselves, and packages for them bring none.
 *
 * @param from folder of the program's own lists
 * @param electron Electron's folder in the profile
 */
export function layWordLists(from: string, electron: string): void {
  if (!existsSync(from)) return;
  try {
    const to = join(electron, 'Dictionaries');
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from).filter((file) => file.endsWith('.bdic'))) {
      const target = join(to, name);
      if (!existsSync(target) || statSync(target).size !== statSync(join(from, name)).size)
        copyFileSync(join(from, name), target);
    }
  } catch (error) {
    // Without them words are not checked; a full disk is no reason not to start.
    process.stderr.write(`Spelling is not checked: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
