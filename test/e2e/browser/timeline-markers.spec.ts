import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { look } from './page-watch.ts';
import { seriousFindings } from './serious-findings.ts';
import { chromiumOptions } from './served-studio.ts';
import { openStreet } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

/** At 25 a second. */
const frameCount = 250;
let studio: StudioPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  studio = await openStreet(browser, {
    clips: { 'pan.mp4': { size: '160x90', frames: frameCount } },
    imported: 'pan.mp4',
    // Without motion nothing is half faded in when axe judges it.
    context: { reducedMotion: 'reduce' },
  });
  ({ page } = studio);
});
test.afterAll(() => studio.close());

const timeline = () => page.getByRole('region', { name: 'Timeline' });
const playhead = () => timeline().getByRole('slider', { name: 'Playhead' });
const markers = () => timeline().getByRole('group', { name: 'Markers' }).getByRole('button');
const markedFrames = () => markers().evaluateAll((found) => found.map((marker) => Number((marker as HTMLElement).dataset['marker'])));

async function goTo(frame: number): Promise<void> {
  await page.keyboard.press('g');
  await page.getByRole('textbox', { name: /Go to a time/ }).fill(`${frame}f`);
  await page.keyboard.press('Enter');
  await expect(playhead()).toHaveAttribute('aria-valuenow', String(frame));
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

test('M sets markers, M again names the one there, and Down walks from one to the next', async () => {
  for (const frame of [60, 150]) {
    await goTo(frame);
    await page.keyboard.press('m');
  }
  await expect.poll(markedFrames).toEqual([60, 150]);

  await page.keyboard.press('m');
  await page.getByRole('textbox', { name: 'Name of the marker' }).fill('Sirens');
  await look(page, 'marker-name');
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(timeline().getByRole('button', { name: 'Marker Sirens at 00:00:06:00' })).toBeVisible();

  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(playhead()).toHaveAttribute('aria-valuenow', '60');
  await page.keyboard.press('ArrowDown');
  await expect(playhead()).toHaveAttribute('aria-valuenow', '150');
});

test('a trimmed edge sticks to a marker', async () => {
  const lane = (await playhead().boundingBox())!;
  const xOf = (frame: number) => lane.x + (frame * lane.width) / frameCount;
  await page.keyboard.press('Home');
  const block = (await timeline().locator('[data-segment]').first().boundingBox())!;
  const y = block.y + block.height / 2;
  await page.mouse.move(xOf(frameCount) - 4, y);
  await page.mouse.down();
  // Not a whole number of frames away: only what sticks ends there.
  await page.mouse.move(xOf(151) - 3, y, { steps: 8 });
  await page.mouse.up();

  await timeline().locator('[data-segment]').first().click();
  await expect(timeline().getByText('1 of 1 segment selected · 00:00:06:00')).toBeVisible();
  await page.keyboard.press('Control+z');
});

test('with the keyboard on a marker, arrows move it and Delete takes it away; a drag is one undo step, Escape puts it back', async () => {
  await markers().first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(markedFrames).toEqual([62, 150]);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(markedFrames).toEqual([60, 150]);

  const drag = async (by: number) => {
    const { x, y, width, height } = (await markers().first().boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + by, y + height / 2, { steps: 6 });
  };
  await drag(80);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(markedFrames).toEqual([60, 150]);
  await drag(80);
  await page.mouse.up();
  await expect.poll(async () => (await markedFrames())[0]).toBeGreaterThan(65);
  await page.keyboard.press('Control+z');
  await expect.poll(markedFrames).toEqual([60, 150]);

  await markers().first().focus();
  await page.keyboard.press('Delete');
  await expect.poll(markedFrames).toEqual([150]);
  await expect(markers().first()).toBeFocused();
});

/** Where the sound has been heard: seconds of the element that carries it. */
const heard = () =>
  page
    .locator('video')
    .evaluateAll((videos: HTMLVideoElement[]) =>
      videos.flatMap(({ played }) => Array.from({ length: played.length }, (_, index) => played.start(index))),
    );

test('a hand that scrubs hears the sound', async () => {
  // A copy takes its time on a machine with other work.
  test.setTimeout(300_000);
  await goTo(0);
  const lane = (await playhead().boundingBox())!;
  const y = lane.y + 8;

  // Until the copy that plays is made there is nothing to hear.
  await expect(async () => {
    await page.mouse.move(lane.x + lane.width * 0.5, y);
    await page.mouse.down();
    await page.mouse.move(lane.x + lane.width * 0.6, y, { steps: 12 });
    await page.mouse.up();
    expect(Math.max(0, ...(await heard()))).toBeGreaterThan(4);
  }).toPass({ timeout: 240_000 });
});

test('slash plays around the playhead and comes back to it', async () => {
  await goTo(125);
  await page.evaluate(() => {
    const frames: number[] = [];
    const slider = document.querySelector('[role=slider][aria-label=Playhead]')!;
    new MutationObserver(() => frames.push(Number(slider.getAttribute('aria-valuenow')))).observe(slider, { attributes: true });
    Object.assign(window, { walked: frames });
  });

  await page.keyboard.press('/');

  await expect
    .poll(() => page.evaluate(() => Math.max(...(window as unknown as { walked: number[] }).walked)), { timeout: 30_000 })
    .toBeGreaterThan(165);
  await expect(playhead()).toHaveAttribute('aria-valuenow', '125');
  const walked = await page.evaluate(() => (window as unknown as { walked: number[] }).walked);
  expect(walked[0]).toBe(75);
  expect(Math.max(...walked)).toBeLessThan(175);
});
