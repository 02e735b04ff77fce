import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chromiumOptions, serveStudio } from './served-studio.ts';
import type { ServedStudio } from './served-studio.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

let studio: ServedStudio;

test.beforeAll(async () => {
  studio = await serveStudio();
});
test.afterAll(() => studio.close());

const html = (page: Page) => page.locator('html');

test('the window turns German and back while it is open, and stays so after a reload', async ({ page }) => {
  await page.goto(studio.url);
  await page.getByRole('button', { name: 'New project' }).waitFor();
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByRole('button', { name: 'System' }).first()).toHaveAttribute('aria-pressed', 'true');

  await settings.getByRole('button', { name: 'Deutsch' }).click();

  const german = page.getByRole('dialog', { name: 'Einstellungen' });
  await expect(german.getByRole('button', { name: 'Schließen' })).toBeVisible();
  await expect(html(page)).toHaveAttribute('lang', 'de');
  await german.getByRole('button', { name: 'Schließen' }).click();
  await expect(page.getByRole('button', { name: 'Neues Projekt' })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('button', { name: 'Neues Projekt' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Befehl suchen' }).fill('hohem Kontrast');
  await expect(page.getByRole('option', { name: /Farbschema mit hohem Kontrast/ })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+,');
  await german.getByRole('button', { name: 'English' }).click();
  await expect(settings.getByRole('button', { name: 'Close' })).toBeVisible();
  await expect(html(page)).toHaveAttribute('lang', 'en');
});

test('before anything is chosen the window follows the system', async ({ browser }) => {
  const page = await browser.newPage({ locale: 'de-AT' });
  await page.goto(studio.url);

  await expect(page.getByRole('button', { name: 'Neues Projekt' })).toBeVisible();
  await expect(html(page)).toHaveAttribute('lang', 'de');
  await page.close();
});
