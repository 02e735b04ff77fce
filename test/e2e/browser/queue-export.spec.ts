import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
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
  const short = { frames: 4 };
  studio = await openStreet(browser, {
    clips: {
      'tapes/a long pan over the harbour.mov': { frames: 96, size: '160x120' },
      ...{ 'tapes/bridge.mov': short, 'tapes/cathedral.mov': short, 'tapes/dunes.mov': short },
    },
    prepare: (at) => mkdir(at('out')),
    imported: 'tapes',
    context: { permissions: ['clipboard-read', 'clipboard-write'] },
  });
  ({ page } = studio);
});
test.afterAll(() => studio.close());

const queue = () => page.getByRole('dialog', { name: 'Queue' });
const waiting = () => queue().getByRole('list', { name: 'Waiting' }).getByRole('listitem');

async function runFromMenu(name: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}

test('jobs that wait are put in another order by keyboard and by drag', async () => {
  await page.keyboard.press('Control+Shift+m');
  await page.keyboard.press('Control+j');
  await queue().getByRole('button', { name: 'Pause a long pan over the harbour' }).click();
  await expect(waiting()).toHaveText([/bridge/, /cathedral/, /dunes/]);
  await look(page, 'queue-waiting');

  const grip = queue().getByRole('button', { name: /^Move dunes/ });
  await grip.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(waiting()).toHaveText([/bridge/, /dunes/, /cathedral/]);
  await expect(grip).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(waiting()).toHaveText([/dunes/, /bridge/, /cathedral/]);

  const from = (await queue()
    .getByRole('button', { name: /^Move dunes/ })
    .boundingBox())!;
  const to = (await waiting().last().boundingBox())!;
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + to.height - 4, { steps: 6 });
  await look(page, 'queue-dragging');
  await page.mouse.up();
  await expect(waiting()).toHaveText([/bridge/, /cathedral/, /dunes/]);
});

test('a job tells what it did, and its log can be copied', async () => {
  await queue().getByRole('button', { name: 'Cancel a long pan over the harbour' }).click();
  await expect(queue().getByRole('list', { name: 'Ended' }).getByRole('listitem')).toHaveCount(4, { timeout: 120_000 });
  await look(page, 'queue-ended');
  await queue().getByRole('button', { name: 'Log of bridge' }).click();
  const log = page.getByRole('dialog', { name: 'Log of bridge' });
  await expect(log.getByRole('listitem').first()).toContainText('Queued: frames 0 to 3');
  await expect(log.getByRole('listitem').last()).toContainText(/Done on .*4 frames of 256×192/);
  await look(page, 'queue-log');
  await log.getByRole('button', { name: 'Copy' }).click();
  await expect(log.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^bridge \(restore\): Done in .*\n.*Queued: frames 0 to 3/);
  await log.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('Escape');
  await expect(queue()).toHaveCount(0);
});

test('results are exported in another codec, and the report is shown', async () => {
  await page.getByRole('button', { name: /^bridge\.mov/ }).click();
  await runFromMenu('Export results of the selected segments');
  const form = page.getByRole('dialog', { name: 'Export result' });
  await look(page, 'export-choices');
  await form.getByRole('button', { name: 'H.265' }).click();
  await look(page, 'export-choices-quality');
  await form.getByRole('button', { name: 'ProRes' }).click();
  await form.getByRole('button', { name: 'Choose' }).click();
  await goToFolder(page, studio.at('out'));
  await page
    .getByRole('dialog')
    .last()
    .getByRole('button', { name: /^Choose|^Use/ })
    .click();
  await expect(form.getByText(studio.at('out'))).toBeVisible();
  await form.getByRole('button', { name: 'Export', exact: true }).click();

  await expect(page.getByText('bridge is exported and checked.')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Show report' }).click();
  const report = page.getByRole('dialog', { name: 'Exported and checked: bridge.mov' });
  await expect(report.getByRole('row', { name: 'Frame count 4' })).toBeVisible();
  await look(page, 'export-report');
  expect(existsSync(studio.at('out/bridge.mov'))).toBe(true);
  await report.getByRole('button', { name: 'Close' }).click();
});

test('an export is a job: paused, cancelled without a file left, tried again, and not lost with the page', async () => {
  await page.getByRole('button', { name: /^a long pan/ }).click();
  // Two seconds of it are enough.
  for (const key of ['Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'w', 'Control+m']) await page.keyboard.press(key);
  const working = page.locator('footer').getByRole('progressbar');
  await expect(working).toBeVisible();
  await expect(working).toHaveCount(0, { timeout: 150_000 });
  await page.keyboard.press('Control+Alt+e');
  const form = page.getByRole('dialog', { name: 'Export result' });
  await form.getByRole('button', { name: 'AV1' }).click();
  await form.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(form).toHaveCount(0);

  const name = 'a long pan over the harbour (export)';
  await page.keyboard.press('Control+j');
  const underWay = queue().getByRole('list', { name: 'Under way' }).getByRole('listitem');
  await expect(underWay).toContainText('export, AV1');
  await queue()
    .getByRole('button', { name: `Pause ${name}` })
    .click();
  await expect(underWay).toContainText('Paused');
  await look(page, 'queue-export');
  await queue()
    .getByRole('button', { name: `Cancel ${name}` })
    .click();
  const latest = () => queue().getByRole('list', { name: 'Ended' }).getByRole('listitem').first();
  await expect(latest()).toContainText('Cancelled');
  expect(await exported()).toEqual([]);

  await queue()
    .getByRole('button', { name: `Try ${name} again` })
    .click();
  await expect(underWay).toContainText('export, AV1');
  await page.reload();
  await expect(page.getByText('4 clips · 4 segments')).toBeVisible();
  await page.keyboard.press('Control+j');
  await expect(latest()).toContainText(/export, AV1.*Encoded · .* checks as the source/, { timeout: 120_000 });
  await look(page, 'queue-export-ended');
  expect(await exported()).toEqual(['a long pan over the harbour.mp4']);
  await page.keyboard.press('Escape');
  await expect(queue()).toHaveCount(0);
});

/** The folder comes with the first file. */
async function exported(): Promise<string[]> {
  const into = studio.at('Street exports');
  return existsSync(into) ? readdir(into) : [];
}

test('the project is collected into one folder, and the start screen shows what is in it', async () => {
  await runFromMenu('Collect files into one folder');
  await goToFolder(page, studio.at('out'));
  await page
    .getByRole('dialog')
    .last()
    .getByRole('button', { name: /^Choose|^Use/ })
    .click();
  const done = page.getByRole('dialog', { name: /8 files collected/ });
  await expect(done).toBeVisible({ timeout: 60_000 });
  await look(page, 'collect-done');
  await done.getByRole('button', { name: 'Open the copy' }).click();
  await expect(page.getByText('4 clips · 4 segments')).toBeVisible();
  await page.getByRole('button', { name: /^bridge\.mov/ }).click();

  await page.keyboard.press('Control+Shift+w');
  await expect(page.locator('main li img')).toHaveCount(2, { timeout: 30_000 });
  await look(page, 'start');
});

test('the page complained of nothing', () => {
  expect(studio.complaints).toEqual([]);
});
