import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../../../build/program/build.ts';
import { overridden, reason } from '../../../build/runtime/official.ts';
import { runtimeCache } from '../../../build/runtime/paths.ts';
import { needsOwnSqlite } from '../../../build/runtime/sqlite.ts';
import { installCommand, missingFromLdd } from '../../../build/runtime/system.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-launcher-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('overridden', () => {
  const executable = process.platform === 'win32' ? 'electron.exe' : 'electron';

  it.skipIf(process.platform === 'darwin')('takes the folder that the variable names, and its version', () => {
    writeFileSync(join(folder, executable), '');
    writeFileSync(join(folder, 'version'), 'v33.2.1\n');
    const env = { ELECTRON_OVERRIDE_DIST_PATH: folder };
    expect(overridden(env)).toEqual({ executable: join(folder, executable), version: '33.2.1', kind: 'override' });
  });

  it('says so when there is no Electron in it', () => {
    expect(() => overridden({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toThrow(/ELECTRON_OVERRIDE_DIST_PATH/);
    expect(overridden({})).toBeUndefined();
  });
});

describe('the cache', () => {
  it('is where the environment says, and never relative to wherever we run', () => {
    expect(runtimeCache({ THROUGHLINE_CACHE: '/c', XDG_CACHE_HOME: '/x' })).toBe(join('/c', 'runtime'));
    expect(runtimeCache({ XDG_CACHE_HOME: '/x' })).toBe(join('/x', 'throughline', 'runtime'));
    expect(runtimeCache({ XDG_CACHE_HOME: 'relative' })).toBe(runtimeCache({}));
  });
});

describe('what the system lacks', () => {
  it('is read from ldd', () => {
    const output =
      '\tlinux-vdso.so.1 (0x1)\n\tlibgtk-3.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x2)\n\tlibnss3.so => not found\n';
    expect(missingFromLdd(output)).toEqual(['libgtk-3.so.0', 'libnss3.so']);
  });

  it('is installed by a command that can be copied as it stands', () => {
    expect(installCommand(['xvfb', 'xauth'], false)).toBe(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb xauth',
    );
    expect(installCommand(['xvfb'], true)).toBe('apt-get update && apt-get install -y --no-install-recommends xvfb');
  });
});

describe('an addon of our own', () => {
  it.each([
    ['33.2.1', true],
    ['34.0.0', true],
    ['35.0.0', false],
    ['45.4.1', false],
  ])('for Electron %s: %s', (version, needed) => {
    expect(needsOwnSqlite(version)).toBe(needed);
  });
});

describe('reason', () => {
  it('puts the installer’s stack trace into a sentence', () => {
    expect(reason('TypeError: fetch failed\n    at node:internal')).toBe('its host cannot be reached');
    expect(reason('\nHTTPError: Response code 503 (Service Unavailable) for x\n    at y')).toBe(
      'Response code 503 (Service Unavailable) for x',
    );
    expect(reason('')).toBe('the installer gave no reason');
  });
});

describe('fingerprint', () => {
  it('changes with what a file holds, and with files that come and go', () => {
    const seen = new Set<string>();
    const look = () => seen.add(fingerprint(folder, ['.'])).size;
    writeFileSync(join(folder, 'a.ts'), '1');
    expect(look()).toBe(1);
    expect(look()).toBe(1);
    writeFileSync(join(folder, 'a.ts'), '22');
    expect(look()).toBe(2);
    writeFileSync(join(folder, 'b.ts'), '1');
    expect(look()).toBe(3);
    rmSync(join(folder, 'b.ts'));
    expect(look()).toBe(3);
  });
});
