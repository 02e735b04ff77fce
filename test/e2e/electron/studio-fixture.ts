import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

export const rootDir = join(import.meta.dirname, '../../..');

/** The real Electron where its binary could be fetched, else the test runtime. */
export function electronPath(): string {
  const runtime = join(rootDir, '.cache/electron-33/electron');
  if (existsSync(runtime)) return runtime;
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(rootDir, 'node_modules/electron/dist');
  return join(folder, readFileSync(join(rootDir, 'node_modules/electron/path.txt'), 'utf8').trim());
}

/** Chromium as root refuses to run with its sandbox; users do not run it as root. */
export const sandboxArgs: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** A user's folders, empty. */
export interface Home {
  readonly path: string;
  readonly cacheDir: string;
  readonly profile: string;
  readonly env: Readonly<Record<string, string>>;
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
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: [...sandboxArgs, `--user-data-dir=${home.profile}`, rootDir, ...args],
    env: { ...home.env },
    cwd: rootDir,
  });
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

function environment(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env;
  return Object.fromEntries(Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
