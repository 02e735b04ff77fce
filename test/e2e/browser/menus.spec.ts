import { expect, test } from '@playwright/test';
import { makeProject } from '../../../build/bench/served-page.ts';
import { chromiumOptions, serveStudio } from './served-studio.ts';
import type { ServedStudio } from './served-studio.ts';

test.use({ launchOptions: chromiumOptions(), viewport: { width: 1280, height: 720 } });

let studio: ServedStudio;

test.beforeAll(async () => {
  studio = await serveStudio({ clips: { 'tapes/street.mp4': { frames: 6 } } });
});
test.afterAll(() => studio.close());

test('segments and clips have menus, by right click and by Shift+F10, with the keys of their commands', async ({ page }) => {
  await makeProject(page, { url: studio.url, folder: studio.folder, imported: 'tapes', project: 'Street' });
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
