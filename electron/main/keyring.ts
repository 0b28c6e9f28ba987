import { safeStorage } from 'electron';
import type { Keyring } from '../host/master-key.ts';

/** The system's keyring. On Linux without one Electron would seal with a password that everybody knows: that is none. */
export const systemKeyring: Keyring = {
  available() {
    if (!safeStorage.isEncryptionAvailable()) return false;
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  },
  seal: (text) => safeStorage.encryptString(text),
  open: (sealed) => safeStorage.decryptString(sealed),
};
