import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { makeNumberedBenchClip, shownNumber, stepTo, teachNumbers } from '../../../build/bench/shown-number.ts';
import { chromiumOptions } from './served-studio.ts';
import { openStreet } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

const frames = 120;
let studio: StudioPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  studio = await openStreet(browser, {
    prepare: (at) => makeNumberedBenchClip({ path: at('numbers.mp4'), width: 320, height: 180, frames }),
    imported: 'numbers.mp4',
  });
  ({ page } = studio);
  await teachNumbers(page);
  await expect(viewer().locator('canvas')).toBeAttached({ timeout: 60_000 });
  await expect.poll(() => shownNumber(page)).toBe(0);
});
test.afterAll(() => studio.close());

const viewer = () => page.getByRole('region', { name: 'Viewer' });
const exactPicture = () => viewer().locator('img');
/** The frame that the transport names. */
const namedFrame = async () =>
  Number(
    /^(\d+) \/ /.exec(
      await viewer()
        .getByText(/^\d+ \/ \d+$/)
        .innerText(),
    )?.[1],
  ) - 1;

test('a step shows the frame it names, forwards and back, and no other on the way', async () => {
  for (let frame = 1; frame <= 30; frame += 1) {
    expect((await stepTo(page, { key: 'ArrowRight', expected: frame })).others).toEqual([]);
  }
  for (let frame = 29; frame >= 12; frame -= 1) {
    expect((await stepTo(page, { key: ',', expected: frame })).others).toEqual([]);
  }
  expect(await namedFrame()).toBe(12);
});

test('where the hand rests, the exact picture of the same frame takes the place of the copy', async () => {
  await expect(exactPicture()).toBeVisible();
  expect(await shownNumber(page)).toBe(12);
  await stepTo(page, { key: 'Shift+ArrowRight', expected: 37 });
  await expect(exactPicture()).toBeVisible();
  expect(await shownNumber(page)).toBe(37);
});

test('a jump shows its frame: to the ends, by seconds, to a frame by its number', async () => {
  await stepTo(page, { key: 'End', expected: frames - 1 });
  await stepTo(page, { key: 'Shift+ArrowLeft', expected: frames - 26 });
  await stepTo(page, { key: 'Home', expected: 0 });
  for (const frame of [77, 5, 119, 64]) {
    await page.keyboard.press('g');
    await page.getByRole('textbox', { name: /Go to a time/ }).fill(`${frame}f`);
    await page.keyboard.press('Enter');
    await expect.poll(() => shownNumber(page)).toBe(frame);
  }
});

test('playing backwards shows every frame under its own number, and stops on the one it names', async () => {
  await page.keyboard.press('j');
  await expect.poll(namedFrame).toBeLessThan(50);
  const seen: number[] = [];
  for (let look = 0; look < 12; look += 1) seen.push((await shownNumber(page))!);
  await page.keyboard.press('k');

  expect(seen).toEqual([...seen].sort((a, b) => b - a));
  expect(seen[0]).toBeGreaterThan(seen.at(-1)!);
  await expect.poll(async () => (await shownNumber(page)) === (await namedFrame())).toBe(true);
});

test('playing forwards ends on the frame it names', async () => {
  await stepTo(page, { key: 'Home', expected: 0 });
  await page.keyboard.press('l');
  await expect.poll(namedFrame).toBeGreaterThan(10);
  await page.keyboard.press('k');
  await expect(exactPicture()).toBeVisible();
  await expect.poll(async () => (await shownNumber(page)) === (await namedFrame())).toBe(true);
});

test('a hand on the ruler sees the frame under it', async () => {
  const { x, y, width, height } = (await page.getByRole('slider', { name: 'Playhead' }).boundingBox())!;
  await page.mouse.move(x + 20, y + height / 2);
  await page.mouse.down();
  for (const part of [0.2, 0.7, 0.45]) {
    await page.mouse.move(x + width * part, y + height / 2, { steps: 5 });
    await expect.poll(async () => (await shownNumber(page)) === (await namedFrame())).toBe(true);
  }
  await page.mouse.up();
  await expect(exactPicture()).toBeVisible();
  expect(await shownNumber(page)).toBe(await namedFrame());
});
