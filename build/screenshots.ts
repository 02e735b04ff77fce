/**
 * `node build/screenshots.ts`: the README's pictures, taken of the Electron window after a real restore. Wants the built app and, where
 * there is no display, Xvfb. The work is set up in Chromium, where a script needs no dialogs of the system.
 *
 * `node build/screenshots.ts --every FOLDER`: every screen as PNG, dark, light and high contrast, 1280x720 and 1920x1080, and in German, taken of Chromium: to
 * be looked at after a change. `--photos FOLDER` names where the free photographs lie that the clips are made of.
 */
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { i18n } from '../renderer/i18n/words.ts';
import { electronForTests, findElectron } from './bootstrap/electron-binary.mjs';
import { withDisplay } from './bootstrap/virtual-display.mjs';
import { launchElectron } from './launch-electron.ts';
import { closeProject, goTo, importTapes, makeProject, makeTapes, projectName, restoreCreek, settle } from './screens/archive.ts';
import { walkScreens } from './screens/walk.ts';
import { chromiumOptions, serveHost } from './served-host.ts';
import type { ServedHost } from './served-host.ts';
import { rootDir } from './vite/places.ts';

const { values: options } = parseArgs({
  options: { every: { type: 'string' }, photos: { type: 'string', default: '/usr/share/backgrounds' } },
});
const pictures = join(rootDir, 'build/screenshots');
/** What is walked through; the languages differ in length, the sizes in what has room. */
const looks = [
  { theme: 'dark', language: 'en', width: 1920, height: 1080 },
  { theme: 'light', language: 'en', width: 1920, height: 1080 },
  { theme: 'light', language: 'en', width: 1280, height: 720 },
  { theme: 'dark', language: 'de', width: 1280, height: 720 },
  { theme: 'light', language: 'de', width: 1280, height: 720 },
  { theme: 'dark', language: 'en', width: 1280, height: 720 },
  { theme: 'contrast', language: 'en', width: 1280, height: 720 },
] as const;

const longName = 'Falls below the old mill, second pass of the transfer of 1998, before the sound was laid';

// A plain name: it is on the pictures.
const folder = join(tmpdir(), 'archive');
// Refuses a folder that is there already: it is removed at the end.
await mkdir(folder);
try {
  await makeTapes(folder, options.photos);
  if (options.every === undefined) await withDisplay(takeForReadme);
  else await takeEvery(options.every);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** A project with a restored segment, made in Chromium on a host of its own. */
async function withArchive(others: readonly string[], work: (browser: Browser, host: ServedHost) => Promise<void>): Promise<void> {
  const host = await serveHost({ cacheDir: join(folder, 'cache'), dataDir: join(folder, 'data'), args: ['--port', '0'] });
  const browser = await chromium.launch(chromiumOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(180_000);
    await page.goto(host.url);
    for (const name of others) {
      await makeProject(page, folder, name);
      await closeProject(page);
    }
    await makeProject(page, folder, projectName);
    await importTapes(page);
    await restoreCreek(page);
    if (options.every !== undefined) await nameAndMeasure(page);
    await closeProject(page);
    await page.close();
    await work(browser, host);
  } finally {
    await browser.close();
    await host.stop();
  }
}

async function nameAndMeasure(page: Page): Promise<void> {
  await page.locator('[data-segment]').nth(2).click();
  await page.getByRole('textbox', { name: 'Segment name' }).fill(longName);
  await page.keyboard.press('Enter');
  await page.locator('[data-segment]').nth(1).click();
  await page.getByRole('tab', { name: 'Analysis' }).click();
  await page.getByRole('button', { name: 'Measure run 1' }).click();
  await page.getByRole('table', { name: 'Numbers of whole runs' }).waitFor({ timeout: 600_000 });
}

async function takeEvery(out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  await withArchive(['Harbour tapes'], async (browser, host) => {
    for (const { theme, language, width, height } of looks) {
      const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      const layout = JSON.stringify({ state: { theme, language }, version: 2 });
      await page.addInitScript((stored) => localStorage.setItem('interweave.layout', stored), layout);
      await i18n.changeLanguage(language);
      await page.goto(host.url);
      await walkScreens({
        page,
        folder,
        see: async (screen) => {
          await page.mouse.move(width / 2, 4);
          await page.waitForTimeout(700);
          await page.screenshot({ path: join(out, `${language}-${theme}-${width}-${screen}.png`) });
        },
        missed: (screen, reason) => {
          console.error(`${language} ${theme} ${width}: ${screen}: ${reason instanceof Error ? reason.message : String(reason)}`);
          process.exitCode = 1;
        },
      });
      await context.close();
      console.log(`${language} ${theme} ${width}x${height}`);
    }
  });
}

function takeForReadme(display: Readonly<Record<string, string>>): Promise<void> {
  return withArchive(['Super 8 reels', 'Harbour tapes'], async (_, { wsUrl, token }) => {
    await mkdir(pictures, { recursive: true });
    await takeWindow([`--engine=${wsUrl}`, `--engine-token=${token}`], display);
  });
}

/** The Electron window, attached to the engine that holds the project. */
async function takeWindow(engine: readonly string[], display: Readonly<Record<string, string>>): Promise<void> {
  if (electronForTests() === null) await fetchElectron();
  const own = { ...process.env, ...display, INTERWEAVE_CACHE: join(folder, 'cache'), INTERWEAVE_DATA: join(folder, 'data') };
  const project = join(folder, `${projectName}.interweave`);
  const app = await launchElectron([`--user-data-dir=${join(folder, 'profile')}`, rootDir, ...engine, project], own);
  try {
    const page = await app.firstWindow();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
    await page.getByRole('button', { name: /^creek/ }).click();
    await compareRestored(page);
    await settle(page, { calmSec: 5 });
    await take(page, 'studio');
    await page.keyboard.press('p');
    await page.locator('[data-lane=source] canvas[data-ready=true]').first().waitFor();
    await settle(page, { calmSec: 5 });
    await take(page, 'profile');
    await rm(join(folder, 'Super 8 reels.interweave'));
    await closeProject(page);
    await page.getByText(/^Runs on/).waitFor();
    await settle(page, { calmSec: 5 });
    await take(page, 'start');
  } finally {
    await app.close();
  }
}

async function fetchElectron(): Promise<void> {
  const electron = await findElectron();
  if ('reason' in electron) throw new Error(`There is no Electron to take pictures of: ${electron.reason}`);
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

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.jpg`), type: 'jpeg', quality: 86 });
  console.log(`build/screenshots/${name}.jpg`);
}
