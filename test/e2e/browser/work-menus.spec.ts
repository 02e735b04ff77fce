import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { look } from './page-watch.ts';
import { chromiumOptions } from './served-studio.ts';
import { openStreet } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial' });

let studio: StudioPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  const short = { frames: 4 };
  studio = await openStreet(browser, {
    clips: { 'tapes/a long pan.mov': { frames: 96, size: '160x120' }, 'tapes/bridge.mov': short, 'tapes/dunes.mov': short },
    imported: 'tapes',
  });
  ({ page } = studio);
});
test.afterAll(() => studio.close());

const queue = () => page.getByRole('dialog', { name: 'Queue' });
const job = (name: string) => queue().getByRole('listitem', { name: new RegExp(`^${name}:`) });
const menu = (name: string) => page.getByRole('menu', { name });
const entries = (name: string) =>
  menu(name)
    .getByRole('menuitem')
    .evaluateAll((found) => found.map((entry) => entry.firstElementChild?.textContent));
const choose = (name: string, entry: string) => menu(name).getByRole('menuitem', { name: entry }).click();

/** From a button of the row, as somebody without a mouse gets there. */
async function openByKeyboard(row: Locator, key: 'Shift+F10' | 'ContextMenu'): Promise<void> {
  await row.getByRole('button').last().focus();
  await page.keyboard.press(key);
}

test('a job that runs and one that waits have menus of what can be done about each', async () => {
  await page.keyboard.press('Control+Shift+m');
  await page.keyboard.press('Control+j');
  await expect(job('a long pan')).toBeVisible();
  await queue().getByRole('button', { name: 'Pause a long pan' }).waitFor();

  await job('a long pan').click({ button: 'right' });
  expect(await entries('a long pan')).toEqual(['Pause', 'Show the log', 'Cancel the running job']);
  await choose('a long pan', 'Pause');
  await expect(queue().getByRole('button', { name: 'Go on with a long pan' })).toBeVisible();

  await openByKeyboard(job('dunes'), 'Shift+F10');
  expect(await entries('dunes')).toEqual(['Hold back', 'Show the log', 'Cancel']);
  await look(page, 'job-menu');
  await choose('dunes', 'Cancel');
  await expect(
    queue()
      .getByRole('list', { name: 'Ended' })
      .getByRole('listitem', { name: /^dunes:/ }),
  ).toBeVisible();
});

test('the menu of a job that ended shows its log, tries again and takes it off the list; Escape leaves the queue open', async () => {
  await openByKeyboard(job('dunes'), 'ContextMenu');
  expect(await entries('dunes')).toEqual(['Try again', 'Show the log', 'Take off the list']);
  await page.keyboard.press('Escape');
  await expect(menu('dunes')).toHaveCount(0);
  await expect(queue()).toBeVisible();

  await job('dunes').click({ button: 'right' });
  await choose('dunes', 'Show the log');
  const log = page.getByRole('dialog', { name: 'Log of dunes' });
  await expect(log.getByRole('listitem').first()).toContainText('Queued: frames 0 to 3');
  await log.getByRole('button', { name: 'Close' }).click();
  await expect(log).toHaveCount(0);

  await job('dunes').click({ button: 'right' });
  await choose('dunes', 'Take off the list');
  await expect(job('dunes')).toHaveCount(0);
});

test('a paused job is cancelled by its menu, and what waited behind it is done', async () => {
  await job('a long pan').click({ button: 'right' });
  expect(await entries('a long pan')).toContain('Go on');
  await choose('a long pan', 'Cancel');
  await expect(
    queue()
      .getByRole('list', { name: 'Ended' })
      .getByRole('listitem', { name: /^bridge: Done/ }),
  ).toBeVisible({
    timeout: 120_000,
  });
  await job('bridge').click({ button: 'right' });
  await choose('bridge', 'Look at the result');
  await expect(page.getByRole('button', { name: /^Run 1/ })).toHaveAttribute('aria-pressed', 'true');
});

test('a run is starred, opened and deleted by its menu, by mouse and by keyboard', async () => {
  if (await queue().isVisible()) await page.keyboard.press('Escape');
  await expect(queue()).toHaveCount(0);
  const run = page.getByRole('button', { name: /^Run 1/ });

  await run.click({ button: 'right' });
  await choose('Run 1', 'Star this run');
  await expect(page.getByRole('button', { name: 'Take the star away' })).toHaveAttribute('aria-pressed', 'true');

  await run.focus();
  await page.keyboard.press('Shift+F10');
  await expect(menu('Run 1').getByRole('menuitem', { name: 'Take the star away' })).toBeVisible();
  await look(page, 'run-menu');
  await choose('Run 1', 'View wipe');
  await expect(page.getByRole('button', { name: /^Wipe/ })).toHaveAttribute('aria-pressed', 'true');

  await run.focus();
  await page.keyboard.press('ContextMenu');
  await choose('Run 1', 'Delete run 1');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete file too' }).click();
  await expect(run).toHaveCount(0);
});
