import { existsSync } from 'node:fs';
import { findProgram, installCommand, installPackages, isRoot, missingLibraries } from './system.ts';
import { say } from './terminal.ts';

const libraries = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxkbcommon0',
  'libcups2',
];
const display = ['xvfb', 'xauth'];
const fonts = [
  { name: 'fonts-noto-core', file: '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf' },
  { name: 'fonts-noto-color-emoji', file: '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf' },
];

/**
 * Sees to the Debian packages without which Electron does not start or shows no letters; does nothing on other systems.
 * Throws MissingSystemPackages when something needed is absent and cannot be installed.
 */
export async function ensureLibraries(executable: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(executable);
  const noDisplay = !hasDisplay() && findProgram('Xvfb') === undefined;
  const wantedFonts = fonts.filter(({ file }) => !existsSync(file)).map(({ name }) => name);
  const packages = [...(missing.length > 0 ? libraries : []), ...(noDisplay ? display : [])];
  if (packages.length > 0) {
    const what = [...missing, ...(noDisplay ? ['Xvfb, as there is no display'] : [])].join(', ');
    await installPackages(`Electron needs what this system does not have (${what})`, [...packages, ...wantedFonts]);
  } else if (wantedFonts.length > 0) {
    await installFonts(wantedFonts);
  }
}

/** Letters are worth an attempt, and a sentence when it fails; the program starts without them. */
async function installFonts(packages: string[]): Promise<void> {
  if (findProgram('apt-get') === undefined) return;
  if (isRoot)
    await installPackages('Fonts for readable text are missing', packages).catch((error: unknown) => say(String(error)));
  else say(`Some text may show as boxes for want of fonts. To add them:\n${installCommand(packages)}`);
}

export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
