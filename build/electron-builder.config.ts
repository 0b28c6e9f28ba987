import type { Configuration } from 'electron-builder';
import { afterPack } from './packaging/after-pack.ts';
import { files, unpacked } from './packaging/contents.ts';
import { fuses } from './packaging/fuses.ts';

const summary = 'One customer, one thread, every channel';
const summaryRu = 'Один клиент, одна лента, все каналы';

/**
 * How the program is packed. Installers are made on their own systems (see the release workflow), always with the official
 * runtime; certificates for signing come from the environment in electron-builder's own names, and without them nothing is signed.
 */
const config: Configuration = {
  appId: 'app.throughline.desktop',
  productName: 'Throughline',
  copyright: 'MIT License',
  directories: { output: 'dist', buildResources: 'build/icons' },
  files,
  asar: true,
  asarUnpack: unpacked,
  // better-sqlite3 brings a binary for every platform, made for the official runtime.
  npmRebuild: false,
  publish: null,
  icon: 'build/icons/icon.png',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a pattern of electron-builder
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
  // An unsigned build for Apple's processors must at least carry a signature of nobody's, or it does not start.
  electronFuses: { ...fuses, resetAdHocDarwinSignature: true },
  electronLanguages: ['en-US', 'ru'],
  afterPack,
  win: { target: [{ target: 'nsis', arch: ['x64', 'arm64'] }] },
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
  },
  mac: {
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
  linux: {
    target: [
      { target: 'AppImage', arch: ['x64', 'arm64'] },
      { target: 'deb', arch: ['x64', 'arm64'] },
    ],
    category: 'Office',
    executableName: 'throughline',
    synopsis: summary,
    maintainer: 'Throughline <maintainers@throughline.invalid>',
    desktop: { entry: { Comment: summary, 'Comment[ru]': summaryRu } },
    syncDesktopName: true,
  },
  // By the first a desktop finds the icon of a running window. Debian wants an address on the web; there is none yet.
  extraMetadata: { desktopName: 'throughline.desktop', homepage: 'https://throughline.invalid' },
};

export default config;
