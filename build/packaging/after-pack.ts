import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AfterPackContext, Arch } from 'electron-builder';
import { addonFolder, addonName } from './contents.ts';
import { layoutOf } from './inspect.ts';

/** Names a better-sqlite3 addon to be packed instead of the prebuilt one: for tests, where the runtime is an older one. */
export const addonVariable = 'THROUGHLINE_PACK_ADDON';

/**
 * Last touches before the fuses are set and the program is signed: an application that the runtime starts by default goes, and
 * the addon comes in that an older runtime needs.
 */
export async function afterPack({ appOutDir, electronPlatformName, arch }: AfterPackContext): Promise<void> {
  const { resources } = layoutOf(appOutDir, electronPlatformName);
  rmSync(join(resources, 'default_app.asar'), { force: true });
  const own = process.env[addonVariable];
  if (own) copyFileSync(own, join(resources, addonFolder, addonName(electronPlatformName, Arch[arch])));
}
