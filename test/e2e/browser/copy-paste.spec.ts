import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { makeProject } from '../../../build/bench/served-page.ts';
import { chromiumOptions } from './served-studio.ts';
import { openStudio } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

let studio: StudioPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  studio = await openStudio(browser, {
    clips: { 'street.mp4': { frames: 40 } },
    context: { permissions: ['clipboard-read', 'clipboard-write'] },
  });
  ({ page } = studio);
  await makeProject(page, { url: studio.url, folder: studio.folder, project: 'First', imported: 'street.mp4' });
});
test.afterAll(() => studio.close());

const segments = (of: Page) => of.locator('[data-segment]');
/** Names with their in and out frames, in the order of time. */
const laidOut = (of: Page) =>
  segments(of).evaluateAll((found) => found.map((each) => each.getAttribute('aria-label')!.replace(/, .*, /, ', ')));
const undoes = (of: Page, what: string) => expect(of.getByRole('button', { name: `Undo: ${what}` })).toBeVisible();

async function goTo(of: Page, frame: number): Promise<void> {
  await of.keyboard.press('g');
  await of.getByRole('textbox', { name: /Go to a time/ }).fill(`${frame}f`);
  await of.keyboard.press('Enter');
  await expect(of.getByRole('slider', { name: 'Playhead' })).toHaveAttribute('aria-valuenow', String(frame));
  await of.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

test('a segment is copied and pasted at the playhead, cut off by the end of the clip, as one step', async () => {
  await goTo(page, 30);
  await page.keyboard.press('w');
  await undoes(page, 'Trim segment');
  await segments(page).first().click();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('street copied.')).toBeVisible();
  await goTo(page, 20);

  await page.keyboard.press('Control+v');

  await expect.poll(() => laidOut(page)).toEqual(['street, 00:00:00:00 to 00:00:01:05', 'street 2, 00:00:00:20 to 00:00:01:14']);
  await expect(page.getByText(/One segment ends with the clip/)).toBeVisible();
  await undoes(page, 'Paste segment');
  await expect(segments(page).last()).toHaveAttribute('aria-pressed', 'true');
});

test('duplicates lie over the same frames, and one undo takes all of them away', async () => {
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+d');
  await expect(segments(page)).toHaveCount(4);
  await undoes(page, 'Duplicate 2 segments');

  await page.keyboard.press('Control+z');
  await expect(segments(page)).toHaveCount(2);
});

test('settings go to all selected segments by the menu, and text fields keep their own keys', async () => {
  await segments(page).first().click();
  await page.keyboard.press('Control+1');
  await page.getByRole('tab', { name: 'Prompt' }).click();
  await segments(page).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Copy settings/ }).click();
  await expect(page.getByText(/^Settings of street copied/)).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+Alt+v');
  await expect(page.getByText('Settings pasted to 2 segments.')).toBeVisible();

  const search = page.getByRole('combobox', { name: 'Find a command' });
  await page.keyboard.press('Control+k');
  await search.fill('rain');
  await search.press('Control+a');
  await search.press('Control+x');
  await expect(search).toHaveValue('');
  await search.press('Control+v');
  await expect(search).toHaveValue('rain');
  await page.keyboard.press('Escape');
});

test('what is copied here is pasted into another project in another tab', async () => {
  const other = await page.context().newPage();
  await makeProject(other, { url: studio.url, folder: studio.folder, project: 'Second', imported: 'street.mp4' });
  await page.bringToFront();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+x');
  await expect(segments(page)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(segments(page)).toHaveCount(2);

  await other.bringToFront();
  await goTo(other, 10);
  await other.keyboard.press('Control+v');

  await expect
    .poll(() => laidOut(other))
    .toEqual(['street, 00:00:00:00 to 00:00:01:14', 'street 2, 00:00:00:10 to 00:00:01:14', 'street 3, 00:00:01:05 to 00:00:01:14']);
  await undoes(other, 'Paste 2 segments');
  await other.close();
});

test('a clipboard that holds something else is told plainly', async () => {
  await page.bringToFront();
  await page.evaluate(() => navigator.clipboard.writeText('{"shopping": ["milk"]}'));

  await page.keyboard.press('Control+v');

  await expect(page.getByText(/There are no segments in the clipboard/)).toBeVisible();
  await expect(segments(page)).toHaveCount(2);
});
