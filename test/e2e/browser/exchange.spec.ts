import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { goToFolder } from '../../../build/bench/served-page.ts';
import { look } from './page-watch.ts';
import { chromiumOptions } from './served-studio.ts';
import { openStreet } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

let studio: StudioPage;
let page: Page;

/** A cut of another program: a dissolve in it, and a clip that the project does not hold. */
const roughCut = [
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
];

test.beforeAll(async ({ browser }) => {
  studio = await openStreet(browser, {
    clips: { 'tapes/street.mov': { frames: 50, video: ['-timecode', '10:00:00:00'] } },
    prepare: (at) => writeFile(at('tapes/rough cut.edl'), roughCut.join('\n')),
    imported: 'tapes',
  });
  ({ page } = studio);
  await expect(segments()).toHaveCount(1);
});
test.afterAll(() => studio.close());

const segments = () => page.locator('[data-segment]');

async function runFromMenu(name: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}

test('imports the cuts of an edit as segments, and says what was not taken', async () => {
  await runFromMenu('Import segments');
  await goToFolder(page, studio.at('tapes'));
  await look(page, 'import-choose');
  await page.getByRole('button', { name: /rough cut\.edl/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();

  const report = page.getByRole('dialog', { name: '2 segments imported' });
  await expect(report.getByRole('listitem')).toHaveText([
    /Line 6.*A dissolve of 10 frames became a cut\./,
    /Line 9.*No media of the project is "harbour at night, second camera, long take\.mov"/,
  ]);
  await look(page, 'import-report');
  await report.getByRole('button', { name: 'Close' }).click();
  await expect(segments()).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Undo: Import 2 segments' })).toBeVisible();
});

test('exports them by the keyboard, as a list that another program reads', async () => {
  await page.keyboard.press('Control+Shift+E');
  const form = page.getByRole('dialog', { name: 'Export segments' });
  await expect(form.getByRole('button', { name: 'OTIO' })).toHaveAttribute('aria-pressed', 'true');
  await look(page, 'export-form');
  await form.getByRole('button', { name: 'Restored results' }).click();
  await form.getByRole('button', { name: 'Export', exact: true }).hover();
  await expect(page.getByRole('tooltip', { name: 'None of them is restored yet.' })).toBeVisible();
  await form.getByRole('button', { name: 'Source clips' }).click();
  await form.getByRole('button', { name: 'EDL' }).click();
  await form.getByRole('button', { name: 'Export', exact: true }).click();
  await goToFolder(page, studio.folder);
  await look(page, 'export-place');
  await page.getByRole('button', { name: 'Save', exact: true }).click();

  await expect(page.getByText('3 segments exported: Street.edl')).toBeVisible();
  await look(page, 'export-done');
  const text = await readFile(studio.at('Street.edl'), 'utf8');
  expect(text.split('\r\n').filter((line) => /^\d/.test(line))).toEqual([
    '001  STREET   V     C        10:00:00:05 10:00:00:20 01:00:00:00 01:00:00:15',
    '002  STREET   V     C        10:00:01:00 10:00:01:20 01:00:00:15 01:00:01:10',
    '003  STREET   V     C        10:00:00:00 10:00:02:00 01:00:01:10 01:00:03:10',
  ]);
  expect(text).toContain('* COMMENT: PROMPT: rain on cobblestones');
});

test('the page complained of nothing', () => {
  expect(studio.complaints).toEqual([]);
});
