import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication } from '@playwright/test';
import { rootDir } from './vite/places.ts';

/** Electron out of npm, where its own binary could not be fetched (`build/electron-test-runtime.mjs`). */
export const testRuntime = join(rootDir, '.cache/electron-33/electron');

/** Chromium as root refuses to run with its sandbox; users do not run it as root. */
export const sandboxArgs: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The real Electron where its binary could be fetched, else the test runtime. */
export function electronPath(): string {
  if (existsSync(testRuntime)) return testRuntime;
  const folder = process.env[electronFolder] ?? join(rootDir, 'node_modules/electron/dist');
  return join(folder, readFileSync(join(rootDir, 'node_modules/electron/path.txt'), 'utf8').trim());
}

/**
 * Starts the built app, with Playwright attached before the app is ready. It holds the app back like that only where it finds
 * Electron by itself: given a path it attaches while the page is on its way, and about once in 150 starts waits for ever.
 */
export function launchElectron(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<ElectronApplication> {
  if (existsSync(testRuntime)) process.env[electronFolder] = dirname(testRuntime);
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return _electron.launch({ args: [...sandboxArgs, ...args], env: Object.fromEntries(given), cwd: rootDir });
}

const electronFolder = 'ELECTRON_OVERRIDE_DIST_PATH';
