import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from './write-file.ts';

/** The system's keyring, as far as it is one. Electron's `safeStorage` fits. */
export type Keyring = {
  available(): boolean;
  seal(text: string): Buffer;
  open(sealed: Buffer): string;
};

export type MasterKey = { key: Uint8Array; keyIsFile: boolean };

/** On the disk: the 32 bytes in base64, plain or sealed by the keyring, which the file says. */
type Stored = { version: 1; sealed: boolean; key: string };

/** A key exists and cannot be read. A new one would make every stored secret unreadable for good, so none is made. */
export class MasterKeyUnreadable extends Error {
  constructor(path: string, reason: string, cause?: unknown) {
    super(`The key in ${path} cannot be read (${reason}); without it the passwords stored in this profile stay sealed.`, {
      cause,
    });
    this.name = 'MasterKeyUnreadable';
  }
}

/**
 * The key that seals every secret of the profile, made at the first start. Sealed by the keyring where there is one, else a
 * file that its owner alone can read. Throws {@link MasterKeyUnreadable}.
 */
export function loadMasterKey(folder: string, keyring: Keyring): MasterKey {
  const path = join(folder, 'master.key');
  const text = readIfThere(path);
  if (text !== undefined) return openKey(path, text, keyring);
  const key = randomBytes(32);
  const base64 = key.toString('base64');
  const sealed = keyring.available();
  const stored: Stored = { version: 1, sealed, key: sealed ? keyring.seal(base64).toString('base64') : base64 };
  writeFileAtomic(path, JSON.stringify(stored));
  return { key: new Uint8Array(key), keyIsFile: !sealed };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new MasterKeyUnreadable(path, 'the file cannot be opened', error);
  }
}

function openKey(path: string, text: string, keyring: Keyring): MasterKey {
  const stored = parse(text);
  if (stored === undefined) throw new MasterKeyUnreadable(path, 'it is damaged or from a newer version');
  if (stored.sealed && !keyring.available()) throw new MasterKeyUnreadable(path, "the system's keyring is not available");
  let base64 = stored.key;
  try {
    if (stored.sealed) base64 = keyring.open(Buffer.from(stored.key, 'base64'));
  } catch (error) {
    throw new MasterKeyUnreadable(path, "the system's keyring does not open it", error);
  }
  const key = Buffer.from(base64, 'base64');
  if (key.length !== 32) throw new MasterKeyUnreadable(path, 'it is damaged');
  return { key: new Uint8Array(key), keyIsFile: !stored.sealed };
}

function parse(text: string): Stored | undefined {
  try {
    const stored: Partial<Stored> | null = JSON.parse(text);
    const sound = stored?.version === 1 && typeof stored.sealed === 'boolean' && typeof stored.key === 'string';
    return sound ? (stored as Stored) : undefined;
  } catch {
    return undefined;
  }
}
