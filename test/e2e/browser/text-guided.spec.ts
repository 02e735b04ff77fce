import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chromiumOptions } from './served-studio.ts';
import { openStreet } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

let studio: StudioPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  studio = await openStreet(browser, {
    clips: { 'tapes/street.mp4': { frames: 6, size: '32x24' } },
    // The package that Interweave brings is all there is.
    weights: 'none',
    imported: 'tapes',
    context: { viewport: { width: 1280, height: 900 } },
  });
  ({ page } = studio);
  await page.locator('[data-segment]').first().click();
});
test.afterAll(() => studio.close());

test('one click makes it text-guided, with a model that is there already', async () => {
  await page.getByRole('button', { name: 'Text-guided' }).click();

  await expect(page.getByRole('button', { name: /^Model: Interweave Nano/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Text-guided', pressed: true })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Estimate' })).toContainText(/1 window, 2 model calls/);
});

test('restores by the prompt, and the run remembers it', async () => {
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a test card');
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).blur();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText(/is restored/)).toBeVisible({ timeout: 150_000 });

  await page.getByRole('tab', { name: 'Results' }).click();
  await page.getByRole('button', { name: /^Run 1/ }).click();
  await expect(page.getByText(/checks as the source/)).toBeVisible();
  await expect(page.getByText(/128×96/)).toBeVisible();
  await page.getByRole('button', { name: 'Show note, report and details' }).click();
  await expect(page.getByRole('term').filter({ hasText: /^Prompt$/ })).toBeVisible();
  await expect(page.getByText('a test card', { exact: true })).toBeVisible();
  await expect(page.getByRole('term').filter({ hasText: /^Busy$/ })).toBeVisible();
});

test('the windows of the run in the viewer are drawn over the film', async () => {
  const marks = page.getByRole('region', { name: 'Timeline' }).locator('canvas[data-windows="1"]');

  const painted = () =>
    marks.evaluate(
      (canvas: HTMLCanvasElement) =>
        canvas
          .getContext('2d')!
          .getImageData(0, 0, canvas.width, 4)
          .data.filter((value) => value > 0).length,
    );
  await expect.poll(painted).toBeGreaterThan(500);
});
