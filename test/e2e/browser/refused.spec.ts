import { expect, test } from '@playwright/test';
import { chromiumOptions, serveStudio } from './served-studio.ts';
import type { ServedStudio } from './served-studio.ts';

test.use({ launchOptions: chromiumOptions() });

let studio: ServedStudio;
test.beforeAll(async () => {
  studio = await serveStudio();
});
test.afterAll(() => studio.close());

test('says that a token is wrong, and what to do', async ({ page }) => {
  await page.goto(studio.url.replace(/token=.*/, 'token=not-the-right-token'));

  await expect(page.getByRole('alert')).toContainText('does not accept this page');
  await expect(page.getByRole('alert')).toContainText('interweave serve');
});

test('says that the address lacks its token', async ({ page }) => {
  await page.goto(studio.url.replace(/#.*/, ''));

  await expect(page.getByRole('alert')).toContainText('lacks its token');
});

test('says why a path from the command line cannot be opened', async ({ page }) => {
  await page.goto(`${studio.url}&open=${encodeURIComponent(`${studio.folder}/nothing.interweave`)}`);

  await expect(page.getByRole('alert')).toContainText('nothing.interweave');
  await expect(page.getByRole('button', { name: 'New project' })).toBeVisible();
});
