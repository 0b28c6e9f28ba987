import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { expect, test } from '@playwright/test';
import { Arch, build, Platform } from 'electron-builder';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import config from '../../../build/electron-builder.config.ts';
import { afterPack } from '../../../build/packaging/after-pack.ts';
import { folderSize, inspectPackage, type Layout, layoutOf, packedFiles } from '../../../build/packaging/inspect.ts';
import { linuxTools } from '../../../build/packaging/linux/tools.ts';
import { withVariables } from '../../../build/packaging/pack.ts';
import { sizeLine } from '../../../build/packaging/sizes.ts';
import { root } from '../../../build/runtime/index.ts';
import { must } from '../../../build/runtime/terminal.ts';
import { makeUpElectron } from '../../support/made-up-electron.ts';
import { makeUpNsis } from '../../support/made-up-nsis.ts';
import { onlyFile, readWindowsInstaller, unpack } from './support/archives.ts';

/** Every system and processor that a release is made for, in Node's words. */
const systems = [
  ['win32', 'x64'],
  ['win32', 'arm64'],
  ['darwin', 'x64'],
  ['darwin', 'arm64'],
  ['linux', 'x64'],
  ['linux', 'arm64'],
] as const;

type Name = (typeof systems)[number][0];

type Made = {
  layout: Layout;
  /** What people are given. */
  given: string;
};

/** The kind of file that can be made here of those that a release has for a system. Its images of disks are made by macOS alone. */
const kinds: Record<Name, string> = { win32: 'nsis', darwin: 'zip', linux: 'deb' };

/**
 * Packs the built program for a system, around a made-up runtime: application, addon, fuses, names and icons are as in a release,
 * and so is the file that it is packed into, but for the runtime and, on Windows, plugins of the installer. What only that system
 * can do, its signature and installing, is left to the workflow.
 */
async function packFor(platform: Name, arch: 'x64' | 'arm64', folder: string): Promise<Made> {
  await makeUpElectron(join(folder, 'electron'), platform);
  const tools =
    platform === 'linux' ? await linuxTools({}) : { env: await makeUpNsis(join(folder, 'tools')), remove: () => undefined };
  const target = { win32: Platform.WINDOWS, darwin: Platform.MAC, linux: Platform.LINUX }[platform];
  const output = join(folder, 'dist');
  let layout: Layout | undefined;
  try {
    await withVariables(tools.env, () =>
      build({
        projectDir: root,
        targets: target.createTarget([kinds[platform]], Arch[arch]),
        publish: 'never',
        config: {
          ...config,
          directories: { ...config.directories, output },
          electronDist: join(folder, 'electron'),
          // How tightly Debian's packages are packed is no matter here, and slow.
          deb: { ...config.deb, compression: 'gz' },
          // A signature of nobody's is set by a tool of macOS.
          electronFuses: { ...config.electronFuses, resetAdHocDarwinSignature: false },
          afterPack: async (context) => {
            await afterPack(context);
            layout = layoutOf(context.appOutDir, platform);
          },
        },
      }),
    );
  } finally {
    tools.remove();
  }
  if (layout === undefined) throw new Error('Nothing was packed.');
  return { layout, given: onlyFile(output, /^Throughline-.*\.(exe|zip|deb)$/) };
}

/** Takes apart what people are given, and answers the program that was in it. */
const takeApart: Record<Name, (given: string, folder: string, arch: string) => Promise<string>> = {
  async win32(given, folder, arch) {
    const installer = await unpack(given, join(folder, 'installer'));
    const uninstaller = onlyFile(join(installer, '$R0'), /^Uninstall/);
    for (const [path, more] of [
      [given, ['allusers', 'currentuser', 'Only for &me', 'Для &всех пользователей данного компьютера']],
      [uninstaller, ['This software is installed both per-machine (all users) and per-user.']],
    ] as const) {
      const { version, iconWidths, level, says } = readWindowsInstaller(path);
      expect(version).toMatchObject({ ProductName: 'Throughline', CompanyName: 'Throughline', LegalCopyright: 'MIT License' });
      expect(iconWidths).toEqual([16, 20, 24, 32, 40, 48, 64, 256]);
      // Whoever is no administrator starts it as well; rights are asked for once everyone was chosen.
      expect(level).toBe('asInvoker');
      expect(more.filter((text) => !says(text))).toEqual([]);
    }
    return unpack(onlyFile(join(installer, '$PLUGINSDIR'), /^app-.*\.7z$/), join(folder, `apart-${arch}`));
  },
  darwin: (given, folder) => unpack(given, join(folder, 'apart')),
  async linux(given, folder, arch) {
    const field = await must('Reading the package', 'dpkg-deb', ['--field', given, 'Architecture']);
    expect(field.trim()).toBe(arch === 'x64' ? 'amd64' : arch);
    await must('Unpacking the package', 'dpkg-deb', ['--extract', given, join(folder, 'apart')]);
    return join(folder, 'apart/opt/Throughline');
  },
};

const look: Record<Name, (layout: Layout) => void> = {
  win32({ executable, folder, resources }) {
    const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(executable)));
    const [version] = Resource.VersionInfo.fromEntries(entries);
    expect(version?.getStringValues({ lang: 0x0409, codepage: 1200 })).toMatchObject({
      ProductName: 'Throughline',
      FileDescription: 'Throughline',
      CompanyName: 'Throughline',
      FileVersion: '0.1.0',
    });
    const [icon] = Resource.IconGroupEntry.fromEntries(entries);
    expect(icon?.icons.map(({ width }) => width || 256)).toEqual([16, 20, 24, 32, 40, 48, 64, 256]);
    // The archive's sum lies in the program, where the fuse makes Electron look for it.
    const integrity = entries.find(({ type }) => type === 'INTEGRITY');
    expect(Buffer.from(integrity?.bin ?? new ArrayBuffer(0)).toString()).toContain(headerHash(resources));
    expect(readdirSync(join(folder, 'locales')).sort()).toEqual(['en-US.pak', 'ru.pak']);
  },
  darwin({ executable, resources }) {
    const contents = join(resources, '..');
    const info = readFileSync(join(contents, 'Info.plist'), 'utf8');
    const value = (key: string) =>
      new RegExp(`<key>${key}</key>\\s*<(?:string>([^<]*)|(true|false))`).exec(info)?.slice(1).find(Boolean);
    expect(value('CFBundleIdentifier')).toBe('app.throughline.desktop');
    expect(value('CFBundleExecutable')).toBe('Throughline');
    expect(value('LSApplicationCategoryType')).toBe('public.app-category.business');
    expect(value('NSMicrophoneUsageDescription')).toContain('microphone');
    expect(value('LSHasLocalizedDisplayName')).toBe('true');
    expect(info).toContain(headerHash(resources));
    expect(readFileSync(join(resources, value('CFBundleIconFile') ?? ''))).toEqual(
      readFileSync(join(root, 'build/icons/icon.icns')),
    );
    for (const language of ['en', 'ru']) {
      expect(readFileSync(join(resources, `${language}.lproj/InfoPlist.strings`), 'utf8')).toContain(
        'NSMicrophoneUsageDescription',
      );
    }
    expect(
      readdirSync(resources)
        .filter((name) => name.endsWith('.lproj'))
        .sort(),
    ).toEqual(['en.lproj', 'ru.lproj']);
    expect(existsSync(executable)).toBe(true);
    expect(readdirSync(join(contents, 'Frameworks')).filter((name) => name.endsWith('.app'))).toHaveLength(4);
  },
  linux({ executable, folder }) {
    expect(existsSync(executable)).toBe(true);
    expect(readdirSync(join(folder, 'locales')).sort()).toEqual(['en-US.pak', 'ru.pak']);
  },
};

function headerHash(resources: string): string {
  const { headerString } = getRawHeader(join(resources, 'app.asar'));
  return createHash('sha256').update(headerString).digest('hex');
}

// Nothing is waited for: packing as tightly as for a release takes a busy machine minutes.
test.setTimeout(600_000);

for (const [platform, arch] of systems) {
  test(`what people are given for ${platform} ${arch} is for it alone, with its fuses burnt`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-system-'));
    try {
      const { layout, given } = await packFor(platform, arch, folder);
      const apart = layoutOf(await takeApart[platform](given, folder, arch), platform);
      for (const found of [layout, apart]) {
        expect(await inspectPackage(found, platform, arch)).toEqual([]);
        const addons = packedFiles(found).filter(({ path }) => path.endsWith('.node'));
        expect(addons.map(({ path }) => path)).toEqual([`node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`]);
        look[platform](found);
      }
      const files = packedFiles(layout);
      const application = files.reduce((sum, { size }) => sum + size, 0);
      expect(packedFiles(apart)).toEqual(files);
      const { size } = statSync(given);
      expect(size).toBeLessThan(folderSize(apart.folder));
      process.stdout.write(`${platform} ${arch}, without the runtime of Electron:\n`);
      process.stdout.write(`${sizeLine(`the application (${files.length} files)`, application)}\n`);
      if (platform !== 'linux') process.stdout.write(`${sizeLine(basename(given), size)}\n`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
