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
  studio = await openStudio(browser, { clips: { 'tapes/street.mp4': { frames: 12 } } });
  ({ page } = studio);
});
test.afterAll(() => studio.close());

const segments = () => page.locator('[data-segment]');
const undo = () => page.getByRole('button', { name: /^Undo/ });

test('makes a project and imports a folder, in the folders of the engine', async () => {
  await page.goto(studio.url);
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(studio.folder);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'tapes' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('Street');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText('No clips yet')).toBeVisible();

  await page.getByRole('button', { name: 'Import media' }).last().click();
  await page.getByRole('button', { name: 'tapes' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();

  await expect(page.getByRole('button', { name: /^street\.mp4, 64×48 · 25p · 12 frames/ })).toBeVisible();
  await expect(segments()).toHaveCount(1);
  await expect(page).toHaveTitle('Street – Interweave');
  expect(page.url()).not.toContain('token');
});

test('splits, trims and takes both back', async () => {
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('s');
  await expect(segments()).toHaveCount(2);

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('w');
  await expect(undo()).not.toHaveAttribute('aria-label', /split/i);

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(segments()).toHaveCount(1);
  await page.keyboard.press('Control+Shift+z');
  await expect(segments()).toHaveCount(2);
});

test('in a narrow window nothing of the viewer lies over the panels beside it', async () => {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 1024, height: 640 });
  const viewer = page.getByRole('region', { name: 'Viewer' });
  const modes = viewer.getByRole('group', { name: 'Picture' }).getByRole('button');

  const box = (await viewer.boundingBox())!;
  const rightmost = await viewer
    .getByRole('button')
    .evaluateAll((buttons) => Math.max(...buttons.map((button) => button.getBoundingClientRect().right)));
  expect(rightmost).toBeLessThanOrEqual(box.x + box.width);
  await expect(modes).toHaveCount(5);
  await page.setViewportSize(size);
});

test('restores the selected segment with the real model and shows the result', async () => {
  await segments().first().click();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText(/is restored/)).toBeVisible({ timeout: 150_000 });

  await page.getByRole('tab', { name: 'Results' }).click();
  await page.getByRole('button', { name: /^Run 1/ }).click();
  await expect(page.getByText(/checks as the source/)).toBeVisible();
  await expect(page.getByText(/256×192/)).toBeVisible();
  await expect(page.getByRole('slider', { name: /^Wipe/ })).toBeVisible();
  await page.getByRole('slider', { name: /^Wipe/ }).press('ArrowLeft');
});

test('comes back from a reload with everything in place', async () => {
  await page.keyboard.press('Escape');
  const saved = () => page.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith('interweave.view:'))?.[1]);
  // The view is saved a moment after it changed.
  await expect.poll(async () => (JSON.parse((await saved()) ?? '{}') as { wipeFraction?: number }).wipeFraction).toBe(0.49);
  const before = await saved();
  await page.reload();

  await expect(page.getByRole('button', { name: /^street\.mp4,/, pressed: true })).toBeVisible();
  await expect(segments()).toHaveCount(2);
  await expect(page.getByRole('tab', { name: 'Results', selected: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Run 1/, pressed: true })).toBeVisible();
  await expect(page.getByRole('slider', { name: /^Wipe/ })).toBeVisible();
  const after = await saved();
  expect(JSON.parse(after ?? '{}')).toEqual(JSON.parse(before ?? '{}'));
  await expect(undo()).not.toHaveAttribute('aria-disabled', 'true');
});

test('finds commands by name and shows every shortcut', async () => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('keyboard short');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Step forward one frame');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('says that the engine is gone, and goes on when it is back', async () => {
  await studio.stop();
  await expect(page.getByRole('alert').filter({ hasText: /does not answer|connection to the engine ended/i })).toBeVisible();

  await studio.start();
  await expect(page.getByRole('alert').filter({ hasText: /engine/i })).toHaveCount(0, { timeout: 30_000 });
  await segments().last().click();
  await page.getByRole('tab', { name: 'Restore' }).click();
  await page.getByRole('textbox', { name: 'Segment name' }).fill('Second half');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Second half').first()).toBeVisible();
  await expect(page.getByText('Saved')).toBeVisible();
});

test('leaves no complaint in the console', () => {
  // The browser itself reports sockets that found nobody while the engine was away.
  expect(studio.complaints.filter((text) => !/WebSocket|ERR_CONNECTION|Failed to load resource/.test(text))).toEqual([]);
});
