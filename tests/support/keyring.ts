import type { Keyring } from '../../electron/host/master-key.ts';

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
