import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { chromiumOptions, serveStudio } from './served-studio.ts';
import type { ServedStudio } from './served-studio.ts';

test.use({ launchOptions: chromiumOptions() });

let studio: ServedStudio;
test.beforeAll(async () => {
  studio = await serveStudio({ clips: { 'street.mp4': { frames: 12 }, 'harbour.mp4': { frames: 8 } } });
});
test.afterAll(() => studio.close());

test('files dropped on the window and on the media bin become clips of the project', async ({ page }) => {
  await page.goto(studio.url);
  const start = page.getByRole('main');
  await expect(start.getByText(/drop a clip or a project anywhere/)).toBeVisible();

  const street = await drag(page, studio.at('street.mp4'));
  await street.over(start.getByRole('heading', { name: 'Interweave' }));
  await expect(start.getByText('Let go to open it')).toBeVisible();
  // Something else may be below it by then.
  await street.drop(page.getByRole('region', { name: 'New here?' }));
  const notice = page.getByText(/cannot see where a dropped file lies/);
  await expect(notice).toBeVisible();
  const dialog = await boxOf(page.getByRole('dialog'));
  expect((await boxOf(notice)).y, 'a notice lies below the dialog, not over it').toBeGreaterThan(dialog.y + dialog.height);
  await chooseAgain(page, 'street.mp4');

  await expect(page).toHaveTitle('street – Interweave');
  await expect(page.getByRole('button', { name: /^street\.mp4, 64×48 · 25p · 12 frames/, pressed: true })).toBeVisible();

  const harbour = await drag(page, studio.at('harbour.mp4'));
  const media = page.getByRole('region', { name: 'Media' });
  await harbour.over(media);
  await harbour.drop(media);
  await chooseAgain(page, 'harbour.mp4');

  await expect(page.getByRole('list', { name: 'Media' }).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('button', { name: /^harbour\.mp4, .* 8 frames/, pressed: true })).toBeVisible();
});

/** A page in a browser is not told where a dropped file lies, so the studio shows the folders of the engine. */
async function chooseAgain(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(studio.folder);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name }).click();
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
}

async function boxOf(shown: Locator) {
  return (await shown.boundingBox())!;
}

/** A file from the desktop held over the page by Chromium itself: it would open the file if nothing took it. */
async function drag(page: Page, path: string) {
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const send = async (type: 'dragEnter' | 'dragOver' | 'drop', place: Locator) => {
    const { x, y, width, height } = await boxOf(place);
    await browser.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data });
  };
  return {
    over: async (place: Locator) => {
      await send('dragEnter', place);
      await send('dragOver', place);
    },
    drop: (place: Locator) => send('drop', place),
  };
}
