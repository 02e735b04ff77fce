import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { electronPath, sandboxArgs } from '../../../build/launch-electron.ts';
import { rootDir } from '../../../build/vite/places.ts';
import { makeClip } from '../../fixtures/tiny-clips.ts';
import { startHeadlessEngine } from './headless-engine.ts';
import type { HeadlessEngine } from './headless-engine.ts';
import { makeHome, openStudio, processIds } from './studio-fixture.ts';
import type { Home, Studio } from './studio-fixture.ts';

// The window attached to an engine elsewhere: here one on this machine's Node, which can open projects.
let home: Home;
let engine: HeadlessEngine;
let studio: Studio | null = null;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  home = await makeHome();
  engine = await startHeadlessEngine(home);
});
test.afterEach(async () => {
  await studio?.app.close();
  studio = null;
});
test.afterAll(async () => {
  await engine.stop();
  await home.remove();
});

test('opens a clip, restores it and shows the result', async () => {
  const clip = await makeClip(join(home.path, 'street.mp4'), { frames: 6 });
  studio = await openStudio(home, [...engine.args, clip]);
  const { page } = studio;
  await expect(page.getByRole('button', { name: /^street\.mp4,/ })).toBeVisible();
  expect(Object.keys(await processIds(studio))).not.toContain('Interweave engine');

  // The clip is imported, its segment selected and the models known: before that the key has nothing to restore.
  await expect(page.getByText(/1 of 1 segment selected/)).toBeVisible();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByRole('tab', { name: /Results/ }).click();
  await expect(page.getByRole('button', { name: /^Run 1/ })).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: /^Run 1/ }).click();
  // A picture of the result came over HTTP from the engine: it is four times as wide.
  await expect
    .poll(() =>
      page.evaluate(() => [...document.images].filter(({ src, naturalWidth }) => src.startsWith('http') && naturalWidth > 0).length),
    )
    .toBeGreaterThan(0);
  await page.screenshot({ path: join(rootDir, '.out/test-reports/electron-result.png') });
});

test('finds everything in place when the project is opened again', async () => {
  const project = join(home.path, 'street.interweave');
  expect(existsSync(project)).toBe(true);
  studio = await openStudio(home, [...engine.args, project]);
  const { page } = studio;

  await expect(page.getByRole('button', { name: /^street\.mp4,/ })).toBeVisible();
  await page.getByRole('tab', { name: /Results/ }).click();
  await expect(page.getByRole('button', { name: /^Run 1/ })).toBeVisible();
  const title = () => studio?.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  await expect.poll(title).toContain('street');
  // What is open at the end would be opened at the next start.
  await page.keyboard.press('Control+Shift+w');
  await expect(page.getByRole('button', { name: 'New project' })).toBeVisible();
});

test("makes a project where the system's dialog says", async () => {
  studio = await openStudio(home, engine.args);
  const place = join(home.path, 'named by the dialog');
  await studio.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, place);
  await studio.page.getByRole('button', { name: 'New project' }).click();

  await expect(studio.page.getByText('No clips yet')).toBeVisible();
  expect(existsSync(`${place}.interweave`)).toBe(true);
});

test('says so when the token is wrong', async () => {
  studio = await openStudio(home, [`--engine=${engine.wsUrl}`, '--engine-token=not-the-token']);

  await expect(studio.page.getByText(/does not accept/)).toBeVisible();
});

test('refuses a command line that makes no sense, in one line', async () => {
  const args = [...sandboxArgs, `--user-data-dir=${home.profile}`, rootDir, '--engine=http://host:1', '--engine-token=x'];
  const child = spawn(electronPath(), args, { env: home.env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];

  expect(code).toBe(2);
  expect(said).toContain('--engine does not take "http://host:1"');
  expect(said).not.toMatch(/\n\s+at /);
});
