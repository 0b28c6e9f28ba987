import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Keyring, loadMasterKey, MasterKeyUnreadable } from '../../../electron/host/master-key.ts';

const without: Keyring = {
  available: () => false,
  seal: () => {
    throw new Error('There is no keyring.');
  },
  open: () => {
    throw new Error('There is no keyring.');
  },
};

/** Seals by a mark that only the keyring of the same name takes off again. */
function keyring(name: string): Keyring {
  return {
    available: () => true,
    seal: (text) => Buffer.from(`${name}:${text}`),
    open: (sealed) => {
      const text = sealed.toString();
      if (!text.startsWith(`${name}:`)) throw new Error('Another keyring sealed this.');
      return text.slice(name.length + 1);
    },
  };
}

let folder: string;
let file: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'throughline-key-')), 'keys');
  file = join(folder, 'master.key');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

describe('loadMasterKey', () => {
  it('makes a key of 32 bytes once, in a file its owner alone can read', () => {
    const made = loadMasterKey(folder, without);
    expect(made.key).toHaveLength(32);
    expect(made.keyIsFile).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual(['master.key']);
    expect(loadMasterKey(folder, without)).toEqual(made);
  });

  it('seals it by the keyring, so that the file alone is worth nothing', () => {
    const made = loadMasterKey(folder, keyring('gnome'));
    expect(made.keyIsFile).toBe(false);
    expect(readFileSync(file, 'utf8')).not.toContain(Buffer.from(made.key).toString('base64'));
    expect(loadMasterKey(folder, keyring('gnome'))).toEqual(made);
  });

  it('goes on with a key made before there was a keyring', () => {
    const made = loadMasterKey(folder, without);
    expect(loadMasterKey(folder, keyring('gnome'))).toEqual(made);
  });

  it.each([
    ['the keyring is gone', without],
    ['the keyring is another one', keyring('kwallet')],
  ])('refuses, and leaves the file as it is, when %s', (_case, other) => {
    loadMasterKey(folder, keyring('gnome'));
    const before = readFileSync(file);
    expect(() => loadMasterKey(folder, other)).toThrow(MasterKeyUnreadable);
    expect(readFileSync(file)).toEqual(before);
  });

  it.each(['', 'garbage', '{}', '{"version":2,"sealed":false,"key":"x"}', '{"version":1,"sealed":false,"key":"c2hvcnQ="}'])(
    'never makes a new key over %j',
    (text) => {
      mkdirSync(folder);
      writeFileSync(file, text);
      expect(() => loadMasterKey(folder, without)).toThrow(/cannot be read/);
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );
});
