import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';

const execute = promisify(execFile);

interface Clip {
  readonly name: string;
  readonly photo: string;
  readonly size: string;
  readonly pan: string;
  readonly frames: number;
}

/** Photographs by Aitzol Berasategi, CC-BY-4.0 (Debian: apt-get install lomiri-wallpapers-16.04). */
export const clips: readonly Clip[] = [
  {
    name: 'creek_dv_tape.mov',
    photo: 'life_by_Aitzol_Berasategi.jpg',
    size: '320:180',
    pan: "crop=1280:720:x='40+2*n':y='60+n'",
    frames: 96,
  },
  {
    name: 'ridge_1994.mov',
    photo: 'aitzgorri_by_Aitzol_Berasategi.jpg',
    size: '320:240',
    pan: "crop=1200:900:x='20+n':y='10'",
    frames: 96,
  },
  {
    name: 'summit_reel_2.mov',
    photo: 'picosdeeuropa_by_Aitzol_Berasategi.jpg',
    size: '352:198',
    pan: "crop=1280:720:x='10+2*n':y='20'",
    frames: 96,
  },
];

/** What the project is called. */
export const projectName = 'Mountain archive 1994';

/** Pans over free photographs, made small and noisy, in `folder/tapes`. */
export async function makeTapes(folder: string, photos: string): Promise<void> {
  await mkdir(join(folder, 'tapes'));
  for (const { name, photo, size, pan, frames } of clips) {
    const path = join(photos, photo);
    if (!existsSync(path)) throw new Error(`${path} is missing. apt-get install lomiri-wallpapers-16.04, or name the folder it lies in.`);
    const filter = `scale=1700:-2,${pan},scale=${size}:flags=area,setsar=1,noise=alls=5:allf=t,format=yuv420p`;
    const photograph = ['-loop', '1', '-framerate', '25', '-i', path];
    const sound = ['-f', 'lavfi', '-i', `anoisesrc=color=brown:amplitude=0.2:sample_rate=48000`];
    // A limit of frames would cut the sound short.
    const coding = ['-vf', filter, '-c:v', 'libx264', '-crf', '25', '-c:a', 'pcm_s16le', '-t', String(frames / 25)];
    await execute('ffmpeg', ['-v', 'error', '-y', ...photograph, ...sound, ...coding, join(folder, 'tapes', name)]);
  }
}

export async function makeProject(page: Page, folder: string, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'tapes', exact: true }).waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText('No clips yet').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

export async function importTapes(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import media' }).last().click();
  await page.getByRole('button', { name: 'tapes', exact: true }).dblclick();
  for (const { name } of clips) await page.getByRole('button', { name }).click({ modifiers: ['Control'] });
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('button', { name: /^creek/ }).click();
}

/** Three segments with names and two markers; the middle one is restored. */
export async function restoreCreek(page: Page): Promise<void> {
  const segments = page.locator('[data-segment]');
  for (const [index, frame] of ['24', '56'].entries()) {
    await goTo(page, frame);
    await page.keyboard.press('s');
    await segments.nth(index + 1).waitFor();
  }
  for (const [index, name] of ['Bridge', 'Creek, wide', 'Falls'].entries()) {
    await segments.nth(index).click();
    await page.locator('[data-segment][aria-pressed=true]').and(segments.nth(index)).waitFor();
    await page.getByRole('textbox', { name: 'Segment name' }).fill(name);
    await page.keyboard.press('Enter');
    await segments.nth(index).getByText(name).waitFor();
  }
  for (const frame of ['12', '70']) {
    await goTo(page, frame);
    await page.keyboard.press('m');
    await page.locator(`[data-marker="${frame}"]`).waitFor();
  }
  await segments.nth(1).click();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByText(/is restored/).waitFor({ timeout: 1_200_000 });
}

export async function goTo(page: Page, frame: string): Promise<void> {
  await page.evaluate('document.activeElement?.blur()');
  await page.keyboard.press('g');
  await page.getByRole('textbox', { name: /Go to a time/ }).fill(`${frame}f`);
  await page.keyboard.press('Enter');
  // Until it is there, the next key is the field's.
  const playhead = page.getByRole('slider', { name: 'Playhead' });
  await playhead.and(page.locator(`[aria-valuenow="${frame}"]`)).waitFor();
}

export async function closeProject(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+w');
  await page.getByText('Recent projects').waitFor();
}

/** Pictures come when they come; nothing on screen says so to a script. */
export async function settle(page: Page, { calmSec }: { readonly calmSec: number }): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.mouse.move(720, 5);
  const reading = page.getByText('Reading the frame');
  // Its notice comes a moment after the wish; calm is when it has not been seen for a while.
  for (let calm = 0, waited = 0; calm < calmSec; waited += 1) {
    if (waited > 120) throw new Error('The picture of the frame did not come within two minutes.');
    calm = (await reading.isVisible()) ? 0 : calm + 1;
    await page.waitForTimeout(1000);
  }
}
