import { existsSync } from 'node:fs';
import { _electron } from '@playwright/test';
import type { ElectronApplication } from '@playwright/test';
import { electronForTests, testRuntimeDir } from './bootstrap/electron-binary.mjs';
import { rootDir } from './vite/places.ts';

/** Chromium as root refuses to run with its sandbox; users do not run it as root. */
export const sandboxArgs: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The Electron that tests start. Throws where there is none: `npm test` fetches one first. */
export function electronPath(): string {
  const path = electronForTests();
  if (path === null) throw new Error('There is no Electron to start: `npm test` fetches one.');
  return path;
}

/**
 * Starts the built app, with Playwright attached before the app is ready. It holds the app back like that only where it finds
 * Electron by itself: given a path it attaches while the page is on its way, and about once in 150 starts waits for ever.
 */
export function launchElectron(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<ElectronApplication> {
  if (existsSync(testRuntimeDir)) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = testRuntimeDir;
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return _electron.launch({ args: [...sandboxArgs, ...args], env: Object.fromEntries(given), cwd: rootDir });
}
