/**
 * `node build/screenshots.ts [PHOTO_FOLDER]`: the README's pictures, taken from the real studio in Chromium after a real restore.
 * The clips are pans over free photographs (Debian: apt-get install lomiri-wallpapers-16.04), made small and noisy here.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { findChromium } from './bootstrap/browser-tests.mjs';
import { rootDir } from './vite/places.ts';

const execute = promisify(execFile);
const photos = process.argv[2] ?? '/usr/share/backgrounds';
const pictures = join(rootDir, 'build/screenshots');
/** All by Aitzol Berasategi, CC-BY-4.0. */
const clips = [
  { name: 'creek_dv_tape.mov', photo: 'life_by_Aitzol_Berasategi.jpg', size: '320:180', pan: "crop=1280:720:x='40+2*n':y='60+n'" },
  { name: 'ridge_1994.mov', photo: 'aitzgorri_by_Aitzol_Berasategi.jpg', size: '320:240', pan: "crop=1200:900:x='20+n':y='10'" },
  { name: 'summit_reel_2.mov', photo: 'picosdeeuropa_by_Aitzol_Berasategi.jpg', size: '352:198', pan: "crop=1280:720:x='10+2*n':y='20'" },
] as const;

// A plain name: it is on the pictures.
const folder = join(tmpdir(), 'archive');
const tapes = join(folder, 'tapes');
// Refuses a folder that is there already: it is removed at the end.
await mkdir(folder);
try {
  await mkdir(tapes);
  for (const clip of clips) await makeClip(clip);
  await mkdir(pictures, { recursive: true });
  await takePictures();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function makeClip({ name, photo, size, pan }: (typeof clips)[number]): Promise<void> {
  const path = join(photos, photo);
  if (!existsSync(path)) throw new Error(`${path} is missing. apt-get install lomiri-wallpapers-16.04, or name the folder it lies in.`);
  const filter = `scale=1700:-2,${pan},scale=${size}:flags=area,setsar=1,noise=alls=5:allf=t,format=yuv420p`;
  const photograph = ['-loop', '1', '-framerate', '25', '-i', path];
  const sound = ['-f', 'lavfi', '-i', 'anoisesrc=color=brown:amplitude=0.2:sample_rate=48000'];
  const coding = ['-vf', filter, '-c:v', 'libx264', '-crf', '25', '-c:a', 'pcm_s16le', '-frames:v', '96', '-t', '3.84'];
  await execute('ffmpeg', ['-v', 'error', '-y', ...photograph, ...sound, ...coding, join(tapes, name)]);
}

async function takePictures(): Promise<void> {
  const host = spawn(process.execPath, [join(rootDir, 'native/cli/interweave.ts'), 'serve', '--json', '--port', '0'], {
    cwd: rootDir,
    env: { ...process.env, INTERWEAVE_CACHE: join(folder, 'cache'), INTERWEAVE_DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(host, 'exit');
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const [line] = (await once(createInterface(host.stdout), 'line')) as [string];
    const { url } = JSON.parse(line) as { readonly url: string };
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(url);
    for (const name of ['Super 8 reels', 'Harbour tapes']) {
      await makeProject(page, name);
      await closeProject(page);
    }
    await makeProject(page, 'Mountain archive 1994');
    await importClips(page);
    await restoreCreek(page);
    await settle(page);
    await take(page, 'studio');
    await rm(join(folder, 'Super 8 reels.interweave'));
    await closeProject(page);
    await page.getByText(/^Runs on/).waitFor();
    await settle(page);
    await take(page, 'start');
  } finally {
    await browser.close();
    host.kill('SIGINT');
    await exited;
  }
}

async function makeProject(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'tapes', exact: true }).waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText('No clips yet').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function closeProject(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+w');
  await page.getByText('Recent projects').waitFor();
}

async function importClips(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import media' }).last().click();
  await page.getByRole('button', { name: 'tapes', exact: true }).dblclick();
  for (const { name } of clips) await page.getByRole('button', { name }).click({ modifiers: ['Control'] });
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('option', { name: /creek/ }).click();
}

/** Three segments; the middle one is restored and seen through the wipe. */
async function restoreCreek(page: Page): Promise<void> {
  const segments = page.locator('[data-segment]');
  await goTo(page, '24');
  await page.keyboard.press('s');
  await goTo(page, '56');
  await page.keyboard.press('s');
  for (const [index, name] of ['Bridge', 'Creek, wide', 'Falls'].entries()) {
    await segments.nth(index).click();
    await page.locator('[data-segment][aria-pressed=true]').and(segments.nth(index)).waitFor();
    await page.getByRole('textbox', { name: 'Segment name' }).fill(name);
    await page.keyboard.press('Enter');
    await segments.nth(index).getByText(name).waitFor();
  }
  await segments.nth(1).click();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByText(/is restored/).waitFor({ timeout: 1_200_000 });
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('tab', { name: 'Results' }).click();
  await page.getByRole('button', { name: /^Run 1/ }).click();
  await goTo(page, '40');
  await page.getByRole('tab', { name: 'Restore' }).click();
}

async function goTo(page: Page, frame: string): Promise<void> {
  await page.keyboard.press('g');
  await page.getByRole('textbox', { name: /Go to a time/ }).fill(`${frame}f`);
  await page.keyboard.press('Enter');
}

/** Pictures come when they come; nothing on screen says so to a script. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.getByText('Reading the frame').waitFor({ state: 'hidden', timeout: 120_000 });
  await page.mouse.move(720, 5);
  await page.waitForTimeout(4000);
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.jpg`), type: 'jpeg', quality: 86 });
  console.log(`build/screenshots/${name}.jpg`);
}
