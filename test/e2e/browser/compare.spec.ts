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
  studio = await openStreet(browser, { clips: { 'street.mp4': { frames: 4 } }, imported: 'street.mp4' });
  ({ page } = studio);
  await expect(page.locator('[data-segment]')).toHaveCount(1);
  for (let run = 1; run <= 2; run += 1) {
    await page.getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByRole('tab', { name: 'Results' }).click();
    await expect(page.getByRole('button', { name: new RegExp(`^Run ${run}\\b`) })).toBeVisible({ timeout: 300_000 });
  }
  await page.locator('[data-segment]').first().click();
});
test.afterAll(() => studio.close());

const viewer = () => page.getByRole('region', { name: 'Viewer' });
const source = () => viewer().getByRole('img', { name: /^Source, / });
const result = () => viewer().getByRole('img', { name: 'Result', exact: true });
const boxOf = async (picture: ReturnType<typeof source>) => (await picture.boundingBox())!;

test('side by side, both pictures are seen at one size, and zoom together', async () => {
  await page.keyboard.press('4');
  await expect(source()).toBeVisible();
  await expect(result()).toBeVisible();
  const [a, b] = [await boxOf(source()), await boxOf(result())];
  expect([b.width, b.height, b.y]).toEqual([a.width, a.height, a.y]);
  expect(b.x).toBeGreaterThanOrEqual(a.x + a.width);

  await page.mouse.move(b.x + b.width / 4, b.y + b.height / 4);
  await page.mouse.wheel(0, -400);
  await expect.poll(async () => (await boxOf(source())).width).toBeGreaterThan(a.width * 1.5);
  const [zoomedA, zoomedB] = [await boxOf(source()), await boxOf(result())];
  expect(zoomedB.width).toBeCloseTo(zoomedA.width, 1);
  // The spot under the pointer stays, and so does its double.
  expect((b.x + b.width / 4 - zoomedB.x) / zoomedB.width).toBeCloseTo(0.25, 1);
  expect(zoomedB.x - zoomedA.x).toBeCloseTo(b.x - a.x, 0);
  await page.keyboard.press('Alt+0');
});

test('the flicker key shows the other picture for as long as it is held', async () => {
  await page.keyboard.press('2');
  await expect(source()).toBeHidden();
  await page.keyboard.down('a');
  await expect(source()).toBeVisible();
  await expect(result()).toBeHidden();
  await page.keyboard.up('a');
  await expect(result()).toBeVisible();
  await expect(source()).toBeHidden();

  await page.keyboard.press('Shift+A');
  await expect(source()).toBeVisible();
  await expect(result()).toBeHidden();
});

test('a run is compared with another: of the same bits the difference is black', async () => {
  await page.keyboard.press('5');
  await page.getByRole('button', { name: '16 times as bright' }).click();
  await expect(result()).toBeVisible();
  await expect(source()).toBeVisible();
  expect(await brightest()).toBeGreaterThan(100);

  await page.getByRole('button', { name: 'Compare with: Source' }).click();
  await page.getByRole('menuitem', { name: 'Run 1' }).click();
  await expect(viewer().getByRole('img', { name: 'Result in the place of the source' })).toBeVisible();
  await expect.poll(brightest).toBe(0);

  await page.getByRole('button', { name: /^Compare with: Run 1/ }).click();
  await page.getByRole('menuitem', { name: 'Source' }).click();
  await expect(source()).toBeVisible();
});

/** Of the middle of the picture, 0 to 255. */
async function brightest(): Promise<number> {
  const { x, y, width, height } = await boxOf(result());
  const clip = { x: x + width * 0.3, y: y + height * 0.3, width: width * 0.4, height: height * 0.4 };
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height).data;
    return pixels.reduce((most, value, index) => (index % 4 === 3 ? most : Math.max(most, value)), 0);
  }, png);
}

test('the wipe follows the hand without drawing the pictures anew', async () => {
  await page.keyboard.press('3');
  const handle = page.getByRole('slider', { name: /^Wipe/ });
  const before = await boxOf(result());
  const { x, y, width, height } = (await handle.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 - before.width / 4, y + height / 2, { steps: 8 });
  await page.mouse.up();

  await expect(handle).toHaveAttribute('aria-valuenow', '25');
  await expect(handle).toHaveAttribute('aria-valuetext', '25 % source');
  expect((await handle.boundingBox())!.x).toBeCloseTo(x - before.width / 4, 0);
  await handle.press('End');
  await expect(handle).toHaveAttribute('aria-valuenow', '100');
  await handle.press('Home');
  await expect(handle).toHaveAttribute('aria-valuenow', '0');
});

test('the loupe shows both pictures at the pointer', async () => {
  await page.keyboard.press('Escape');
  await page.locator('[data-segment]').first().click();
  await page.keyboard.press('z');
  const { x, y, width, height } = await boxOf(result());
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.move(x + width / 3, y + height / 3);

  const glass = page.locator('[data-loupe]');
  await expect(glass).toBeVisible();
  await expect(glass.locator('img')).toHaveCount(2);
  const box = (await glass.boundingBox())!;
  expect(box.x + box.width / 2).toBeCloseTo(x + width / 3, 0);
  // The spot under the pointer is in the middle of the glass.
  const shown = (await glass.locator('img').first().boundingBox())!;
  expect((box.x + box.width / 2 - shown.x) / shown.width).toBeCloseTo(1 / 3, 2);

  await page.keyboard.press('z');
  await expect(glass).toHaveCount(0);
});
