import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startCaptionServer } from '../../fixtures/caption-server.ts';
import type { CaptionServer } from '../../fixtures/caption-server.ts';
import { chromiumOptions } from './served-studio.ts';
import { openStreet } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

let server: CaptionServer;
let studio: StudioPage;
let page: Page;
const fromElsewhere: string[] = [];

test.beforeAll(async ({ browser }) => {
  server = await startCaptionServer();
  studio = await openStreet(browser, {
    clips: { 'tapes/street.mp4': { frames: 24 } },
    prepare: (at) => cp(join(import.meta.dirname, '../../fixtures/diffvsr/toy'), at('weights/toy-diffvsr'), { recursive: true }),
    weights: 'weights',
    imported: 'tapes',
    context: { viewport: { width: 1280, height: 900 } },
  });
  ({ page } = studio);
  page.on('request', (request) => {
    if (new URL(request.url()).port === new URL(server.baseUrl).port) fromElsewhere.push(request.url());
  });
  await page.locator('[data-segment]').first().click();
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('radio', { name: /DiffVSR toy/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Prompt' }).click();
});
test.afterAll(async () => {
  await studio.close();
  await server.close();
});

const prompt = () => page.getByRole('textbox', { name: 'Prompt', exact: true });
const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const undo = () => page.getByRole('button', { name: /^Undo/ });

test('captions are off until they are set up, and trying shows what the endpoint says', async () => {
  await expect(page.getByText(/nothing leaves this machine/)).toBeVisible();
  await button('Set up captions…').click();
  await page.getByRole('button', { name: 'LMDeploy' }).click();
  await expect(field('Model')).toHaveValue(/xcomposer2/);
  await field('Address').fill(server.baseUrl);
  await field('Model').fill('see-1');
  expect(server.requests).toEqual([]);

  server.behave({ type: 'refuse', status: 400, body: { error: { message: 'image_url is not supported' } } });
  await button('Try it').click();
  await expect(page.getByText(/cannot look at pictures/)).toBeVisible();
  server.behave({ type: 'whole', text: 'Colour bars.' });
  await button('Try it').click();
  await expect(page.getByText('Colour bars.', { exact: true })).toBeVisible();
  await button('Save').click();

  await expect(button('Describe this segment')).toBeVisible();
  expect(await readFile(studio.at('data/settings.json'), 'utf8')).toContain('see-1');
});

test('the frames are shown, the text arrives, is accepted, says where it is from, and undo takes it back', async () => {
  server.requests.length = 0;
  server.behave({ type: 'stream', words: ['A wet ', 'street ', 'at night, ', 'neon signs.'], pauseMs: 150 });
  await expect(page.getByRole('list', { name: 'Frames that are sent' }).getByRole('img')).toHaveCount(4);
  await expect(page.getByText('no prompt')).toBeVisible();
  expect(server.requests).toEqual([]);

  await button('Describe this segment').click();
  await expect(page.getByRole('status', { name: 'Description' })).toHaveText(/^A wet/);
  await expect(button('Use as prompt')).toBeVisible();
  await expect(prompt()).toHaveValue('');
  await button('Use as prompt').click();

  await expect(prompt()).toHaveValue('A wet street at night, neon signs.');
  await expect(page.getByText(/Described by see-1 at 127\.0\.0\.1:\d+ from 4 frames/)).toBeVisible();
  await expect(page.locator('[data-segment]').first()).toContainText('“A wet street at night, neon signs.”');
  expect(server.requests[0]?.images.length).toBe(4);

  await undo().click();
  await expect(prompt()).toHaveValue('');
  await page.getByRole('button', { name: /^Redo/ }).click();
  await expect(prompt()).toHaveValue('A wet street at night, neon signs.');
});

test('typing is one undo step and counted in tokens, and earlier words come back from the history', async () => {
  await expect(page.getByText(/^\d+ \/ 75 tokens$/).first()).toBeVisible();
  await prompt().fill('');
  await prompt().pressSequentially('snow on a roof', { delay: 20 });
  await prompt().blur();
  await expect(page.locator('[data-segment]').first()).toContainText('“snow on a roof”');
  await page.getByRole('button', { name: 'Take back: A wet street at night, neon signs.' }).click();
  await expect(prompt()).toHaveValue('A wet street at night, neon signs.');
  await undo().click();
  await expect(prompt()).toHaveValue('snow on a roof');
  await undo().click();
  await expect(prompt()).toHaveValue('A wet street at night, neon signs.');
});

test('an answer can be stopped, asked for again and appended', async () => {
  await prompt().fill('A street.');
  await prompt().blur();
  server.behave({ type: 'stuck', words: ['A dry '] });
  await button('Describe this segment').click();
  await expect(button('Replace prompt')).toBeVisible();
  await button('Ask again').click();
  await expect(page.getByRole('status', { name: 'Description' })).toHaveText('A dry');
  await button('Stop').click();
  await expect(button('Describe this segment')).toBeVisible();

  await button('Describe this segment').click();
  await button('Append').click();
  await expect(prompt()).toHaveValue('A street. A wet street at night, neon signs.');
});

test('a fault is told where it happened, and the window itself never speaks to the endpoint', async () => {
  server.behave({ type: 'refuse', status: 401 });
  await button('Describe this segment').click();
  await button('Ask again').click();
  await expect(page.getByRole('alert').filter({ hasText: 'wants a key' })).toBeVisible();
  await button('Close').click();

  expect(fromElsewhere).toEqual([]);
  expect(studio.complaints).toEqual([]);
});

test('a preset brings its words, and own ones can be saved', async () => {
  await page.getByRole('combobox', { name: 'Preset' }).click();
  await page.getByRole('option', { name: 'Film, grain kept' }).click();
  await expect(field('Negative prompt')).toHaveValue(/^plastic/);
  await field('Negative prompt').fill('video noise');
  await field('Negative prompt').blur();
  await button('Save…').click();
  await field('Name of the preset').fill('Ours');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('combobox', { name: 'Preset' })).toHaveText('Ours');
});
