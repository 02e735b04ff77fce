import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { quantile } from './quantile.ts';
import { makeProject, withServedPage } from './served-page.ts';
import { makeNumberedBenchClip, shownNumber, stepTo, teachNumbers } from './shown-number.ts';

/** The wipe's clip is small: it is restored first. */
const [stepped, wiped] = [
  { width: 1280, height: 720, frames: 250 },
  { width: 320, height: 180, frames: 2 },
];

/**
 * In Chromium on the headless host, 1280x720: how long a step takes from the key to the paint with its frame, read from the pixels; and the
 * time between two paints while the wipe is dragged over a restored frame of 1280x720.
 */
export async function benchViewer(folder: string): Promise<Record<string, unknown>> {
  await makeNumberedBenchClip({ path: join(folder, 'steps.mp4'), ...stepped });
  await makeNumberedBenchClip({ path: join(folder, 'wipe.mp4'), ...wiped });
  const steps = await withServedPage(folder, async (page, url) => {
    await makeProject(page, { url, folder, imported: 'steps.mp4', project: 'Bench of steps' });
    return measureSteps(page);
  });
  const wipe = await withServedPage(folder, async (page, url) => {
    await makeProject(page, { url, folder, imported: 'wipe.mp4', project: 'Bench of the wipe' });
    return measureWipe(page);
  });
  return { ...steps, wipe };
}

async function measureSteps(page: Page): Promise<Record<string, unknown>> {
  await teachNumbers(page);
  // The proxy is there when its canvas is.
  await page.locator('[aria-label=Viewer] canvas').waitFor({ state: 'attached', timeout: 120_000 });
  while ((await shownNumber(page)) !== 0) await page.waitForTimeout(100);
  let frame = 0;
  let wrong = 0;
  const walk = async ({ key, by, times, restMs }: { key: string; by: number; times: number; restMs: number }): Promise<number[]> => {
    const took: number[] = [];
    for (let step = 0; step < times; step += 1) {
      frame += by;
      const { ms, others } = await stepTo(page, { key, expected: frame });
      took.push(ms);
      wrong += others.length;
      await page.waitForTimeout(restMs);
    }
    return took;
  };
  const step = [
    ...(await walk({ key: 'ArrowRight', by: 1, times: 30, restMs: 40 })),
    ...(await walk({ key: 'ArrowRight', by: 1, times: 20, restMs: 300 })),
    ...(await walk({ key: 'ArrowLeft', by: -1, times: 30, restMs: 120 })),
  ];
  const jump = [
    ...(await walk({ key: 'Shift+ArrowRight', by: 25, times: 8, restMs: 150 })),
    ...(await walk({ key: 'Shift+ArrowLeft', by: -25, times: 8, restMs: 150 })),
  ];
  const p95 = quantile(step, 0.95);
  return {
    step: { p50Ms: quantile(step, 0.5), p95Ms: p95, count: step.length, wrongFrames: wrong, target: 80, ok: p95 <= 80 && wrong === 0 },
    jump: { p50Ms: quantile(jump, 0.5), p95Ms: quantile(jump, 0.95), count: jump.length },
  };
}

async function measureWipe(page: Page): Promise<Record<string, unknown>> {
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByText(/is restored/).waitFor({ timeout: 300_000 });
  await page.keyboard.press('3');
  const handle = page.getByRole('slider', { name: /^Wipe/ });
  await handle.waitFor();
  await page.getByRole('img', { name: 'Result', exact: true }).and(page.locator('img')).waitFor();
  await page.waitForTimeout(1000);
  const { x, y, width, height } = (await handle.boundingBox())!;
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  await page.mouse.move(middleX, middleY);
  await page.mouse.down();
  await page.evaluate(`window.paints = []; window.painting = true;
    (function paint(now) { window.paints.push(now); if (window.painting) requestAnimationFrame(paint); })(performance.now())`);
  for (let turn = 0; turn < 6; turn += 1) await page.mouse.move(middleX + (turn % 2 === 0 ? 150 : -150), middleY, { steps: 60 });
  const paints = await page.evaluate<number[]>('window.painting = false, window.paints');
  await page.mouse.up();
  const between = paints.slice(2).map((at, index) => at - paints[index + 1]!);
  const p95 = quantile(between, 0.95);
  return { p50Ms: quantile(between, 0.5), p95Ms: p95, longestMs: Math.max(...between), paints: between.length, target: 20, ok: p95 <= 20 };
}
