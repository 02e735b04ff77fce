import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chromiumOptions } from './served-studio.ts';
import { openStudio } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

let studio: StudioPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  studio = await openStudio(browser);
  ({ page } = studio);
  await page.goto(studio.url);
  await page.getByRole('button', { name: 'New project' }).waitFor();
});
test.afterAll(() => studio.close());

const sheet = () => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const row = (title: string) => sheet().getByRole('button', { name: new RegExp(`^${title}:`) });

test('a command gets another key by keyboard alone, and the palette opens by it', async () => {
  await page.keyboard.press('F1');
  await row('Find a command').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Alt+y');

  await expect(row('Find a command')).toHaveAccessibleName('Find a command: Alt+Y. Change');
  await expect(row('Find a command')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+y');
  await expect(page.getByRole('dialog', { name: 'Find a command' })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('what closes is gone at once: the next key, and the next Escape, are for what lies beneath', async () => {
  await page.keyboard.press('Alt+y');
  await expect(page.getByRole('dialog', { name: 'Find a command' })).toBeVisible();
  for (const key of ['Escape', 'F1']) await page.keyboard.press(key);
  await expect(sheet()).toBeVisible();

  await sheet().getByRole('combobox', { name: 'Key preset' }).click();
  await expect(page.getByRole('listbox')).toBeVisible();
  for (const key of ['Escape', 'Escape', 'Alt+y']) await page.keyboard.press(key);

  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
  await expect(page.locator('.MuiModal-root')).toHaveCount(1);
  await page.keyboard.press('Escape');
});

test('a key that is taken is told, and taken over only when asked', async () => {
  await page.keyboard.press('F1');
  await row('Mark in').click();
  await page.keyboard.press('s');
  await expect(sheet().getByRole('alert')).toContainText('S is the key of “Split segment at the playhead”');
  await expect(row('Mark in')).toHaveAccessibleName('Mark in: I. Change');
  await expect(sheet().getByRole('textbox', { name: 'New key for Mark in' })).toBeFocused();

  await expect(sheet().getByRole('button', { name: 'Use it here' })).toBeInViewport({ ratio: 1 });

  await sheet().getByRole('button', { name: 'Use it here' }).click();
  await expect(row('Mark in')).toHaveAccessibleName('Mark in: S. Change');
  await expect(row('Split segment at the playhead')).toHaveAccessibleName('Split segment at the playhead: Ctrl+B. Change');
});

test('changes and preset outlast a reload; a reset gives the keys of the preset', async () => {
  await sheet().getByRole('combobox', { name: 'Key preset' }).click();
  await page.getByRole('option', { name: 'Premiere Pro' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'New project' }).waitFor();
  await page.keyboard.press('F1');
  await expect(row('Mark in')).toHaveAccessibleName('Mark in: S. Change');
  await expect(row('Fit the clip into the timeline')).toHaveAccessibleName('Fit the clip into the timeline: \\. Change');

  await sheet().getByRole('button', { name: 'Reset all' }).click();

  await expect(row('Mark in')).toHaveAccessibleName('Mark in: I. Change');
  await expect(row('Split segment at the playhead')).toHaveAccessibleName('Split segment at the playhead: Ctrl+K. Change');
});
