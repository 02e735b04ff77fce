import { randomUUID } from 'node:crypto';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { AssetId, connectEngine, OutputSettings, RealEsrganRecipe, SegmentId } from '../../native/contract/index.ts';
import type { EngineClient, RpcPort } from '../../native/contract/index.ts';
import { quantile } from './quantile.ts';
import { withServedPage } from './served-page.ts';

const segments = 10_000;
/** Of each segment; they lie one behind the other. */
const frames = 2;

/**
 * In Chromium on the headless host, 1280x720: a project with 10,000 segments from the click on the start screen to a timeline that is painted
 * and takes a click; the time between two paints while the wheel scrolls and zooms it; and from a key in its prompt to the paint with the letter.
 */
export async function benchTimeline(folder: string): Promise<Record<string, unknown>> {
  const clip = join(folder, 'long.mp4');
  const source = `testsrc=size=64x36:rate=25:duration=${(segments * frames) / 25}`;
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-c:v', 'libx264', '-preset', 'ultrafast', clip]);
  return withServedPage(folder, async (first, url) => {
    await fillProject(url, { path: join(folder, 'Bench of segments.interweave'), clip });
    const openMs: number[] = [];
    let page = first;
    for (let turn = 0; turn < 4; turn += 1) {
      // A tab would remember its project and open it by itself.
      const fresh = await first
        .context()
        .browser()!
        .newPage({ viewport: { width: 1280, height: 720 } });
      await page.close();
      page = fresh;
      openMs.push(await opened(page, url));
    }
    const [, ...again] = openMs;
    const open = quantile(again, 0.5);
    await page.waitForTimeout(5000);
    const scroll = await paintsWhile(page, () => wheel(page, { turns: 120, deltaX: 90 }));
    const zoom = await paintsWhile(page, () => wheel(page, { turns: 60, deltaY: -60, key: 'Control' }));
    const scrollNear = await paintsWhile(page, () => wheel(page, { turns: 120, deltaX: 90 }));
    const typing = await typed(page);
    return {
      open: { firstMs: openMs[0], againMs: again, ms: open, target: 1000, ok: open <= 1000 },
      scroll: { ...scroll, target: 25, ok: scroll.p95Ms <= 25 },
      zoom,
      scrollNear: { ...scrollNear, target: 25, ok: scrollNear.p95Ms <= 25 },
      typing,
    };
  });
}

/** Over the engine's own port, as a window would, but without one. */
async function fillProject(url: string, { path, clip }: { readonly path: string; readonly clip: string }): Promise<void> {
  const engine = await connected(url);
  const { id: projectId } = await engine.call('project.create', { path, name: 'Bench of segments' });
  const { assets } = await engine.call('asset.import', { projectId, paths: [clip] });
  const assetId = AssetId.parse(assets[0]?.id);
  const common = {
    ...{ assetId, prompt: 'rain', negativePrompt: '', recipe: RealEsrganRecipe.parse({ pipeline: 'real-esrgan' }) },
    output: OutputSettings.parse({}),
  };
  for (let start = 0; start < segments; start += 100) {
    const copies = Array.from({ length: 100 }, (_, index) => {
      const inFrame = (start + index) * frames;
      return { ...common, id: SegmentId.parse(randomUUID()), name: `Shot ${start + index + 1}`, inFrame, outFrame: inFrame + frames };
    });
    await engine.call('project.edit', { projectId, edit: { type: 'segment.copies', how: 'paste', count: 100, segments: copies } });
  }
  await engine.call('project.close', { projectId });
  engine.close();
}

async function connected(url: string): Promise<EngineClient> {
  const { host, hash } = new URL(url);
  const token = new URLSearchParams(hash.slice(1)).get('token') ?? '';
  const socket = new WebSocket(`ws://${host}/engine?token=${token}`);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  const port: RpcPort = {
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => socket.addEventListener('message', ({ data }) => listener(JSON.parse(String(data)))),
    onClose: (listener) => socket.addEventListener('close', () => listener()),
    close: () => socket.close(),
  };
  return connectEngine(port);
}

/** From the click to the second paint after the segments are there. */
async function opened(page: Page, url: string): Promise<number> {
  await page.goto(url);
  const recent = page.getByRole('button', { name: /^Bench of segments/ });
  await recent.waitFor();
  await page.waitForTimeout(1500);
  // Not the promise itself: it would be waited for.
  await page.evaluate(`void (window.opened = new Promise((resolve) => {
    window.addEventListener('click', ({ timeStamp }) => {
      const look = () => document.querySelector('#timeline-segments canvas') === null
        ? requestAnimationFrame(look)
        : requestAnimationFrame(() => requestAnimationFrame((now) => resolve(now - timeStamp)));
      look();
    }, { capture: true, once: true });
  }))`);
  await recent.click();
  return Math.round(await page.evaluate<number>('window.opened'));
}

interface Wheel {
  readonly turns: number;
  readonly deltaX?: number;
  readonly deltaY?: number;
  readonly key?: string;
}

async function wheel(page: Page, { turns, deltaX = 0, deltaY = 0, key }: Wheel): Promise<void> {
  await page.mouse.move(640, 620);
  if (key !== undefined) await page.keyboard.down(key);
  for (let turn = 0; turn < turns; turn += 1) await page.mouse.wheel(deltaX, deltaY);
  if (key !== undefined) await page.keyboard.up(key);
}

async function paintsWhile(
  page: Page,
  work: () => Promise<void>,
): Promise<{ p50Ms: number; p95Ms: number; longestMs: number; paints: number }> {
  await page.evaluate(`window.paints = []; window.painting = true;
    (function paint(now) { window.paints.push(now); if (window.painting) requestAnimationFrame(paint); })(performance.now())`);
  await work();
  const paints = await page.evaluate<number[]>('window.painting = false, window.paints');
  const between = paints.slice(2).map((at, index) => at - paints[index + 1]!);
  return { p50Ms: quantile(between, 0.5), p95Ms: quantile(between, 0.95), longestMs: Math.max(...between), paints: between.length };
}

/** From the browser's own time of each key to the paint after the field holds its letter. */
async function typed(page: Page): Promise<Record<string, unknown>> {
  await page.locator('[data-segment]').first().click();
  await page.keyboard.press('Control+3');
  const field = page.getByRole('textbox', { name: 'Prompt', exact: true });
  await field.click();
  await page.evaluate(`window.typed = [];
    document.addEventListener('keydown', ({ timeStamp }) => requestAnimationFrame(() => requestAnimationFrame((now) => window.typed.push(now - timeStamp))), true)`);
  await page.keyboard.type('wet cobblestones at dawn, a tram passes slowly, warm light', { delay: 60 });
  await page.waitForTimeout(300);
  const ms = await page.evaluate<number[]>('window.typed');
  const p95 = quantile(ms, 0.95);
  return { p50Ms: quantile(ms, 0.5), p95Ms: p95, keys: ms.length, target: 50, ok: p95 <= 50 };
}
