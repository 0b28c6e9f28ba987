import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { Arch, build as buildPackages, type Configuration, Platform } from 'electron-builder';
import config from '../electron-builder.config.ts';
import { build } from '../program/build.ts';
import { prepareRuntime } from '../runtime/index.ts';
import { root } from '../runtime/paths.ts';
import { say } from '../runtime/terminal.ts';
import { addonVariable, afterPack } from './after-pack.ts';
import { folderSize, inspectPackage, type Layout, layoutOf, packedFiles } from './inspect.ts';
import { sizeLines } from './sizes.ts';

/** One packed program, and the system and processor it is for, in Node's words. */
export type Package = { layout: Layout; platform: string; arch: string };

/**
 * Packs the program for this machine into a folder, with the runtime the launcher finds. With the development one, which is
 * older, the addon built for it goes in; such a package is for tests and never given to people.
 */
export async function packFolder(): Promise<Package> {
  const { version, kind, executable, env } = await prepareRuntime();
  const addon = env.THROUGHLINE_SQLITE_BINDING;
  if (kind === 'fallback') say(`Packing with Electron ${version}, for tests only: releases take the official one.`);
  if (addon !== undefined) process.env[addonVariable] = addon;
  try {
    const electron = { electronDist: dist(executable), electronVersion: version };
    const { packages } = await pack(['dir'], [hostArch()], process.platform === 'linux' ? electron : {});
    const [only] = packages;
    if (only === undefined) throw new Error('Nothing was packed.');
    return only;
  } finally {
    delete process.env[addonVariable];
  }
}

/** Builds the installers of this system, for every processor or only the one named. Takes the official runtime, or refuses. */
export async function packInstallers(arch?: string): Promise<void> {
  const { kind } = await prepareRuntime();
  if (kind === 'fallback') {
    throw new Error('Installers are built with the official Electron, and its host cannot be reached. Try npm run package:dir.');
  }
  // electron-builder fetches the official runtime of each processor itself and checks its sum.
  await pack(null, arch === undefined ? [Arch.x64, Arch.arm64] : [archOf(arch)], {});
}

async function pack(
  targets: string[] | null,
  archs: Arch[],
  runtime: Pick<Configuration, 'electronDist' | 'electronVersion'>,
): Promise<{ packages: Package[] }> {
  await build();
  const packages: Package[] = [];
  const made = await buildPackages({
    projectDir: root,
    targets: Platform.current().createTarget(targets, ...archs),
    publish: 'never',
    config: {
      ...config,
      ...runtime,
      afterPack: async (context) => {
        await afterPack(context);
        const platform = context.electronPlatformName;
        packages.push({ layout: layoutOf(context.appOutDir, platform), platform, arch: Arch[context.arch] });
      },
    },
  });
  for (const { layout, platform, arch } of packages) {
    const faults = await inspectPackage(layout, platform, arch);
    if (faults.length > 0) throw new Error(`The package for ${platform} ${arch} is not fit:\n${faults.join('\n')}`);
    const installers = made
      .filter((path) => statSync(path).isFile() && !path.endsWith('.blockmap'))
      .map((path) => ({ name: basename(path), size: statSync(path).size }));
    say(`\n${platform} ${arch}: ${layout.folder}`);
    for (const line of sizeLines({ whole: folderSize(layout.folder), installers }, packedFiles(layout))) say(line);
  }
  return { packages };
}

function dist(executable: string): string {
  return executable.slice(0, executable.lastIndexOf(basename(executable)) - 1);
}

function hostArch(): Arch {
  return archOf(process.arch);
}

function archOf(name: string): Arch {
  if (name === 'x64') return Arch.x64;
  if (name === 'arm64') return Arch.arm64;
  throw new Error(`There are packages for x64 and arm64, not for ${name}.`);
}
