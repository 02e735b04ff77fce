import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';

/** Bars that a frame's number is written in, lowest bit left: enough for 1024 frames. */
const bits = 10;

export interface NumberedClip {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** A moving, noisy clip with sound at 25 frames a second. Along its lower edge every frame carries its own number in black and white bars. */
export async function makeNumberedBenchClip({ path, width, height, frames }: NumberedClip): Promise<void> {
  const strip = Math.round(height / 8);
  const bars = `nullsrc=size=${bits * 8}x8:rate=25,format=gray,geq=lum='255*mod(floor(N/pow(2\\,floor(X/8)))\\,2)'`;
  const graph = [
    `testsrc2=size=${width}x${height}:rate=25,noise=alls=6:allf=t[picture]`,
    `${bars},scale=${width}:${strip}:flags=neighbor[bars]`,
    `[picture][bars]overlay=y=${height - strip},format=yuv420p[out]`,
  ].join(';');
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440'];
  const coding = ['-c:v', 'libx264', '-preset', 'veryfast', '-c:a', 'aac', '-frames:v', String(frames), '-t', String(frames / 25)];
  await promisify(execFile)('ffmpeg', [
    '-v',
    'error',
    '-y',
    ...sound,
    '-filter_complex',
    graph,
    '-map',
    '[out]',
    '-map',
    '0:a',
    ...coding,
    path,
  ]);
}

/** Runs in the page: finds the picture that the viewer shows, reads its number, and notes when an expected one comes up. */
const pageScript = `(() => {
  const bars = ${bits};
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [bars, 1];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.imageSmoothingEnabled = false;
  window.shownNumber = () => {
    const pictures = [...document.querySelectorAll('[aria-label=Viewer] :is(video, img, canvas)')];
    // What lies on top comes last.
    const seen = pictures.filter((element) => getComputedStyle(element).visibility === 'visible').at(-1);
    if (seen === undefined) return null;
    const width = seen.videoWidth ?? seen.naturalWidth ?? seen.width;
    const height = seen.videoHeight ?? seen.naturalHeight ?? seen.height;
    if (width === 0) return null;
    context.drawImage(seen, 0, height * 0.93, width, height * 0.02, 0, 0, bars, 1);
    const { data } = context.getImageData(0, 0, bars, 1);
    let number = 0;
    for (let bit = 0; bit < bars; bit += 1) if (data[bit * 4 + 1] > 127) number += 2 ** bit;
    return number;
  };
  window.expectNumber = (number) => {
    const others = [];
    const before = window.shownNumber();
    let pressedMs = 0;
    window.addEventListener('keydown', (event) => (pressedMs = event.timeStamp), { capture: true, once: true });
    window.stepDone = new Promise((resolve) => {
      const look = () => {
        const shown = pressedMs > 0 ? window.shownNumber() : before;
        if (shown !== before && shown !== number) others.push(shown);
        // The picture that is right when a frame begins is on screen when the next one does.
        if (pressedMs > 0 && shown === number) requestAnimationFrame((now) => resolve({ ms: now - pressedMs, others }));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  };
})()`;

/** Teaches the page to read the number out of the picture that the viewer shows. */
export async function teachNumbers(page: Page): Promise<void> {
  await page.evaluate(pageScript);
}

/** The number in the picture that the viewer shows now; null while it shows none. */
export async function shownNumber(page: Page): Promise<number | null> {
  return page.evaluate<number | null>('window.shownNumber()');
}

interface Step {
  /** From the browser's own time of the key to the paint that shows the frame. */
  readonly ms: number;
  /** Frames that were neither the one before nor the one that was wanted. */
  readonly others: readonly number[];
}

/** Presses a key and waits for the picture of the frame that it leads to. */
export async function stepTo(page: Page, { key, expected }: { readonly key: string; readonly expected: number }): Promise<Step> {
  await page.evaluate(`window.expectNumber(${expected})`);
  await page.keyboard.press(key);
  return page.evaluate<Step>('window.stepDone');
}
