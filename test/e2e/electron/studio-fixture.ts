import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { launchElectron } from '../../../build/launch-electron.ts';
import { rootDir } from '../../../build/vite/places.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

/** A user's folders, empty. */
export interface Home {
  readonly path: string;
  readonly cacheDir: string;
  readonly profile: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly remove: () => Promise<void>;
}

export async function makeHome(): Promise<Home> {
  const { path, remove } = await temporaryFolder();
  const cacheDir = join(path, 'cache');
  await mkdir(join(cacheDir, 'pictures'), { recursive: true });
  // XDG_RUNTIME_DIR and D-Bus of the machine are of no use to a window on a virtual display.
  const own = { INTERWEAVE_CACHE: cacheDir, INTERWEAVE_DATA: join(path, 'data'), INTERWEAVE_DEBUG: '1' };
  return { path, cacheDir, profile: join(path, 'profile'), env: { ...environment(), ...own }, remove };
}

export interface Studio {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Starts the built app. Its window is there, its page loaded. */
export async function openStudio(home: Home, args: readonly string[] = []): Promise<Studio> {
  const app = await launchElectron([`--user-data-dir=${home.profile}`, rootDir, ...args], home.env);
  const page = await app.firstWindow();
  await page.waitForLoadState('load');
  return { app, page };
}

/** Process ids of our utility processes, by their names in the task manager. */
export function processIds({ app }: Studio): Promise<Readonly<Record<string, number>>> {
  return app.evaluate((electron) =>
    Object.fromEntries(electron.app.getAppMetrics().map(({ name, serviceName, type, pid }) => [name ?? serviceName ?? type, pid])),
  );
}

function environment(): Record<string, string | undefined> {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env;
  return rest;
}
