import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Device, Run } from '../contract/index.ts';
import { replaceFile } from '../util/replace-file.ts';

const ProfileFile = z.strictObject({
  version: z.literal(1),
  /** `device|package@version` -> milliseconds of inference per source megapixel, of the last run. */
  msPerMegapixel: z.record(z.string(), z.number().positive()),
});
type ProfileFile = z.infer<typeof ProfileFile>;

export interface ProfileKey {
  readonly device: Pick<Device, 'provider' | 'name'>;
  readonly model: Pick<Run['model'], 'id' | 'version'>;
}

/** How fast each package was on each device of this machine, measured on real runs. */
export interface DeviceProfiles {
  /** Milliseconds per source megapixel; null before the first run. */
  readonly read: (key: ProfileKey) => Promise<number | null>;
  readonly record: (key: ProfileKey, msPerMegapixel: number) => Promise<void>;
}

export function openDeviceProfiles(path: string): DeviceProfiles {
  let loaded: Promise<ProfileFile> | null = null;
  let saving: Promise<void> = Promise.resolve();
  const load = (): Promise<ProfileFile> => (loaded ??= readProfiles(path));
  return {
    read: async (key) => (await load()).msPerMegapixel[nameOf(key)] ?? null,
    record: async (key, msPerMegapixel) => {
      const profiles = await load();
      profiles.msPerMegapixel[nameOf(key)] = msPerMegapixel;
      saving = saving.catch(() => undefined).then(() => replaceFile(path, JSON.stringify(profiles, null, 2)));
      await saving;
    },
  };
}

/** A file that cannot be read means starting to measure afresh: nothing in it is precious. */
async function readProfiles(path: string): Promise<ProfileFile> {
  try {
    return ProfileFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return { version: 1, msPerMegapixel: {} };
  }
}

function nameOf({ device, model }: ProfileKey): string {
  return `${device.provider} ${device.name}|${model.id}@${model.version}`;
}
