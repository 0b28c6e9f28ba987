import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AfterPackContext, Configuration } from 'electron-builder';

/** How the program is packed. Installers for Windows and macOS are made on their own systems; always with the official runtime. */
const config: Configuration = {
  appId: 'app.throughline.desktop',
  productName: 'Throughline',
  copyright: 'MIT License',
  directories: { output: 'dist', buildResources: 'build/icons' },
  files: ['out', 'drizzle', 'package.json', '!out/sources.txt', '!out/**/*.map', '!node_modules/better-sqlite3/{deps,src}/**'],
  asar: true,
  // Native code and the dictionaries of the morphology are opened by path.
  asarUnpack: ['node_modules/better-sqlite3/**', 'node_modules/az/**'],
  // better-sqlite3 brings a binary for every platform, made for the official runtime.
  npmRebuild: false,
  icon: 'build/icons/icon.png',
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  win: { target: [{ target: 'nsis', arch: ['x64', 'arm64'] }] },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: {
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
    category: 'public.app-category.business',
    hardenedRuntime: true,
    electronLanguages: ['en', 'ru'],
  },
  linux: { target: ['dir', 'AppImage'], category: 'Office', executableName: 'throughline', electronLanguages: ['en-US', 'ru'] },
  afterPack: leaveNoDefaultApp,
};

/** A runtime taken from a folder of one's own brings the application it starts by default; an installed program must not. */
async function leaveNoDefaultApp({ appOutDir, packager, electronPlatformName }: AfterPackContext): Promise<void> {
  const resources =
    electronPlatformName === 'darwin'
      ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
      : join(appOutDir, 'resources');
  rmSync(join(resources, 'default_app.asar'), { force: true });
}

export default config;
