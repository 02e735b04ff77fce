import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { rootDir } from './vite/places.ts';

/** End to end: the real Electron window, the packaged app, and Chromium on the headless host. One at a time: they share two cores. */
export default defineConfig({
  testDir: join(rootDir, 'test/e2e'),
  outputDir: join(rootDir, 'test-results'),
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'browser', testMatch: 'browser/**/*.spec.ts' },
    { name: 'electron', testMatch: 'electron/**/*.spec.ts' },
    { name: 'packaged', testMatch: 'packaged/**/*.spec.ts' },
  ],
});
