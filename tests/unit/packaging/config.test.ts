import { readFileSync } from 'node:fs';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { describe, expect, it } from 'vitest';
import config from '../../../build/electron-builder.config.ts';

const text = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const targets = (list: unknown) => JSON.stringify(list);

describe('what is built', () => {
  it('is an installer for one person or everyone on Windows, both processors', () => {
    expect(config.win?.target).toEqual([{ target: 'nsis', arch: ['x64', 'arm64'] }]);
    expect(config.nsis).toMatchObject({ oneClick: false, perMachine: false, allowElevation: true });
    // Without an updater, nothing is there to be helped to rights that the person did not give.
    expect(config.nsis).toMatchObject({ packElevateHelper: false, differentialPackage: false });
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

  it('starts with its sandbox wherever it is started from on Linux', () => {
    // The older runtime of an AppImage writes --no-sandbox into its desktop entry.
    expect(config.toolsets?.appimage).toBe('1.0.3');
    expect(config.linux?.executableArgs).toBeUndefined();
  });

  it('is named for its system, and names nobody who does not exist', () => {
    expect(config.win?.icon).toMatch(/\.ico$/);
    expect(config.mac?.icon).toMatch(/\.icns$/);
    expect(JSON.stringify(config)).not.toMatch(/\.invalid|example\./);
  });

  it('is a configuration as electron-builder wants it', async () => {
    await expect(validateConfiguration(config, new DebugLogger())).resolves.toBeUndefined();
    const misspelt = { ...config, nsis: { ...config.nsis, perMachines: true } };
    await expect(validateConfiguration(misspelt, new DebugLogger())).rejects.toThrow('configuration.nsis');
  });
});
