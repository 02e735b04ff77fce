import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { chromiumOptions, serveStudio } from './served-studio.ts';
import type { ServedStudio } from './served-studio.ts';
import { makeStreetProject } from './street-project.ts';

test.use({ launchOptions: chromiumOptions(), viewport: { width: 1280, height: 720 } });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let studio: ServedStudio;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder.path, 'tapes'));
  await makeClip(join(folder.path, 'tapes/street.mp4'), { frames: 6 });
  studio = await serveStudio(folder.path);
});
test.afterAll(async () => {
  await studio.stop();
  await folder.remove();
});

test('segments and clips have menus, by right click and by Shift+F10, with the keys of their commands', async ({ page }) => {
  await makeStreetProject(page, { url: studio.url, folder: folder.path, imported: 'tapes' });
  const segment = page.locator('[data-segment]').first();

  await segment.click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'Segment' });
  await expect(menu.getByRole('menuitem', { name: /^Preview selection/ })).toContainText('Enter');
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);

  await segment.focus();
  await page.keyboard.press('Shift+F10');
  await menu.getByRole('menuitem', { name: /^Delete selected segments/ }).click();
  await expect(page.locator('[data-segment]')).toHaveCount(0);

  await page.getByRole('button', { name: /^street\.mp4,/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'New segment over the whole clip' }).click();
  await expect(page.locator('[data-segment]')).toHaveCount(1);
});

test('the system’s wish for more contrast is followed until another theme is chosen', async ({ page }) => {
  await page.emulateMedia({ contrast: 'more' });
  await page.goto(studio.url);
  await page.getByRole('button', { name: 'New project' }).waitFor();
  const background = page.getByRole('main');
  await expect(background).toHaveCSS('background-color', 'rgb(0, 0, 0)');

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('light theme');
  await page.keyboard.press('Enter');
  await expect(background).toHaveCSS('background-color', 'rgb(243, 244, 247)');
});
