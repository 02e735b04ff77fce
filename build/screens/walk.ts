import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { t } from '../../renderer/i18n/words.ts';
import { projectName } from './archive.ts';

interface Walk {
  readonly page: Page;
  /** Where the project and its `tapes` lie. */
  readonly folder: string;
  /** A picture of what is on screen now. */
  readonly see: (screen: string) => Promise<void>;
  /** A way that could not be gone; the walk goes on with the next. */
  readonly missed: (screen: string, reason: unknown) => void;
}

/**
 * Goes to every screen of the studio, in the language that `i18n` has now, beginning at the start screen. The project is that of
 * `archive.ts`, its middle segment restored and measured.
 */
export async function walkScreens({ page, folder, see, missed }: Walk): Promise<void> {
  page.setDefaultTimeout(30_000);
  const size = page.viewportSize()!;
  const step = async (screen: string, go: () => Promise<void>) => {
    try {
      await go();
      await see(screen);
    } catch (error) {
      missed(screen, error);
    }
  };
  const press = (key: string) => page.keyboard.press(key);
  const layers = page.locator('.MuiModal-root');
  /** Closes what floats. */
  const clear = async () => {
    for (let left = await layers.count(); left > 0; left = await layers.count()) {
      await press('Escape');
      await page.waitForTimeout(300);
    }
    await page.evaluate('document.activeElement?.blur()');
  };
  const perform = async (id: 'help.about' | 'help.tour' | 'caption.settings' | 'scatter.show' | 'project.collect' | 'media.relink') => {
    await clear();
    await press('Control+k');
    await page.getByRole('combobox', { name: t('commands.help.palette') }).fill(t(`commands.${id}`));
    await page.getByRole('option').first().click();
    await page.waitForTimeout(300);
  };
  const dialog = (): Promise<void> => page.getByRole('dialog').last().waitFor();
  const tab = async (index: number) => page.getByRole('tab').nth(index).click();
  const first = (found: Locator) => found.first().click();

  const recent = page.getByRole('button', { name: new RegExp(`^${projectName}`) }).first();
  await recent.waitFor();
  await step('start', () => page.waitForTimeout(500));
  await step('palette', () => press('Control+k'));
  await clear();
  await step('shortcuts', async () => (await press('F1'), dialog()));
  await clear();
  await step('settings', async () => (await press('Control+,'), dialog()));
  await clear();
  await step('about', async () => (await perform('help.about'), dialog()));
  await clear();
  await step('captions', async () => (await perform('caption.settings'), dialog()));
  await clear();

  await recent.click();
  await page.getByRole('button', { name: /^creek.*\.mov/ }).click();
  const segments = page.locator('[data-segment]');
  await step('source', async () => {
    await segments.nth(0).click();
    await tab(0);
    await press('1');
    await page.getByRole('group', { name: t('restore.estimate') }).waitFor();
  });
  await step('long-name', async () => {
    await segments.nth(2).click();
    await page.locator('[data-segment][aria-pressed=true]').and(segments.nth(2)).waitFor();
  });
  await step('small-window', async () => page.setViewportSize({ width: 1024, height: 600 }));
  await page.setViewportSize(size);
  await segments.nth(1).click();
  await tab(2);
  await page
    .locator('section, div')
    .getByRole('button', { name: new RegExp(`^${t('results.run', { number: 1 })}`) })
    .first()
    .click();
  await tab(0);
  for (const [index, mode] of ['source', 'result', 'wipe', 'side-by-side', 'difference'].entries()) {
    if (index > 0) await step(`viewer-${mode}`, () => press(String(index + 1)));
  }
  await press('3');
  await step('advanced', () => first(page.getByRole('button', { name: t('restore.advanced') })));
  await first(page.getByRole('button', { name: t('restore.advanced') })).catch(() => undefined);
  await step('models', () => first(page.getByRole('button', { name: new RegExp(`^${t('models.model')}`) })));
  await clear();
  await step('prompt', () => tab(1));
  await step('results', () => tab(2));
  await step('results-details', () => first(page.getByRole('button', { name: t('results.showNoteReportDetails') })));
  await step('analysis', () => tab(3));
  await step('profile', async () => {
    await press('p');
    await page.locator('[data-lane=source] canvas[data-ready=true]').first().waitFor();
  });
  await press('p');
  await step('scatter', async () => (await perform('scatter.show'), dialog()));
  await clear();
  await step('menu', () => page.getByRole('button', { name: t('app.menu'), exact: true }).click());
  await clear();
  await step('segment-menu', () => segments.nth(1).click({ button: 'right' }));
  await clear();
  await step('marker-name', async () => {
    await page.locator('[data-marker]').first().dblclick({ force: true });
    await dialog();
  });
  await clear();
  await step('export-segments', async () => (await press('Control+Shift+E'), dialog()));
  await clear();
  await segments.nth(1).click();
  await step('export-results', async () => (await press('Control+Alt+e'), dialog()));
  await clear();
  await step('queue-exporting', async () => {
    await press('Control+Alt+e');
    await page.getByRole('button', { name: 'H.264' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('results.export'), exact: true })
      .click();
    await layers.first().waitFor({ state: 'detached' });
    await press('Control+j');
    await dialog();
  });
  await step('export-report', async () => {
    const report = page.getByRole('dialog').getByRole('button', { name: t('jobs.reportOf', { title: '' }).trim() });
    await report.first().click({ timeout: 180_000 });
    await page.getByRole('table').last().waitFor();
  });
  await clear();
  await step('collect', async () => (await perform('project.collect'), dialog()));
  await clear();

  // What is done elsewhere waits behind a job that is held, so that all walks see the same queue.
  await step('queue', async () => {
    await page.getByRole('button', { name: /^ridge.*\.mov/ }).click();
    await press('Control+a');
    await press('Control+m');
    await page.getByRole('button', { name: /^summit.*\.mov/ }).click();
    await press('Control+a');
    await press('Control+m');
    await press('Control+j');
    await dialog();
    await page.waitForTimeout(4000);
  });
  await step('job-log', () => first(page.getByRole('dialog').getByRole('button', { name: t('jobs.log', { title: '' }).trim() })));
  await press('Escape');
  await page.waitForTimeout(400);
  for (const name of ['summit_reel_2', 'ridge_1994']) {
    await first(page.getByRole('dialog').getByRole('button', { name: t('jobs.cancel', { title: name }) })).catch(() => undefined);
  }
  await clear();
  await step('empty-results', async () => {
    await page.getByRole('button', { name: /^summit.*\.mov/ }).click();
    await segments.first().click();
    await tab(2);
  });
  await step('empty-prompt', () => tab(1));
  await step('empty-analysis', () => tab(3));
  await tab(0);

  await step('missing', async () => {
    await rename(join(folder, 'tapes'), join(folder, 'moved'));
    await page.reload();
    await page.getByRole('button', { name: /^summit.*\.mov/ }).click();
    await page.waitForTimeout(1000);
  });
  await step('relink', async () => (await perform('media.relink'), dialog()));
  await rename(join(folder, 'moved'), join(folder, 'tapes')).catch(() => undefined);
  await clear();
  await page.reload();
  await step('tour', async () => {
    await perform('help.tour');
    await page.locator('[role=dialog][aria-modal=false]').waitFor();
  });
  for (const number of [2, 3, 4, 5]) await step(`tour-${number}`, () => press('Enter'));
  await press('Escape');
}
