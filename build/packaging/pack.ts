import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Arch, build as buildPackages, type Configuration, Platform } from 'electron-builder';
import config from '../electron-builder.config.ts';
import { build } from '../program/build.ts';
import { prepareRuntime } from '../runtime/index.ts';
import { root } from '../runtime/paths.ts';
import { say } from '../runtime/terminal.ts';
import { addonVariable, afterPack } from './after-pack.ts';
import { folderSize, inspectPackage, type Layout, layoutOf, packedFiles } from './inspect.ts';
import { linuxTools } from './linux/tools.ts';
import { sizeLine, sizeLines } from './sizes.ts';
import { tryStart } from './try-start.ts';

/** One packed program, and the system and processor it is for, in Node's words. */
export type Package = { layout: Layout; platform: string; arch: string };

/** What came out of one run: the programs, and the installers made of them, as absolute paths. */
export type Packed = { packages: Package[]; installers: string[] };

/**
 * Packs the program for this machine into a folder, with the runtime the launcher finds. With the development one, which is
 * older, the addon built for it goes in; such a package is for tests and never given to people.
 */
export async function packFolder(): Promise<Package> {
  const { packages } = await packForHere(['dir'], {});
  const [only] = packages;
  if (only === undefined) throw new Error('Nothing was packed.');
  return only;
}

/**
 * Makes the installers of Linux out of the runtime the launcher finds, for this machine's processor: to try how they install and
 * start where the official runtime cannot be had. Packed as tightly as a release, they take their time.
 */
export async function packTrial(trial: 'quick' | 'as released'): Promise<Packed> {
  if (process.platform !== 'linux') throw new Error('A trial is made on Linux only; here npm run package has all it needs.');
  const compression = trial === 'quick' ? 'gz' : 'xz';
  return withTools({ trial }, () => packForHere(['AppImage', 'deb'], { deb: { ...config.deb, compression } }));
}

/** Builds the installers of this system, for every processor or only the one named. Takes the official runtime, or refuses. */
export async function packInstallers(arch?: string): Promise<void> {
  const { kind } = await prepareRuntime();
  if (kind === 'fallback') {
    throw new Error(
      'Installers are built with the official Electron, and its host cannot be reached. Try npm run package:dir, or npm run package -- --trial.',
    );
  }
  // electron-builder fetches the official runtime of each processor itself and checks its sum.
  await withTools({}, () => pack(null, arch === undefined ? [Arch.x64, Arch.arm64] : [archOf(arch)], {}));
}

async function packForHere(targets: string[], more: Configuration): Promise<Packed> {
  const { version, kind, executable, env } = await prepareRuntime();
  const addon = env.THROUGHLINE_SQLITE_BINDING;
  if (kind === 'fallback') say(`Packing with Electron ${version}, for tests only: releases take the official one.`);
  const electron = process.platform === 'linux' ? { electronDist: dirname(executable), electronVersion: version } : {};
  return withVariables(addon === undefined ? {} : { [addonVariable]: addon }, () =>
    pack(targets, [archOf(process.arch)], { ...electron, ...more }),
  );
}

async function withTools<T>(options: { trial?: 'quick' | 'as released' }, work: () => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') return work();
  const { env, remove } = await linuxTools(options);
  try {
    return await withVariables(env, work);
  } finally {
    remove();
  }
}

/** Does something while variables of this process, which electron-builder reads, are set. */
export async function withVariables<T>(variables: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

async function pack(targets: string[] | null, archs: Arch[], more: Configuration): Promise<Packed> {
  await build();
  const packages: Package[] = [];
  const made = await buildPackages({
    projectDir: root,
    targets: Platform.current().createTarget(targets, ...archs),
    publish: 'never',
    config: {
      ...config,
      ...more,
      afterPack: async (context) => {
        await afterPack(context);
        const platform = context.electronPlatformName;
        packages.push({ layout: layoutOf(context.appOutDir, platform), platform, arch: Arch[context.arch] });
      },
    },
  });
  const installers = made.filter((path) => statSync(path).isFile() && !path.endsWith('.blockmap'));
  for (const { layout, platform, arch } of packages) {
    const faults = await inspectPackage(layout, platform, arch);
    if (faults.length > 0) throw new Error(`The package for ${platform} ${arch} is not fit:\n${faults.join('\n')}`);
    if (platform === process.platform && arch === process.arch) await tryStart(layout);
    say(`\n${platform} ${arch}: ${layout.folder}`);
    for (const line of sizeLines({ whole: folderSize(layout.folder) }, packedFiles(layout))) say(line);
  }
  for (const path of installers) say(sizeLine(basename(path), statSync(path).size));
  return { packages, installers };
}

function archOf(name: string): Arch {
  if (name === 'x64') return Arch.x64;
  if (name === 'arm64') return Arch.arm64;
  throw new Error(`There are packages for x64 and arm64, not for ${name}.`);
}
