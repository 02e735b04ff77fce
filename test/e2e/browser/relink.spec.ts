import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { makeClip, temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { complaintsOf, look } from './page-watch.ts';
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
  await mkdir(at('work/tapes'), { recursive: true });
  await mkdir(at('archive/2019/tape 7 of the harbour festival, second camera'), { recursive: true });
  // No two of the same content: such files cannot be told apart.
  const names = ['street.mov', 'harbour.mov', 'pier.mov', 'lost for ever.mov'];
  for (const [index, name] of names.entries()) await makeClip(at(`work/tapes/${name}`), { frames: 18 + index, size: '96x64' });
  await makeClip(at('graded.mov'), { frames: 20, size: '96x64', video: ['-crf', '40'] });
  studio = await serveStudio(folder.path);
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  complaints = complaintsOf(page);
  await makeStreetProject(page, { url: studio.url, folder: at('work'), imported: 'tapes' });
});
test.afterAll(async () => {
  await page.close();
  await studio.stop();
  await folder.remove();
});

const at = (name: string): string => join(folder.path, name);
const dialog = () => page.getByRole('dialog', { name: 'Find missing files' });

test('files that moved are found below a folder, those that are alike too, and linked as one step', async () => {
  const tape = at('archive/2019/tape 7 of the harbour festival, second camera');
  await rename(at('work/tapes/street.mov'), join(tape, 'IMG_0042.mov'));
  await rename(at('work/tapes/harbour.mov'), join(tape, 'harbour.mov'));
  await rm(at('work/tapes/pier.mov'));
  await copyFile(at('graded.mov'), at('archive/2019/pier.mov'));
  await rm(at('work/tapes/lost for ever.mov'));
  await page.reload();

  await page.getByRole('button', { name: 'Find files' }).click();
  await expect(dialog().getByRole('listitem')).toHaveCount(4);
  await look(page, 'relink-before');
  await dialog().getByRole('button', { name: 'Choose folder' }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(at('archive'));
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: `Contents of ${at('archive')}` }).waitFor();
  await page.getByRole('button', { name: 'Choose', exact: true }).click();

  const row = (name: string) =>
    dialog()
      .getByRole('listitem')
      .filter({ has: page.getByRole('checkbox', { name: `Link ${name}` }) });
  await expect(row('street.mov')).toContainText('Same file');
  await expect(row('harbour.mov')).toContainText('Same file');
  await expect(row('pier.mov')).toContainText('Other content');
  await expect(row('lost for ever.mov')).toContainText('Not found');
  await expect(page.getByRole('checkbox', { name: 'Link pier.mov' })).not.toBeChecked();
  await look(page, 'relink-found');
  await page.getByRole('checkbox', { name: 'Link pier.mov' }).press('Space');
  await dialog().getByRole('button', { name: 'Link 3 clips' }).click();

  await expect(dialog()).toBeHidden();
  await expect(page.getByRole('button', { name: '1 file missing' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo: Relink 3 clips' })).toBeVisible();
  await expect(page.getByText(/is not at .* any more/)).toBeHidden();
  await look(page, 'relink-after');
});

test('undo brings the links back as they were, and nothing went wrong in the window', async () => {
  await page.keyboard.press('Control+z');

  await expect(page.getByRole('button', { name: '4 files missing' })).toBeVisible();
  expect(complaints).toEqual([]);
});
