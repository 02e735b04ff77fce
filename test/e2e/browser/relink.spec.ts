import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
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

test.beforeAll(async ({ browser }) => {
  // No two of the same content: such files cannot be told apart.
  const clip = (frames: number) => ({ frames, size: '96x64' });
  studio = await openStreet(browser, {
    clips: {
      'work/tapes/street.mov': clip(18),
      'work/tapes/harbour.mov': clip(19),
      'work/tapes/pier.mov': clip(20),
      'work/tapes/lost for ever.mov': clip(21),
      'graded.mov': { ...clip(20), video: ['-crf', '40'] },
    },
    prepare: (at) => mkdir(at('archive/2019/tape 7 of the harbour festival, second camera'), { recursive: true }),
    beside: 'work',
    imported: 'tapes',
  });
  ({ page } = studio);
});
test.afterAll(() => studio.close());

const at = (name: string): string => studio.at(name);
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
  await goToFolder(page, at('archive'));
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
  expect(studio.complaints).toEqual([]);
});
