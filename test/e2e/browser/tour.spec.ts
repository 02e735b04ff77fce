import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { look } from './page-watch.ts';
import { seriousFindings } from './serious-findings.ts';
import { chromiumOptions } from './served-studio.ts';
import { openStudio } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ mode: 'serial', timeout: 600_000 });

let studio: StudioPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  // No weights: the tour is taken with what comes along. Without motion nothing is half faded in when axe judges it.
  studio = await openStudio(browser, { weights: 'none', context: { reducedMotion: 'reduce' } });
  ({ page } = studio);
  page.setDefaultTimeout(60_000);
  await page.goto(studio.url);
});
test.afterAll(() => studio.close());

const card = (title: string) => page.getByRole('dialog', { name: title });
const inCard = (name: string) => page.locator('[role=dialog][aria-modal=false]').getByRole('button', { name, exact: true });
const done = () => page.locator('[role=dialog][aria-modal=false]').getByText('Done', { exact: true });
const titles = ['A clip and its timeline', 'Split and trim', 'A model, and words for it', 'Preview, then restore', 'Compare, and hand on'];

async function judge(name: string): Promise<void> {
  await look(page, name);
  expect(await seriousFindings(page)).toEqual([]);
}

test('the start screen offers it, and it opens a project with the sample', async () => {
  await page.getByRole('heading', { name: 'New here?' }).waitFor();
  await judge('tour-offer');

  await page.getByRole('button', { name: 'Take the tour' }).click();

  await expect(card(titles[0]!)).toBeFocused();
  await expect(page.getByRole('button', { name: /^dandelion-meadow\.mp4, 192×108 · 25p/ })).toBeVisible();
  await judge('tour-1');
});

test('each step does what it says, and the keyboard stays where it is', async () => {
  await inCard('Play the clip').click();
  await expect(done()).toBeVisible();

  await inCard('Next').focus();
  await page.keyboard.press('Enter');
  await expect(card(titles[1]!)).toBeVisible();
  await expect(inCard('Next')).toBeFocused();
  await inCard('Split at the cut').click();
  await expect(page.locator('[data-segment]')).toHaveCount(2);
  await expect(done()).toBeVisible();
  await judge('tour-2');
  // The studio's own keys work from the card.
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-segment]')).toHaveCount(1);
  await expect(done()).toHaveCount(0);
  await page.keyboard.press('s');
  await expect(page.locator('[data-segment]')).toHaveCount(2);

  await inCard('Next').click();
  await judge('tour-3');
  await inCard('Choose and describe').click();
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue(/dandelion/);
  await expect(done()).toBeVisible();
  await judge('tour-3-prompt');

  await inCard('Next').click();
  await judge('tour-4');
  await inCard('Preview 8 frames').click();
  await expect(done()).toBeVisible({ timeout: 400_000 });

  await inCard('Next').click();
  await inCard('Compare them').click();
  await expect(page.getByRole('button', { name: 'Wipe', exact: true, pressed: true })).toBeVisible();
  await expect(page.locator('[data-lane=source] canvas[data-ready=true]').first()).toBeVisible({ timeout: 60_000 });
  await expect(done()).toBeVisible();
  await judge('tour-5');
  await inCard('Back').click();
  await expect(card(titles[3]!)).toBeVisible();
  await inCard('Next').click();
  await inCard('Finish').click();
  await expect(page.locator('[role=dialog]')).toHaveCount(0);
  expect(studio.complaints).toEqual([]);
});

test('it is offered once, Help has it, and Escape ends it', async () => {
  await page.keyboard.press('Control+Shift+w');
  await page.getByText('Recent projects').waitFor();
  await expect(page.getByRole('heading', { name: 'New here?' })).toHaveCount(0);
  await page.evaluate(() => localStorage.setItem('interweave.layout', JSON.stringify({ state: { theme: 'light' }, version: 2 })));
  await page.reload();
  await page.getByText('Recent projects').waitFor();

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('tour');
  await page.keyboard.press('Enter');

  for (const [index, title] of titles.entries()) {
    await expect(card(title)).toBeFocused();
    // The work of the first time is still there.
    await expect(page.locator('[data-segment]')).toHaveCount(2);
    await judge(`tour-light-${index + 1}`);
    if (index < titles.length - 1) await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Escape');
  await expect(page.locator('[role=dialog]')).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Results' })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Sample' })).toBeVisible();
});
