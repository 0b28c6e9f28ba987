import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Keyring, loadMasterKey } from '../../electron/host/master-key.ts';

/** A system without one. */
export const noKeyring: Keyring = {
  available: () => false,
  seal(): never {
    throw new Error('no keyring');
  },
  open(): never {
    throw new Error('no keyring');
  },
};

/** The key of a profile that the desktop program uses too; else one that every test knows, so that it can be opened again. */
export function masterKeyOf(profile: string): Uint8Array {
  const keys = join(profile, 'keys');
  return existsSync(keys) ? loadMasterKey(keys, noKeyring).key : new Uint8Array(32).fill(7);
}
