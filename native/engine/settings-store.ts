import { readFile, rename } from 'node:fs/promises';
import { AppError, AppSettings } from '../contract/index.ts';
import { replaceFile } from '../util/replace-file.ts';

type Changes = { readonly [Part in keyof AppSettings]?: AppSettings[Part] | undefined };

export interface SettingsStore {
  readonly read: () => Promise<AppSettings>;
  /** Replaces the parts that are given; answers the whole. */
  readonly write: (changes: Changes) => Promise<AppSettings>;
}

/** What a person set, in one small JSON file, read afresh each time: the command line and other windows have their own engines. */
export function openSettingsStore(path: string): SettingsStore {
  let saving: Promise<unknown> = Promise.resolve();
  return {
    read: async () => {
      await saving;
      return (await readSettings(path)).settings;
    },
    write: (changes) => {
      const saved = saving.then(async () => {
        const { settings: before, damaged } = await readSettings(path);
        const given = Object.fromEntries(Object.entries(changes).filter(([, part]) => part !== undefined));
        const settings = AppSettings.parse({ ...before, ...given });
        try {
          // Kept for its owner to look into: a newer version may have written it.
          if (damaged) await rename(path, path.replace(/\.json$/, '.damaged.json'));
          await replaceFile(path, JSON.stringify(settings, null, 2));
        } catch (error) {
          throw new AppError(
            'no-permission',
            `The settings cannot be saved to ${path}. Look at its permissions and the disk's free space.`,
            error,
          );
        }
        return settings;
      });
      saved.catch(() => undefined);
      saving = saved.catch(() => undefined);
      return saved;
    },
  };
}

/** Settings that cannot be read are those of a fresh start: nothing in them switches anything on. */
async function readSettings(path: string): Promise<{ readonly settings: AppSettings; readonly damaged: boolean }> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return { settings: AppSettings.parse({}), damaged: false };
  }
  try {
    return { settings: AppSettings.parse(JSON.parse(text)), damaged: false };
  } catch {
    return { settings: AppSettings.parse({}), damaged: true };
  }
}
