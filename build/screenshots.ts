/**
 * `node build/screenshots.ts [PHOTO_FOLDER]`: the README's pictures, taken of the Electron window after a real restore. Wants the built app
 * and, where there is no display, Xvfb. The work is set up in Chromium, where a script needs no dialogs of the system.
 * The clips are pans over free photographs (Debian: apt-get install lomiri-wallpapers-16.04), made small and noisy here.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron, chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { findElectron } from './bootstrap/electron-binary.mjs';
import { chromiumOptions, serveHost } from './served-host.ts';
import { withDisplay } from './bootstrap/virtual-display.mjs';
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
  await withDisplay(takePictures);
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

async function takePictures(display: Readonly<Record<string, string>>): Promise<void> {
  const host = await serveHost({ cacheDir: join(folder, 'cache'), dataDir: join(folder, 'data'), args: ['--port', '0'] });
  const { url, wsUrl, token } = host;
  const browser = await chromium.launch(chromiumOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(url);
    for (const name of ['Super 8 reels', 'Harbour tapes']) {
      await makeProject(page, name);
      await closeProject(page);
    }
    await makeProject(page, 'Mountain archive 1994');
    await importClips(page);
    await restoreCreek(page);
    await closeProject(page);
    await takeWindow([`--engine=${wsUrl}`, `--engine-token=${token}`], display);
  } finally {
    await browser.close();
    await host.stop();
  }
}

/** The Electron window, attached to the engine that holds the project. */
async function takeWindow(engine: readonly string[], display: Readonly<Record<string, string>>): Promise<void> {
  const own = { ...process.env, ...display, INTERWEAVE_CACHE: join(folder, 'cache'), INTERWEAVE_DATA: join(folder, 'data') };
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath: await electronPath(),
    args: [...root, `--user-data-dir=${join(folder, 'profile')}`, rootDir, ...engine, join(folder, 'Mountain archive 1994.interweave')],
    env: own,
    cwd: rootDir,
  });
  try {
    const page = await app.firstWindow();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
    await page.getByRole('button', { name: /^creek/ }).click();
    await compareRestored(page);
    await settle(page);
    await take(page, 'studio');
    await rm(join(folder, 'Super 8 reels.interweave'));
    await closeProject(page);
    await page.getByText(/^Runs on/).waitFor();
    await settle(page);
    await take(page, 'start');
  } finally {
    await app.close();
  }
}

/** The one that the end-to-end tests use, else the one that npm fetched. */
async function electronPath(): Promise<string> {
  const runtime = join(rootDir, '.cache/electron-33/electron');
  if (existsSync(runtime)) return runtime;
  const electron = await findElectron();
  if ('path' in electron) return electron.path;
  throw new Error(`There is no Electron to take pictures of: ${electron.reason}`);
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
  await page.getByRole('button', { name: /^creek/ }).click();
}

/** Three segments; the middle one is restored. */
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
}

/** The restored segment through the wipe. */
async function compareRestored(page: Page): Promise<void> {
  const segment = page.locator('[data-segment]').nth(1);
  await segment.click();
  await page.locator('[data-segment][aria-pressed=true]').and(segment).waitFor();
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
  await page.mouse.move(720, 5);
  const reading = page.getByText('Reading the frame');
  // Its notice comes a moment after the wish; calm is when it has not been seen for a while.
  for (let calmSec = 0, waitedSec = 0; calmSec < 5; waitedSec += 1) {
    if (waitedSec > 120) throw new Error('The picture of the frame did not come within two minutes.');
    calmSec = (await reading.isVisible()) ? 0 : calmSec + 1;
    await page.waitForTimeout(1000);
  }
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.jpg`), type: 'jpeg', quality: 86 });
  console.log(`build/screenshots/${name}.jpg`);
}
