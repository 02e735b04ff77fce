import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { electronPath, sandboxArgs } from '../../../build/launch-electron.ts';
import { rootDir } from '../../../build/vite/places.ts';
import { attachedStudio } from './attached-studio.ts';

// Several windows of one app on one engine, which runs where it can open projects.
const studio = attachedStudio({
  clips: [
    { name: 'meadow.mp4', frames: 6 },
    { name: 'street.mp4', frames: 6 },
  ],
});
let second: Page;

const project = (name: string) => studio.at(`${name}.interweave`);
const focused = () => studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.getTitle() ?? null);
/** As a file manager starts the app with a file. */
async function startAgain(...paths: readonly string[]): Promise<void> {
  const { home, engine } = studio;
  const args = [...sandboxArgs, `--user-data-dir=${home.profile}`, rootDir, ...engine.args, ...paths];
  const child = spawn(electronPath(), args, { cwd: home.path, env: home.env, stdio: 'ignore' });
  expect(await once(child, 'exit')).toEqual([0, null]);
}

test('Ctrl+Shift+N opens an empty window beside the first, which keeps its project', async () => {
  await expect(studio.page.getByRole('button', { name: /^meadow\.mp4,/ })).toBeVisible();
  await expect.poll(studio.titles).toEqual(['meadow – Interweave']);

  second = await studio.openWindow();

  await expect(second.getByRole('heading', { name: 'Interweave' })).toBeVisible();
  await expect.poll(studio.titles).toEqual(['Interweave', 'meadow – Interweave']);
  const places = await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getBounds().x));
  expect(new Set(places).size).toBe(2);
});

test('a file from outside goes to the empty window, and each window has its own title', async () => {
  await startAgain('street.mp4');

  await expect(second.getByRole('button', { name: /^street\.mp4,/ })).toBeVisible();
  await expect.poll(studio.titles).toEqual(['meadow – Interweave', 'street – Interweave']);
  await expect(studio.page.getByRole('button', { name: /^street\.mp4,/ })).toHaveCount(0);
});

test('a project that a window shows is not opened in another: its window comes to the front', async () => {
  await second.bringToFront();
  await expect.poll(focused).toBe('street – Interweave');

  await startAgain(project('meadow'));
  await expect.poll(focused).toBe('meadow – Interweave');
  expect(studio.app.windows()).toHaveLength(2);

  await studio.page.keyboard.press('Control+Shift+W');
  await expect(studio.page.getByRole('button', { name: /street/ }).first()).toBeVisible();
  await studio.page.getByRole('button', { name: /^street / }).click();
  await expect.poll(focused).toBe('street – Interweave');
  await expect(studio.page.getByRole('heading', { name: 'Interweave' })).toBeVisible();
});

test('a recent project opens in a window of its own by its menu', async () => {
  await studio.page.getByRole('button', { name: /^meadow / }).click({ button: 'right' });
  const [third] = await Promise.all([
    studio.app.waitForEvent('window'),
    studio.page.getByRole('menuitem', { name: 'Open in a new window' }).click(),
  ]);

  await expect(third.getByRole('button', { name: /^meadow\.mp4,/ })).toBeVisible();
  await expect.poll(studio.titles).toEqual(['Interweave', 'meadow – Interweave', 'street – Interweave']);
  await third.close();
});

test('edits in one window leave the other alone, and copied segments go from one to the other', async () => {
  await studio.page.getByRole('button', { name: /^meadow / }).click();
  const segments = (page: Page) => page.locator('[data-segment]');
  await expect(segments(studio.page)).toHaveCount(1);
  await studio.page.bringToFront();
  await segments(studio.page).first().click();
  await studio.page.keyboard.press('Control+c');
  await expect(studio.page.getByText('meadow copied.')).toBeVisible();

  await second.bringToFront();
  await second.keyboard.press('Control+v');

  await expect(segments(second)).toHaveCount(2);
  await expect(segments(studio.page)).toHaveCount(1);
  await expect(second.getByRole('button', { name: 'Undo: Paste segment' })).toBeVisible();
});

test('closing a window closes its project and no other', async () => {
  expect([existsSync(`${project('meadow')}.lock`), existsSync(`${project('street')}.lock`)]).toEqual([true, true]);

  await studio.closeWindow('street – Interweave');

  await expect.poll(() => existsSync(`${project('street')}.lock`)).toBe(false);
  expect(existsSync(`${project('meadow')}.lock`)).toBe(true);
  await expect(studio.page.getByRole('button', { name: /^meadow\.mp4,/ })).toBeVisible();
  await expect.poll(studio.titles).toEqual(['meadow – Interweave']);
});
