import { hostname, userInfo } from 'node:os';
import type { Configuration } from 'electron-builder';
import { afterPack } from './packaging/after-pack.ts';
import { filesFor, unpacked } from './packaging/contents.ts';
import { fuses } from './packaging/fuses.ts';
import { publisher } from './packaging/publisher.ts';

const summary = 'One customer, one thread, every channel';
const summaryRu = 'Один клиент, одна лента, все каналы';
const { maintainer, homepage } = publisher(process.env, { user: userInfo().username, host: hostname() });

/**
 * How the program is packed. Installers are made on their own systems (see the release workflow), always with the official
 * runtime; certificates for signing come from the environment in electron-builder's own names, and without them nothing is signed.
 */
const config: Configuration = {
  appId: 'app.throughline.desktop',
  productName: 'Throughline',
  copyright: 'MIT License',
  directories: { output: 'dist', buildResources: 'build/icons' },
  asar: true,
  asarUnpack: unpacked,
  // better-sqlite3 brings a binary for every platform, made for the official runtime.
  npmRebuild: false,
  publish: null,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a pattern of electron-builder
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
  // An unsigned build for Apple's processors must at least carry a signature of nobody's, or it does not start.
  electronFuses: { ...fuses, resetAdHocDarwinSignature: true },
  electronLanguages: ['en-US', 'ru'],
  // Numbers that are clicked in other programs. Windows is told by the program itself.
  protocols: [{ name: 'Telephone number', schemes: ['tel'], role: 'Viewer' }],
  afterPack,
  // Icons are drawn beforehand (npm run icons), so that no converter is downloaded.
  win: { icon: 'build/icons/icon.ico', files: filesFor('win32'), target: [{ target: 'nsis', arch: ['x64', 'arm64'] }] },
  nsis: {
    // The person is asked: for themselves, without an administrator, or for everyone. Silently: /currentuser or /allusers.
    oneClick: false,
    perMachine: false,
    selectPerMachineByDefault: false,
    allowElevation: true,
    allowToChangeInstallationDirectory: true,
    // One installer for each processor: both in one would be twice the download.
    buildUniversalInstaller: false,
    deleteAppDataOnUninstall: false,
    installerLanguages: ['en_US', 'ru_RU'],
    // Both serve an updater, which the program has not: packed for downloads of changes alone, and a helper that raises rights.
    differentialPackage: false,
    packElevateHelper: false,
  },
  mac: {
    icon: 'build/icons/icon.icns',
    files: filesFor('darwin'),
    target: [
      { target: 'dmg', arch: ['x64', 'arm64'] },
      { target: 'zip', arch: ['x64', 'arm64'] },
    ],
    category: 'public.app-category.business',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'build/packaging/mac/entitlements.plist',
    entitlementsInherit: 'build/packaging/mac/entitlements.plist',
    electronLanguages: ['en', 'ru'],
    extendInfo: {
      NSMicrophoneUsageDescription: 'Throughline uses the microphone for calls and voice messages.',
      LSHasLocalizedDisplayName: true,
    },
    extraResources: [{ from: 'build/packaging/mac', to: '.', filter: ['*.lproj/**'] }],
  },
  dmg: { writeUpdateInfo: false },
  // The runtime that mounts by itself. The older one asks for a library that systems no longer have, and starts without a sandbox.
  toolsets: { appimage: '1.0.3' },
  linux: {
    icon: 'build/icons/linux',
    files: filesFor('linux'),
    target: [
      { target: 'AppImage', arch: ['x64', 'arm64'] },
      { target: 'deb', arch: ['x64', 'arm64'] },
    ],
    category: 'Office',
    executableName: 'throughline',
    synopsis: summary,
    maintainer,
    desktop: { entry: { Comment: summary, 'Comment[ru]': summaryRu } },
    syncDesktopName: true,
  },
  deb: {
    packageCategory: 'mail',
    // Every library that the runtime is linked with, and those it looks for while it runs: notices, keyring, opening addresses.
    depends: [
      ...['libasound2 (>= 1.0.17)', 'libatk-bridge2.0-0', 'libatk1.0-0', 'libatspi2.0-0', 'libc6 (>= 2.31)', 'libcairo2'],
      ...['libcups2', 'libdbus-1-3', 'libdrm2', 'libexpat1', 'libgbm1', 'libgcc-s1', 'libglib2.0-0', 'libgtk-3-0', 'libnotify4'],
      ...['libnspr4', 'libnss3', 'libpango-1.0-0', 'libsecret-1-0', 'libudev1', 'libx11-6', 'libxcb1', 'libxcomposite1'],
      ...['libxdamage1', 'libxext6', 'libxfixes3', 'libxkbcommon0', 'libxrandr2', 'xdg-utils'],
    ],
    recommends: ['gnome-keyring | kwalletmanager', 'fonts-noto-color-emoji'],
    // What Debian wants beside the program.
    fpm: ['LICENSE=/usr/share/doc/throughline/copyright', 'README.md=/usr/share/doc/throughline/README.md'],
  },
  // By the first a desktop finds the icon of a running window; the other is asked for by the Debian package alone.
  extraMetadata: { desktopName: 'throughline.desktop', ...(process.platform === 'linux' ? { homepage } : {}) },
};

export default config;
