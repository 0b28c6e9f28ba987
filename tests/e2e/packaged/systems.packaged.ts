import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { expect, test } from '@playwright/test';
import { Arch, build, Platform } from 'electron-builder';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import config from '../../../build/electron-builder.config.ts';
import { afterPack } from '../../../build/packaging/after-pack.ts';
import { inspectPackage, type Layout, layoutOf, packedFiles } from '../../../build/packaging/inspect.ts';
import { root } from '../../../build/runtime/index.ts';
import { makeUpElectron } from '../../support/made-up-electron.ts';

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

/**
 * Packs the built program for a system, around a made-up runtime: application, addon, fuses, names and icons are as in a release.
 * What only that system can do, its installer and its signature, is left to the workflow.
 */
async function packFor(platform: Name, arch: 'x64' | 'arm64', folder: string): Promise<Layout> {
  await makeUpElectron(join(folder, 'electron'), platform);
  const target = { win32: Platform.WINDOWS, darwin: Platform.MAC, linux: Platform.LINUX }[platform];
  let layout: Layout | undefined;
  await build({
    projectDir: root,
    targets: target.createTarget(['dir'], Arch[arch]),
    publish: 'never',
    config: {
      ...config,
      directories: { ...config.directories, output: join(folder, 'dist') },
      electronDist: join(folder, 'electron'),
      // A signature of nobody's is set by a tool of macOS.
      electronFuses: { ...config.electronFuses, resetAdHocDarwinSignature: false },
      afterPack: async (context) => {
        await afterPack(context);
        layout = layoutOf(context.appOutDir, platform);
      },
    },
  });
  if (layout === undefined) throw new Error('Nothing was packed.');
  return layout;
}

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

for (const [platform, arch] of systems) {
  test(`what is packed for ${platform} ${arch} is for it alone, with its fuses burnt`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-system-'));
    try {
      const layout = await packFor(platform, arch, folder);
      expect(await inspectPackage(layout, platform, arch)).toEqual([]);
      const addons = packedFiles(layout).filter(({ path }) => path.endsWith('.node'));
      expect(addons.map(({ path }) => path)).toEqual([`node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`]);
      look[platform](layout);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
