import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { ffmpeg, makeClip } from '../../fixtures/tiny-clips.ts';
import { chromiumOptions } from './served-studio.ts';
import { openStreet } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

/** Three scenes of 40 frames; sound in the middle one only. */
const [sceneFrames, frameCount] = [40, 120];
let studio: StudioPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  studio = await openStreet(browser, { prepare: (at) => makeCutClip(at('cuts.mp4')), imported: 'cuts.mp4' });
  ({ page } = studio);
});
test.afterAll(() => studio.close());

/** Hard cuts between three pictures that have nothing in common. */
async function makeCutClip(path: string): Promise<void> {
  const seconds = sceneFrames / 25;
  const scene = (source: string) => ['-f', 'lavfi', '-t', String(seconds), '-i', `${source}=size=320x180:rate=25`];
  const sound = `aevalsrc='0.8*sin(880*PI*t)*between(t,${seconds},${2 * seconds})':s=48000:d=${3 * seconds}`;
  const joined = '[0:v][1:v][2:v]concat=n=3:v=1:a=0,setsar=1,format=yuv420p[v]';
  await ffmpeg(
    ...scene('testsrc2'),
    ...scene('smptebars'),
    ...scene('mandelbrot'),
    ...['-f', 'lavfi', '-i', sound, '-filter_complex', joined, '-map', '[v]', '-map', '3:a'],
    ...['-c:v', 'libx264', '-crf', '12', '-g', '5', '-c:a', 'aac', path],
  );
}

const timeline = () => page.getByRole('region', { name: 'Timeline' });
const cuts = () => timeline().getByRole('slider', { name: /^Start of shot/ });
const cutFrames = () => cuts().evaluateAll((found) => found.map((cut) => Number(cut.getAttribute('aria-valuenow'))));
const sound = () => timeline().getByRole('img', { name: 'Sound of the clip' });
/** Goes to a frame by its number. */
async function goTo(frame: number): Promise<void> {
  await page.keyboard.press('g');
  await page.getByRole('textbox', { name: /Go to a time/ }).fill(`${frame}f`);
  await page.keyboard.press('Enter');
  await expect(timeline().getByRole('slider', { name: 'Playhead' })).toHaveAttribute('aria-valuenow', String(frame));
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}
async function menuEntry(name: string): Promise<void> {
  await timeline()
    .getByRole('button', { name: /^Shots/ })
    .click();
  await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click();
}
/** Presses on the first cut and moves the pointer by so many frames, without letting go. */
async function dragFirstCut(frames: number): Promise<void> {
  const { x, y, width, height } = (await cuts().first().boundingBox())!;
  const lane = (await timeline().getByRole('slider', { name: 'Playhead' }).boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.keyboard.down('Alt');
  await page.mouse.move(x + width / 2 + (frames * lane.width) / frameCount, y + height / 2, { steps: 6 });
  await page.keyboard.up('Alt');
}

test('shots are found and laid out', async () => {
  await expect.poll(cutFrames).toEqual([40, 80]);
  await expect(timeline().getByRole('group', { name: 'Shots: 3 shots' })).toBeVisible();
});

test('the waveform is high where the sound is, and flat where there is none', async () => {
  await expect(sound()).toHaveAttribute('aria-busy', 'false');
  // Painted pixels in a column, counted in the canvas itself.
  const inkAt = (part: number) =>
    sound()
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement, at) => {
        const { data } = canvas.getContext('2d')!.getImageData(Math.round(canvas.width * at), 0, 6, canvas.height);
        return data.filter((value, index) => index % 4 === 3 && value > 0).length;
      }, part);
  await expect.poll(() => inkAt(0.5)).toBeGreaterThan(50);
  expect(await inkAt(0.15)).toBeLessThan(10);
  expect(await inkAt(0.85)).toBeLessThan(10);
});

test('a drag moves a cut and is one undo step', async () => {
  await dragFirstCut(10);
  await page.mouse.up();
  await expect.poll(cutFrames).toEqual([50, 80]);
  await page.keyboard.press('Control+z');
  await expect.poll(cutFrames).toEqual([40, 80]);
});

test('Escape puts a dragged cut back', async () => {
  await dragFirstCut(12);
  await expect.poll(cutFrames).toEqual([52, 80]);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(cutFrames).toEqual([40, 80]);
  await page.keyboard.press('Control+Shift+z');
  expect(await cutFrames()).toEqual([40, 80]);
});

test('with the keyboard on a cut, arrows move it, Down goes to the next, Delete merges', async () => {
  await cuts().first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(cutFrames).toEqual([41, 80]);
  await page.keyboard.press('ArrowDown');
  await expect(cuts().nth(1)).toBeFocused();
  await page.keyboard.press('Delete');
  await expect.poll(cutFrames).toEqual([41]);
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Control+z');
  await expect.poll(cutFrames).toEqual([40, 80]);
});

test('a cut is added at the playhead and taken away there; one already there is told', async () => {
  await goTo(60);
  await page.keyboard.press('c');
  await expect.poll(cutFrames).toEqual([40, 60, 80]);
  await page.keyboard.press('c');
  await expect(page.getByText('A shot begins at this frame already.')).toBeVisible();
  await page.keyboard.press('Shift+c');
  await expect.poll(cutFrames).toEqual([40, 80]);
  await menuEntry('Take the shots as they were found');
  await timeline()
    .getByRole('button', { name: /^Shots/ })
    .click();
  await expect(page.getByRole('menuitem', { name: /^Take the shots as they were found/ })).toBeDisabled();
  await page.keyboard.press('Escape');
});

test('shots are switched off for a clip, and on again as they were', async () => {
  await menuEntry('Switch shots off or on');
  await expect(timeline().getByText('Off: the clip is one shot')).toBeVisible();
  expect(await cutFrames()).toEqual([]);
  await page.keyboard.press('c');
  await expect(page.getByText('Shots are off for this clip. Switch them on first.')).toBeVisible();
  await menuEntry('Switch shots off or on');
  await expect.poll(cutFrames).toEqual([40, 80]);
});

test('a segment is split at the shots, as one undo step', async () => {
  await timeline().locator('[data-segment]').first().click();
  await page.keyboard.press('Shift+s');
  await expect(timeline().locator('[data-segment]')).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await expect(timeline().locator('[data-segment]')).toHaveCount(1);
});

test('a clip without sound has an empty lane', async () => {
  await makeClip(studio.at('silent.mp4'), { size: '160x90', frames: 30, sound: false });
  await page.keyboard.press('Control+i');
  await page.getByRole('button', { name: 'silent.mp4' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('silent.mp4').first().click();
  await expect(timeline().getByRole('img', { name: 'The clip has no sound' })).toBeVisible();
  await expect(timeline().getByRole('group', { name: 'Shots: 1 shot' })).toBeVisible();
});
