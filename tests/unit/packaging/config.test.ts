import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import config from '../../../build/electron-builder.config.ts';

const text = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const targets = (list: unknown) => JSON.stringify(list);

describe('what is built', () => {
  it('is an installer for one person or everyone on Windows, both processors', () => {
    expect(config.win?.target).toEqual([{ target: 'nsis', arch: ['x64', 'arm64'] }]);
    expect(config.nsis).toMatchObject({ oneClick: false, perMachine: false, allowElevation: true });
  });

  it('is an image and an archive on macOS, an AppImage and a Debian package on Linux', () => {
    const both = ['x64', 'arm64'];
    expect(targets(config.mac?.target)).toBe(
      targets([
        { target: 'dmg', arch: both },
        { target: 'zip', arch: both },
      ]),
    );
    expect(targets(config.linux?.target)).toBe(
      targets([
        { target: 'AppImage', arch: both },
        { target: 'deb', arch: both },
      ]),
    );
  });

  it('runs hardened on macOS and may ask for the microphone, for no other device and for no other freedom', () => {
    expect(config.mac?.hardenedRuntime).toBe(true);
    expect(config.mac?.entitlements).toBe(config.mac?.entitlementsInherit);
    const keys = [...text(String(config.mac?.entitlements)).matchAll(/<key>([^<]+)<\/key>/g)].map(([, key]) => key);
    expect(keys).toEqual(['com.apple.security.cs.allow-jit', 'com.apple.security.device.audio-input']);
    for (const language of ['en', 'ru']) {
      expect(text(`build/packaging/mac/${language}.lproj/InfoPlist.strings`)).toContain('NSMicrophoneUsageDescription');
    }
  });

  it('has an icon large enough for every system', () => {
    const png = readFileSync(new URL('../../../build/icons/icon.png', import.meta.url));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1024, 1024]);
  });
});
