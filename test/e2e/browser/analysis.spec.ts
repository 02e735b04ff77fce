import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import type { Run } from '../../../native/contract/index.ts';
import { chromiumOptions } from './served-studio.ts';
import { openStreet } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

const frames = 24;
let studio: StudioPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  // Colours turn over at frame 10 and back at 11: the picture flickers there and nowhere else as much.
  const flash = ['-vf', "negate=enable='eq(n,10)'"];
  studio = await openStreet(browser, { clips: { 'street.mp4': { frames, video: flash } }, imported: 'street.mp4' });
  ({ page } = studio);
  await restore(1);
  await page.getByRole('tab', { name: 'Analysis' }).click();
});
test.afterAll(() => studio.close());

async function restore(runs: number): Promise<void> {
  await page.locator('[data-segment]').first().click();
  await page.getByRole('tab', { name: 'Restore' }).click();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByRole('button', { name: new RegExp(`^Run ${runs}\\b`) })).toBeVisible({ timeout: 300_000 });
}

const playhead = async () => Number(await page.getByRole('slider', { name: 'Playhead' }).getAttribute('aria-valuenow'));
const table = () => page.getByRole('table', { name: 'Numbers of whole runs' });
const row = (name: string) => table().getByRole('row', { name: new RegExp(name.replace(/[()]/g, '\\$&')) });
const plot = (metric: string) => page.locator(`[data-plot=${metric}]`);

test('a run is measured, and its numbers stand in a table', async () => {
  await page.getByRole('button', { name: 'Measure run 1' }).click();

  await expect(table()).toBeVisible({ timeout: 120_000 });
  await expect(row('Temporal flickering (VBench)').getByRole('cell')).toHaveText(/^0\.\d{4}$/);
  await expect(row('Warping error').getByRole('cell')).toHaveText(/^\d/);
  await expect(table().getByText('PSNR (Y)')).toHaveCount(0);
});

test('what has no number says why', async () => {
  await page.getByRole('button', { name: /^Not measured/ }).click();

  const list = page.getByRole('list', { name: 'Not measured' });
  await expect(list.getByText(/PSNR \(RGB\), PSNR \(Y\)/)).toBeVisible();
  await expect(list.getByText(/Needs the clip as it should be/)).toBeVisible();
  await expect(list.getByText(/CLIP-IQA \(clip-iqa\), MUSIQ/)).toBeVisible();
  await page.getByRole('button', { name: /^Not measured/ }).click();
});

test('the worst moment of flickering is the flash, and a click goes there', async () => {
  const worst = page.getByRole('list', { name: 'Worst moments' }).getByRole('button').first();
  await expect(worst).toHaveAccessibleName(/^00:00:00:1[01], .* levels, run 1/);

  await worst.click();

  expect([10, 11]).toContain(await playhead());
  await expect(plot('flicker').locator('[data-playhead]')).toHaveAttribute('data-playhead', /^1[01]$/);
});

test('a click on the plot goes to the frame', async () => {
  const area = (await plot('flicker').locator('.MuiChartsGrid-root').boundingBox())!;

  await page.mouse.click(area.x + (area.width * 4.1) / (frames - 1), area.y + area.height / 2);

  await expect.poll(playhead).toBe(4);
});

test('another measure is plotted from its row', async () => {
  await row('Warping error').getByRole('button').click();

  await expect(plot('e-warp')).toBeVisible();
  await expect(plot('flicker')).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Measure in the plot' })).toHaveText(/Warping error/);
});

test('plot and numbers are saved as PNG and CSV', async () => {
  const picture = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save plot as PNG' }).click();
  const png = await readFile(await (await picture).path());
  const numbers = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save numbers as CSV' }).click();
  const [head, first, second] = (await readFile(await (await numbers).path(), 'utf8')).split('\n');

  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBeGreaterThan(400);
  expect(head).toBe(
    'frame,timecode,run 1 flicker,run 1 flicker-luma,run 1 e-warp,run 1 tof-source,run 1 sharpness,run 1 noise,run 1 color-shift',
  );
  expect(first).toMatch(/^0,00:00:00:00,,,,,\d/);
  expect(second).toMatch(/^1,00:00:00:01,\d/);
});

test('two runs stand in one plot and side by side in the table', async () => {
  await restore(2);
  await page.getByRole('tab', { name: 'Analysis' }).click();
  await page.getByRole('checkbox', { name: 'Show Run 1' }).check();
  await page.getByRole('checkbox', { name: 'Show Run 2' }).check();

  await page.getByRole('button', { name: 'Measure run 2' }).click();

  await expect(row('Warping error').getByRole('cell')).toHaveCount(2, { timeout: 120_000 });
  await expect(row('Warping error').getByRole('cell').nth(1)).toHaveText(/^\d/, { timeout: 120_000 });
  await expect(plot('e-warp').locator('path[data-series]')).toHaveCount(2);
  // The same settings make the same frames: neither is the best.
  const numbers = await row('Warping error').getByRole('cell').allTextContents();
  expect(numbers[0]).toBe(numbers[1]);
  await expect(row('Warping error').getByText('best')).toHaveCount(0);
});

test('all results stand in one plot of quality against warping, whose dots and lines lead to their runs', async () => {
  await page.getByRole('button', { name: 'Quality against warping of all results' }).click();
  const dialog = page.getByRole('dialog', { name: 'Quality against warping' });
  const lines = dialog.getByRole('list', { name: 'Results in the plot' });

  await expect(lines.getByRole('button')).toHaveCount(2);
  await expect(dialog.locator('[data-scatter] svg circle, [data-scatter] svg path[class*=arker]').first()).toBeVisible();
  const picture = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save plot as PNG' }).click();
  const png = await readFile(await (await picture).path());
  const numbers = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save numbers as CSV' }).click();
  const table = (await readFile(await (await numbers).path(), 'utf8')).trim().split('\n');
  await lines.getByRole('button', { name: /run 1,/ }).click();

  expect(png.readUInt32BE(16)).toBeGreaterThan(1000);
  expect(table[0]).toBe('segment,run,model,sharpness,e-warp');
  expect(table).toHaveLength(3);
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Analysis' })).toHaveAttribute('aria-selected', 'true');
});

test('numbers of another version are measured anew as soon as they are looked at', async () => {
  const flicker = row('Temporal flickering (VBench)').getByRole('cell').first();
  const number = await flicker.textContent();
  await page.goto('about:blank');
  await studio.stop();
  leaveOtherFlicker(studio.at('Street.interweave'));
  await studio.start();

  await page.goto(`${studio.url}&open=${encodeURIComponent(studio.at('Street.interweave'))}`);
  await page.locator('[data-segment]').first().click();
  await page.getByRole('tab', { name: 'Analysis' }).click();

  await expect(flicker).toHaveText(number ?? '', { timeout: 120_000 });
});

/** What a release with another definition of flicker would have left in the project. */
function leaveOtherFlicker(path: string): void {
  const database = new Database(path);
  const runs = database.prepare<[], { id: string; record: string }>('SELECT id, record FROM runs').all();
  const save = database.prepare('UPDATE runs SET record = ? WHERE id = ?');
  for (const { id, record } of runs) {
    const run = JSON.parse(record) as Run;
    const metrics = run.metrics?.map((result) =>
      result.name === 'flicker' ? { ...result, version: result.version + 1, value: 0.5 } : result,
    );
    save.run(JSON.stringify({ ...run, metrics }), id);
  }
  database.close();
}
