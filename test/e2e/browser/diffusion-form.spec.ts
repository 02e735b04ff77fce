import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { installUpscalerToy, upscalerToyId } from '../../fixtures/toy-package.ts';
import { chromiumOptions } from './served-studio.ts';
import { openStreet } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

let studio: StudioPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  studio = await openStreet(browser, {
    clips: { 'tapes/street.mp4': { frames: 12 } },
    prepare: async (at) => {
      await cp(join(import.meta.dirname, '../../fixtures/diffvsr/toy'), at('weights/toy-diffvsr'), { recursive: true });
      // Installed here already, so that choosing it fetches nothing.
      const upscaler = 'weights/realesr-general-x4v3';
      await cp(join(import.meta.dirname, '../../../models', upscaler), at(upscaler), { recursive: true });
    },
    weights: 'weights',
    imported: 'tapes',
    context: { viewport: { width: 1280, height: 900 } },
  });
  ({ page } = studio);
  await page.locator('[data-segment]').first().click();
});
test.afterAll(() => studio.close());

const prompt = () => page.getByRole('textbox', { name: 'Prompt', exact: true });
const field = (name: string) => page.getByRole('textbox', { name, exact: true });
async function choose(model: RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('radio', { name: model }).click();
}

test('a diffusion model brings its own parameters, and says what the package takes where nothing is set', async () => {
  await expect(prompt()).toHaveCount(0);

  await choose(/DiffVSR toy/);

  await expect(prompt()).toBeVisible();
  await expect(field('Steps')).toHaveAttribute('placeholder', 'Package default (4)');
  await expect(field('Noise level')).toHaveAttribute('placeholder', 'Package default (50)');
  await expect(field('Negative prompt')).toHaveAttribute('placeholder', /^Package default \(low quality, blurry/);
  await expect(page.getByRole('group', { name: 'Estimate' })).toContainText(/3 windows, 24 model calls/);
});

test("a package of one's own is imported by its manifest, and is chosen at once", async () => {
  await installUpscalerToy(studio.at('exported'));
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('button', { name: 'Import your own model' }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(studio.at(`exported/${upscalerToyId}`));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'manifest.json' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();

  await expect(page.getByText('x4 upscaler toy is ready to use.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Model: x4 upscaler toy/ })).toBeVisible();
  // One window for each of the twelve frames.
  await expect(page.getByRole('group', { name: 'Estimate' })).toContainText(/12 windows, 96 model calls/);
  await choose(/DiffVSR toy/);
});

test('what is typed reaches the project, within the limits of the package', async () => {
  await prompt().fill('a street at night,\nrain');
  await field('Steps').fill('3');
  await field('Noise level').fill('900');
  await field('Guidance scale').fill('1');
  await field('Steps').focus();

  await expect(field('Noise level')).toHaveValue('350');
  await expect(prompt()).toHaveValue('a street at night,\nrain');
  // Three steps, and without guidance one call each.
  await expect(page.getByRole('group', { name: 'Estimate' })).toContainText(/3 windows, 9 model calls/);
});

test('an emptied number is the package’s again, and a prompt can be given back', async () => {
  await field('Steps').fill('');
  await field('Negative prompt').fill('grain');
  await prompt().focus();
  await expect(field('Steps')).toHaveAttribute('placeholder', 'Package default (4)');

  await page.getByRole('button', { name: 'Negative prompt: take the package default' }).click();

  await expect(field('Negative prompt')).toHaveValue('');
  await expect(field('Negative prompt')).toHaveAttribute('placeholder', /^Package default/);
});

test('cuts can be listed', async () => {
  await page.getByRole('button', { name: /^Advanced/ }).click();
  await page.getByRole('button', { name: 'Listed' }).click();
  const frames = field('Shots: first frames');
  await frames.fill('9; 4');
  await page.keyboard.press('Enter');

  await expect(frames).toHaveValue('4, 9');
});

test('a frame-by-frame model takes them away again, and undo brings them back as they were', async () => {
  await choose(/^Real-ESRGAN general(?!, fast)/);
  await expect(prompt()).toHaveCount(0);

  await page.getByRole('button', { name: /^Undo/ }).click();

  await expect(prompt()).toHaveValue('a street at night,\nrain');
  expect(studio.complaints).toEqual([]);
});
