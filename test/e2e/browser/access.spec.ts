import { rename } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { goToFolder } from '../../../build/bench/served-page.ts';
import { look } from './page-watch.ts';
import { colorRules, seriousFindings } from './serious-findings.ts';
import { chromiumOptions } from './served-studio.ts';
import { openStreet } from './studio-page.ts';
import type { StudioPage } from './studio-page.ts';

test.use({ launchOptions: chromiumOptions() });
test.describe.configure({ timeout: 600_000 });

let studio: StudioPage;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(600_000);
  const clips = { 'tapes/street.mp4': { frames: 6, size: '32x24' } };
  // No weights: the package that Interweave brings is all there is.
  studio = await openStreet(browser, { clips, weights: 'none', imported: 'tapes' });
  const { page } = studio;
  await page.locator('[data-segment]').first().click();
  await page.getByRole('button', { name: 'Text-guided' }).click();
  await page.getByRole('button', { name: /^Model: Interweave Nano/ }).waitFor();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByText(/is restored/).waitFor({ timeout: 150_000 });
  await page.getByRole('tab', { name: 'Analysis' }).click();
  await page.getByRole('button', { name: 'Measure run 1' }).click();
  await page.getByRole('table', { name: 'Numbers of whole runs' }).waitFor({ timeout: 120_000 });
  await page.close();
});
test.afterAll(() => studio.close());

for (const theme of ['dark', 'light', 'contrast']) {
  test(`axe finds nothing serious on any screen, ${theme}`, async ({ browser }) => {
    // Without motion nothing is half faded in when it is judged.
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    const visit = await startVisit(context, theme);

    await seeStart(visit);
    await seeEmptyProject(visit, theme);
    await seeStreet(visit);
    await seeMissing(visit);

    expect(visit.found).toEqual([]);
    await context.close();
  });
}

interface Visit {
  readonly page: Page;
  /** What axe found up to now: `screen: rule: element`. */
  readonly found: string[];
  /** Asks axe about what is on screen now. */
  readonly ask: (screen: string) => Promise<void>;
  readonly perform: (command: string) => Promise<void>;
}

async function startVisit(context: BrowserContext, theme: string): Promise<Visit> {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.addInitScript(
    (name) => localStorage.setItem('interweave.layout', JSON.stringify({ state: { theme: name }, version: 2 })),
    theme,
  );
  await page.goto(studio.url);
  const found: string[] = [];
  const ask = async (screen: string) => {
    found.push(...(await seriousFindings(page, theme === 'dark' ? undefined : colorRules)).map((finding) => `${screen}: ${finding}`));
    await look(page, `${theme}-${screen}`);
  };
  const perform = async (command: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a command' }).fill(command);
    await page.getByRole('option', { name: command }).first().click();
  };
  return { page, found, ask, perform };
}

async function seeStart({ page, ask, perform }: Visit): Promise<void> {
  await page.getByText('Recent projects').waitFor();
  await page.getByText(/^Runs on/).waitFor();
  await ask('start');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Find a command' }).waitFor();
  await ask('palette');
  await page.keyboard.press('Escape');
  await perform('Keyboard shortcuts');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await ask('shortcuts');
  await page.getByRole('button', { name: /^Mark in:/ }).click();
  await page.keyboard.press('s');
  await page.getByRole('button', { name: 'Use it here' }).waitFor();
  await ask('shortcut-taken');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await perform('About this machine');
  await page
    .getByRole('dialog')
    .getByText(/^Usable/)
    .first()
    .waitFor();
  await ask('about');
  await page.keyboard.press('Escape');
  await perform('Set up captions');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Address' }).waitFor();
  await ask('caption-settings');
  await page.keyboard.press('Escape');
}

async function seeEmptyProject({ page, ask, perform }: Visit, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('list', { name: /^Contents of ./ }).waitFor({ state: 'attached' });
  await goToFolder(page, studio.folder);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await ask('choose-place');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText('No clips yet').waitFor();
  await ask('empty-project');
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await ask('menu');
  await page.keyboard.press('Escape');
  for (const tab of ['Prompt', 'Results', 'Analysis', 'Restore']) {
    await page.getByRole('tab', { name: tab }).click();
    await ask(`empty-${tab.toLowerCase()}`);
  }
  await perform('Close project');
}

async function seeStreet({ page, ask }: Visit): Promise<void> {
  await page.getByRole('button', { name: /^Street/ }).click();
  await page.locator('[data-segment]').first().click();
  await page.getByRole('tab', { name: 'Restore' }).click();
  await page.getByRole('group', { name: 'Estimate' }).waitFor();
  await ask('restore');
  await page.getByRole('button', { name: 'Advanced' }).click();
  await ask('restore-advanced');
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('radio').first().waitFor();
  await ask('models');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Prompt' }).click();
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
  await ask('prompt');
  await page.getByRole('tab', { name: 'Results' }).click();
  await page.getByRole('button', { name: /^Run 1/ }).click();
  await page.getByRole('button', { name: 'Show note, report and details' }).click();
  await ask('results');
  await page.getByRole('button', { name: 'Delete run 1' }).click();
  await page.getByRole('dialog').waitFor();
  await ask('delete-run');
  await page.keyboard.press('Escape');
  await seeViewer(page, ask);
  await page.getByRole('tab', { name: 'Analysis' }).click();
  await page.getByRole('table', { name: 'Numbers of whole runs' }).waitFor();
  await ask('analysis');
  await page.keyboard.press('p');
  await page.locator('[data-lane=source] canvas[data-ready=true]').first().waitFor();
  await ask('profile');
  await page.keyboard.press('p');
  await page.keyboard.press('Control+j');
  await page.getByRole('dialog', { name: 'Queue' }).waitFor();
  await ask('queue');
  await page
    .getByRole('button', { name: /^Log of/ })
    .first()
    .click();
  await page.getByRole('dialog', { name: /^Log of/ }).waitFor();
  await ask('job-log');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+E');
  await page.getByRole('dialog', { name: 'Export segments' }).waitFor();
  await ask('export');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Alt+e');
  await page.getByRole('dialog', { name: /^Export/ }).waitFor();
  await ask('export-results');
  await page.keyboard.press('Escape');
}

async function seeViewer(page: Page, ask: Visit['ask']): Promise<void> {
  for (const [key, mode] of ['source', 'result', 'wipe', 'side-by-side', 'difference'].entries()) {
    await page.keyboard.press(String(key + 1));
    await ask(`viewer-${mode}`);
  }
  await page.keyboard.press('3');
  await page.keyboard.press('g');
  await page.getByRole('textbox', { name: /^Go to a time/ }).waitFor();
  await ask('go-to');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('i');
  await page.keyboard.press('s');
  await page.locator('[data-segment]').nth(1).waitFor();
  await ask('two-segments');
  await page.locator('[data-segment]').first().click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await ask('segment-menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
}

/** Last, for each theme: the clip goes away and comes back. */
async function seeMissing({ page, ask }: Visit): Promise<void> {
  await rename(studio.at('tapes'), studio.at('moved'));
  await page.reload();
  await page.getByRole('button', { name: 'Find files' }).waitFor();
  await ask('missing');
  await page.getByRole('button', { name: 'Find files' }).click();
  await page.getByRole('dialog', { name: 'Find missing files' }).waitFor();
  await ask('relink');
  await rename(studio.at('moved'), studio.at('tapes'));
}
