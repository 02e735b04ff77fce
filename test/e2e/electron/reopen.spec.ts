import { expect, test } from '@playwright/test';
import { attachedStudio } from './attached-studio.ts';

// What was open at the end, and the language of what stands around the page.
const studio = attachedStudio({
  clips: [
    { name: 'meadow.mp4', frames: 6 },
    { name: 'street.mp4', frames: 6 },
  ],
});

const menuLabels = () =>
  studio.app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items ?? [];
    return [...items.map(({ label }) => label), items[1]?.submenu?.items[0]?.label ?? ''];
  });
const widthOf = (title: string) =>
  studio.app.evaluate(
    ({ BrowserWindow }, wanted) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.getTitle() === wanted)
        ?.getBounds().width ?? 0,
    title,
  );

test('the native menu follows the window into German at once, steps of undo included', async () => {
  await expect(studio.page.getByRole('button', { name: /^meadow\.mp4,/ })).toBeVisible();
  await expect.poll(async () => (await menuLabels()).at(-1)).toBe('Undo: Add segment');

  await studio.page.keyboard.press('Control+,');
  await studio.page.getByRole('button', { name: 'Deutsch' }).click();

  await expect
    .poll(menuLabels)
    .toEqual(['Datei', 'Bearbeiten', 'Timeline', 'Restaurieren', 'Ansicht', 'Hilfe', 'Rückgängig: Segment anlegen']);
  await expect(studio.page.getByRole('button', { name: 'Rückgängig: Segment anlegen', includeHidden: true })).toHaveCount(1);
  await studio.page.getByRole('button', { name: 'English' }).click();
  await expect.poll(async () => (await menuLabels()).at(0)).toBe('File');
  await studio.page.keyboard.press('Escape');
});

test('projects that were open at the end come back in their windows, where those were', async () => {
  const second = await studio.openWindow();
  await second.evaluate((path) => window.app!.call('window.open', { path }), studio.at('none.interweave'));
  await expect.poll(() => studio.app.windows().length).toBe(3);
  const third = studio.app.windows().at(-1)!;
  await expect(third.getByRole('heading', { name: 'Interweave' })).toBeVisible();
  await studio.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.getTitle().startsWith('meadow'))
      ?.setBounds({ x: 30, y: 50, width: 1104, height: 690 }),
  );

  await studio.restart([]);

  await expect.poll(studio.titles).toEqual(['meadow – Interweave']);
  await expect(studio.page.getByRole('button', { name: /^meadow\.mp4,/ })).toBeVisible();
  expect(await widthOf('meadow – Interweave')).toBe(1104);
});

test('where that is switched off, the studio starts empty', async () => {
  await studio.page.keyboard.press('Control+,');
  await studio.page.getByRole('button', { name: 'Start screen' }).click();
  await expect(studio.page.getByRole('button', { name: 'Start screen' })).toHaveAttribute('aria-pressed', 'true');

  await studio.restart([]);

  await expect(studio.page.getByRole('heading', { name: 'Interweave' })).toBeVisible();
  await expect.poll(studio.titles).toEqual(['Interweave']);
});
