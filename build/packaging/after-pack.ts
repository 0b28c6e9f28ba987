import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AfterPackContext, Arch } from 'electron-builder';
import { addonFolder, addonName } from './contents.ts';
import { layoutOf } from './inspect.ts';

/** Names a better-sqlite3 addon to be packed instead of the prebuilt one: for tests, where the runtime is an older one. */
export const addonVariable = 'THROUGHLINE_PACK_ADDON';

/**
 * Last touches before the fuses are set and the program is signed: an application that the runtime starts by default goes, and
 * of better-sqlite3's addons only the one for this system and processor stays.
 */
export async function afterPack({ appOutDir, electronPlatformName, arch }: AfterPackContext): Promise<void> {
  const { resources } = layoutOf(appOutDir, electronPlatformName);
  rmSync(join(resources, 'default_app.asar'), { force: true });
  const folder = join(resources, addonFolder);
  const wanted = addonName(electronPlatformName, Arch[arch]);
  for (const name of readdirSync(folder)) if (name !== wanted) rmSync(join(folder, name));
  const own = process.env[addonVariable];
  if (own) copyFileSync(own, join(folder, wanted));
}
