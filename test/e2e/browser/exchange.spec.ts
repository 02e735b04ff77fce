import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { complaintsOf } from './page-watch.ts';
import { chromiumOptions, serveStudio } from './served-studio.ts';
import type { ServedStudio } from './served-studio.ts';
import { makeStreetProject } from './street-project.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let studio: ServedStudio;
let page: Page;
let complaints: readonly string[];

test.beforeAll(async ({ browser }) => {
  folder = await temporaryFolder();
  await mkdir(join(folder.path, 'tapes'));
  await makeClip(join(folder.path, 'tapes/street.mov'), { frames: 50, video: ['-timecode', '10:00:00:00'] });
  await writeFile(
    join(folder.path, 'tapes/rough cut.edl'),
    [
      'TITLE: Rough cut',
      'FCM: NON-DROP FRAME',
      '001  STREET   V     C        10:00:00:05 10:00:00:20 01:00:00:00 01:00:00:15',
      '* FROM CLIP NAME: street.mov',
      '* COMMENT: PROMPT: rain on cobblestones',
      '002  STREET   V     D    010 10:00:01:00 10:00:01:20 01:00:00:15 01:00:01:10',
      '* FROM CLIP NAME: street.mov',
      '* TO CLIP NAME: street.mov',
      '003  HARBOUR  V     C        00:00:00:00 00:00:04:00 01:00:01:10 01:00:05:10',
      '* FROM CLIP NAME: harbour at night, second camera, long take.mov',
    ].join('\n'),
  );
  studio = await serveStudio(folder.path);
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  complaints = complaintsOf(page);
  await makeStreetProject(page, { url: studio.url, folder: folder.path, imported: 'tapes' });
  await expect(segments()).toHaveCount(1);
});
test.afterAll(async () => {
  await page.close();
  await studio.stop();
  await folder.remove();
});

const segments = () => page.locator('[data-segment]');

async function goTo(path: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Folder' }).fill(path);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: `Contents of ${path}` })).toBeVisible();
}

async function runFromMenu(name: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}

/** Pictures for whoever asks for them. */
async function look(name: string): Promise<void> {
  const out = process.env['INTERWEAVE_PICTURES'];
  if (out !== undefined) await page.screenshot({ path: join(out, `${name}.png`), animations: 'disabled' });
}

test('imports the cuts of an edit as segments, and says what was not taken', async () => {
  await runFromMenu('Import segments');
  await goTo(join(folder.path, 'tapes'));
  await look('import-choose');
  await page.getByRole('button', { name: /rough cut\.edl/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();

  const report = page.getByRole('dialog', { name: '2 segments imported' });
  await expect(report.getByRole('listitem')).toHaveText([
    /Line 6.*A dissolve of 10 frames became a cut\./,
    /Line 9.*No media of the project is "harbour at night, second camera, long take\.mov"/,
  ]);
  await look('import-report');
  await report.getByRole('button', { name: 'Close' }).click();
  await expect(segments()).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Undo: Import 2 segments' })).toBeVisible();
});

test('exports them by the keyboard, as a list that another program reads', async () => {
  await page.keyboard.press('Control+Shift+E');
  const form = page.getByRole('dialog', { name: 'Export segments' });
  await expect(form.getByRole('button', { name: 'OTIO' })).toHaveAttribute('aria-pressed', 'true');
  await look('export-form');
  await form.getByRole('button', { name: 'Restored results' }).click();
  await form.getByRole('button', { name: 'Export', exact: true }).hover();
  await expect(page.getByRole('tooltip', { name: 'None of them is restored yet.' })).toBeVisible();
  await form.getByRole('button', { name: 'Source clips' }).click();
  await form.getByRole('button', { name: 'EDL' }).click();
  await form.getByRole('button', { name: 'Export', exact: true }).click();
  await goTo(folder.path);
  await look('export-place');
  await page.getByRole('button', { name: 'Save', exact: true }).click();

  await expect(page.getByText('3 segments exported: Street.edl')).toBeVisible();
  await look('export-done');
  const text = await readFile(join(folder.path, 'Street.edl'), 'utf8');
  expect(text.split('\r\n').filter((line) => /^\d/.test(line))).toEqual([
    '001  STREET   V     C        10:00:00:05 10:00:00:20 01:00:00:00 01:00:00:15',
    '002  STREET   V     C        10:00:01:00 10:00:01:20 01:00:00:15 01:00:01:10',
    '003  STREET   V     C        10:00:00:00 10:00:02:00 01:00:01:10 01:00:03:10',
  ]);
  expect(text).toContain('* COMMENT: PROMPT: rain on cobblestones');
});

test('the page complained of nothing', () => {
  expect(complaints).toEqual([]);
});
