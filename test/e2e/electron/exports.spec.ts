import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rootDir } from '../../../build/vite/places.ts';
import { attachedStudio } from './attached-studio.ts';

// An export outlives its window and its engine.
const studio = attachedStudio({ clips: [{ name: 'street.mp4', frames: 24, size: '96x72' }] });
let second: Page;

const name = 'street (export)';
const queue = (page: Page) => page.getByRole('dialog', { name: 'Queue' });
/** Also what is not finished. The folder is made with the first file. */
const exported = () => readdir(studio.at('street exports')).catch(() => []);

async function startExport(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+e');
  const form = page.getByRole('dialog', { name: 'Export result' });
  await form.getByRole('button', { name: 'AV1' }).click();
  await form.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(form).toHaveCount(0);
}

/** What the shell does for its windows, from now on. */
async function watchShell(): Promise<() => Promise<{ readonly progress: number[]; readonly notices: string[] }>> {
  await studio.app.evaluate(({ BrowserWindow, Notification }) => {
    const seen = { progress: new Array<number>(), notices: new Array<string>() };
    Object.assign(globalThis, { seen });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show() {
      seen.notices.push(this.body);
    };
    for (const window of BrowserWindow.getAllWindows()) {
      window.isFocused = () => false;
      window.setProgressBar = (fraction: number) => void seen.progress.push(fraction);
    }
  });
  return () => studio.app.evaluate(() => (globalThis as unknown as { seen: { progress: number[]; notices: string[] } }).seen);
}

test('it is there after the window was closed and the engine was stopped, and goes on', async () => {
  await expect(studio.page.getByText(/1 of 1 segment selected/)).toBeVisible();
  await studio.page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(studio.page.getByText('street is restored.')).toBeVisible({ timeout: 150_000 });
  await startExport(studio.page);
  await studio.page.keyboard.press('Control+j');
  await queue(studio.page)
    .getByRole('button', { name: `Pause ${name}` })
    .click();
  await expect(queue(studio.page).getByRole('listitem', { name: new RegExp(`^street \\(export\\): Paused`) })).toBeVisible();

  await studio.restart(['street.interweave'], { engineToo: true });
  expect(await exported()).toEqual([]);
  await expect(studio.page.getByRole('button', { name: /^street\.mp4,/ })).toBeVisible();
  second = await studio.openWindow();
  const seen = await watchShell();
  await studio.page.keyboard.press('Control+j');
  await queue(studio.page)
    .getByRole('button', { name: `Go on with ${name}` })
    .click();

  await expect(studio.page.getByText('street is exported and checked.')).toBeVisible({ timeout: 120_000 });
  await studio.page.screenshot({ path: join(rootDir, '.out/test-reports/electron-export.png') });
  expect(await exported()).toEqual(['street.mp4']);
  // Told in the window of its project only.
  await expect(second.getByRole('heading', { name: 'Interweave' })).toBeVisible();
  await expect(second.getByText('street is exported and checked.')).toHaveCount(0);
  await expect.poll(async () => (await seen()).progress.at(-1)).toBe(-1);
  const { progress, notices } = await seen();
  // An encoder may take in so few frames at once; that all are written is always told.
  expect(progress).toContain(1);
  expect(notices).toEqual(['street is exported and checked.']);
});

test('it goes on while its window is closed, and is finished when the project is opened again', async () => {
  await studio.page.bringToFront();
  await studio.page.keyboard.press('Escape');
  // More than one, so that there is work left when the window goes.
  for (let count = 0; count < 3; count += 1) await startExport(studio.page);
  await studio.closeWindow('street – Interweave');
  await expect.poll(studio.titles).toEqual(['Interweave']);

  const files = ['street (2).mp4', 'street (3).mp4', 'street (4).mp4', 'street.mp4'];
  await expect.poll(async () => (await exported()).sort(), { timeout: 120_000 }).toEqual(files);
  // With its last job the engine closes the project, which nobody shows any more.
  await expect.poll(() => existsSync(studio.at('street.interweave.lock'))).toBe(false);

  await second.bringToFront();
  await second.getByRole('button', { name: /^street / }).click();
  await expect(second.getByRole('button', { name: /^street\.mp4,/ })).toBeVisible();
  await second.keyboard.press('Control+j');
  const ended = queue(second)
    .getByRole('list', { name: 'Ended' })
    .getByRole('listitem', { name: /^street \(export\): Done/ });
  await expect(ended).toHaveCount(4);
  await ended
    .first()
    .getByRole('button', { name: `Log of ${name}` })
    .click();
  const log = second.getByRole('dialog', { name: `Log of ${name}` });
  await expect(log.getByRole('listitem').last()).toContainText(/Done: encoded/);
  await expect(log.getByText('Started', { exact: true })).toHaveCount(1);
  await expect(log).not.toContainText('Stopped with the project');
});
