import { safeStorage } from 'electron';
import type { Vault } from './caption-keys.ts';

const instead = 'Start Interweave with the key in the variable INTERWEAVE_CAPTION_KEY instead.';

/** The operating system's own: Keychain, DPAPI, libsecret or KWallet. */
export const systemVault: Vault = {
  reason: async () => {
    // Not before Electron 39, which only tests still run.
    if (!('isAsyncEncryptionAvailable' in safeStorage) || !(await safeStorage.isAsyncEncryptionAvailable())) {
      return `This system offers no key store, so a key cannot be kept. ${instead}`;
    }
    // What Electron falls back to on a Linux without a key store is a password that everybody knows.
    if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') {
      return `No key store is running (GNOME Keyring or KWallet), so a key cannot be kept safely. ${instead}`;
    }
    return null;
  },
  encrypt: (text) => safeStorage.encryptStringAsync(text),
  decrypt: async (bytes) => (await safeStorage.decryptStringAsync(bytes)).result,
};
