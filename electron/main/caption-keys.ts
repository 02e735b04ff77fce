import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../native/contract/index.ts';

/** What encrypts with a secret that only this user's session has. */
export interface Vault {
  /** Why nothing can be kept safely here; null when it can. */
  readonly reason: () => Promise<string | null>;
  readonly encrypt: (text: string) => Promise<Buffer>;
  readonly decrypt: (bytes: Buffer) => Promise<string>;
}

/** Keys for captions, one an origin. What is on disk is of use to nobody but this user's session. */
export interface CaptionKeys {
  readonly state: (origin: string) => Promise<{ readonly stored: boolean; readonly storable: boolean; readonly reason: string | null }>;
  readonly set: (origin: string, key: string) => Promise<void>;
  readonly clear: (origin: string) => void;
  /** Null when there is none, or when it cannot be decrypted any more. */
  readonly read: (origin: string) => Promise<string | null>;
}

/** Base64 of what the vault sealed, by origin. */
type SealedKeys = Readonly<Record<string, string>>;

export function openCaptionKeys({ path, vault }: { readonly path: string; readonly vault: Vault }): CaptionKeys {
  const read = async (origin: string): Promise<string | null> => {
    const sealed = readKeys(path)[origin];
    if (sealed === undefined || (await vault.reason()) !== null) return null;
    try {
      return await vault.decrypt(Buffer.from(sealed, 'base64'));
    } catch {
      // Sealed by another user or before the key store was made anew: then it has to be entered again.
      return null;
    }
  };
  return {
    read,
    state: async (origin) => {
      const reason = await vault.reason();
      return { stored: (await read(origin)) !== null, storable: reason === null, reason };
    },
    set: async (origin, key) => {
      const reason = await vault.reason();
      if (reason !== null) throw new AppError('forbidden', reason);
      const sealed = await vault.encrypt(key);
      writeKeys(path, { ...readKeys(path), [origin]: sealed.toString('base64') });
    },
    clear: (origin) => {
      const { [origin]: _removed, ...others } = readKeys(path);
      writeKeys(path, others);
    },
  };
}

/** A file that cannot be read holds no keys: they can be entered again. */
function readKeys(path: string): SealedKeys {
  try {
    const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const keys: unknown = typeof file === 'object' && file !== null && 'keys' in file ? file.keys : {};
    const entries = Object.entries(typeof keys === 'object' && keys !== null ? keys : {});
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return {};
  }
}

function writeKeys(path: string, keys: SealedKeys): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify({ version: 1, keys }), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch (error) {
    throw new AppError(
      'no-permission',
      `The key cannot be saved to ${path}. Look at the folder's permissions and the disk's free space.`,
      error,
    );
  }
}
