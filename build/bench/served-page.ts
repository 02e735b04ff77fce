import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chromiumOptions, serveHost } from '../served-host.ts';

/** Runs `work` on a page of Chromium that shows the studio of a headless host, in folders of its own. */
export async function withServedPage<T>(folder: string, work: (page: Page, url: string) => Promise<T>): Promise<T> {
  const places = { cacheDir: join(folder, 'window-cache'), dataDir: join(folder, 'window-data') };
  const host = await serveHost({ ...places, args: ['--port', '0'] });
  try {
    const browser = await chromium.launch(chromiumOptions());
    try {
      return await work(await browser.newPage({ viewport: { width: 1280, height: 720 } }), host.url);
    } finally {
      await browser.close();
    }
  } finally {
    await host.stop();
  }
}

export interface NewProject {
  /** Of the host, with its token. */
  readonly url: string;
  /** Where the project goes. */
  readonly folder: string;
  /** A clip or a folder in it, by name. */
  readonly imported: string;
  /** What the project is called. */
  readonly project: string;
}

/** Makes a project and imports into it, as a person would. */
export async function makeProject(page: Page, { url, folder, imported, project }: NewProject): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'New project' }).click();
  // Its own folder first: its path comes into the field when it is read, among what is being typed.
  await page.getByRole('list', { name: /^Contents of ./ }).waitFor({ state: 'attached' });
  await goToFolder(page, folder);
  await page.getByRole('textbox', { name: 'Name' }).fill(project);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText('No clips yet').waitFor();
  await page.getByRole('button', { name: 'Import media' }).last().click();
  await page.getByRole('button', { name: imported }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.locator('[data-segment]').first().waitFor({ timeout: 60_000 });
}

/** In the file browser that is open. */
export async function goToFolder(page: Page, path: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Folder' }).fill(path);
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: `Contents of ${path}` }).waitFor();
}
