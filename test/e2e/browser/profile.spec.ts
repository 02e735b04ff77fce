import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { look } from './page-watch.ts';
import { chromiumOptions } from './served-studio.ts';
import { openStreet } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

let studio: StudioPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  studio = await openStreet(browser, { clips: { 'street.mp4': { frames: 12 } }, imported: 'street.mp4' });
  ({ page } = studio);
  await expect(page.locator('[data-segment]')).toHaveCount(1);
});
test.afterAll(() => studio.close());

const scanLine = () => page.getByRole('slider', { name: /^Scan line/ });
const lanes = (side: 'source' | 'result') => page.locator(`[data-lane=${side}]`);
const pictures = (side: 'source' | 'result') => lanes(side).locator('canvas[data-ready=true]');
const playhead = async () => Number(await page.getByRole('slider', { name: 'Playhead' }).getAttribute('aria-valuenow'));

test('shows the line of every frame of the source, and says where results go', async () => {
  await page.getByRole('tab', { name: 'Analysis' }).click();
  await page.getByRole('button', { name: 'Show temporal profile' }).click();

  await expect(pictures('source')).toHaveCount(1);
  await expect(page.getByText(/each result gets a lane/)).toBeVisible();
  await expect(scanLine()).toHaveAttribute('aria-valuetext', 'Row 24 of 48');
});

test('no lane is pressed flat by the profile; in a low window the timeline scrolls', async () => {
  const timeline = page.getByRole('region', { name: 'Timeline' });
  const heights = async () => {
    const lanes = [timeline.getByRole('img', { name: 'Sound of the clip' }), page.locator('[data-segment]'), page.locator('[data-lane]')];
    const boxes = await Promise.all(lanes.map((lane) => lane.first().boundingBox()));
    return boxes.map((box) => Math.round(box?.height ?? 0));
  };
  const least = [24, 30, 28];
  const flat = async () => (await heights()).filter((height, index) => height < least[index]!);
  await look(page, 'profile-1280x720');
  expect(await flat()).toEqual([]);

  await page.setViewportSize({ width: 1280, height: 440 });
  await look(page, 'profile-1280x440');
  expect(await flat()).toEqual([]);
  await timeline.getByRole('separator', { name: 'Height of the profile' }).scrollIntoViewIfNeeded();
  await lanes('source').scrollIntoViewIfNeeded();
  await expect(lanes('source')).toBeInViewport({ ratio: 0.9 });
  await page.setViewportSize({ width: 1280, height: 720 });
});

test('the scan line is dragged over the picture, moved by arrows, turned by its key', async () => {
  const before = await pictures('source')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const box = (await scanLine().boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 60, { steps: 4 });
  await page.mouse.up();
  const dragged = Number(await scanLine().getAttribute('aria-valuenow'));
  expect(dragged).toBeLessThan(22);

  await scanLine().press('Shift+ArrowDown');
  await expect(scanLine()).toHaveAttribute('aria-valuenow', String(dragged + 10));
  await scanLine().press('ArrowUp');
  await expect(scanLine()).toHaveAttribute('aria-valuenow', String(dragged + 9));
  await expect(pictures('source')).toHaveCount(1);
  await expect
    .poll(() =>
      pictures('source')
        .first()
        .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL()),
    )
    .not.toBe(before);

  await page.keyboard.press('Shift+P');
  await expect(scanLine()).toHaveAttribute('aria-valuetext', /^Column \d+ of 64$/);
  await expect(pictures('source')).toHaveCount(1);
});

test('a click on a lane moves the playhead there, and a drag takes it along', async () => {
  const box = (await lanes('source').boundingBox())!;
  const xOf = (frame: number) => box.x + ((frame + 0.5) * box.width) / 12;
  await page.mouse.click(xOf(7), box.y + box.height / 2);
  expect(await playhead()).toBe(7);

  await page.mouse.move(xOf(7), box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(xOf(2), box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  expect(await playhead()).toBe(2);
});

test('a result gets its lane below the source, on the same time axis', async () => {
  await page.locator('[data-segment]').first().click();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText(/is restored/)).toBeVisible({ timeout: 300_000 });

  await expect(pictures('result')).toHaveCount(1);
  const [source, result] = [(await pictures('source').boundingBox())!, (await pictures('result').boundingBox())!];
  expect([Math.round(result.x), Math.round(result.width)]).toEqual([Math.round(source.x), Math.round(source.width)]);
  expect(result.y).toBeGreaterThan(source.y);
  await page.getByRole('checkbox', { name: 'Show Run 1' }).click();
  await expect(lanes('result')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Show Run 1' }).click();
  await expect(lanes('result')).toHaveCount(1);
});

test('is saved as a PNG through the engine', async () => {
  await page.getByRole('button', { name: 'Save as PNG' }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(studio.folder);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Name' }).fill('steady');
  await page.getByRole('button', { name: 'Save', exact: true }).click();

  // Both columns are 48 pixels in the source and 192 in the result: two lanes of 192 and a gap.
  await expect(page.getByText('Saved as steady.png, 12×392 pixels.')).toBeVisible();
  const png = await readFile(studio.at('steady.png'));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([12, 392]);
});

test('goes away and comes back by its key', async () => {
  await page.locator('[data-segment]').first().click();
  await page.keyboard.press('p');
  await expect(scanLine()).toHaveCount(0);
  await expect(lanes('source')).toHaveCount(0);

  await page.keyboard.press('p');
  await expect(pictures('source')).toHaveCount(1);
});
