import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { findChromium } from '../bootstrap/browser-tests.mjs';
import { rootDir } from '../vite/places.ts';

/** Runs `work` on a page of Chromium that shows the studio of a headless host, in folders of its own. */
export async function withServedPage<T>(folder: string, work: (page: Page, url: string) => Promise<T>): Promise<T> {
  const host = spawn(process.execPath, [join(rootDir, 'native/cli/interweave.ts'), 'serve', '--json', '--port', '0'], {
    cwd: rootDir,
    env: { ...process.env, INTERWEAVE_CACHE: join(folder, 'window-cache'), INTERWEAVE_DATA: join(folder, 'window-data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(host, 'exit');
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const [line] = (await once(createInterface(host.stdout), 'line')) as [string];
    const { url } = JSON.parse(line) as { readonly url: string };
    return await work(await browser.newPage({ viewport: { width: 1280, height: 720 } }), url);
  } finally {
    await browser.close();
    host.kill('SIGINT');
    await exited;
  }
}

interface ClipOfFolder {
  /** Of the host, with its token. */
  readonly url: string;
  readonly folder: string;
  readonly name: string;
}

/** Makes a project with one clip of the folder, as a person would. */
export async function importClip(page: Page, { url, folder, name }: ClipOfFolder): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: `Contents of ${folder}` }).waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill(`Bench ${name.replace(/\W/g, ' ')}`);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText('No clips yet').waitFor();
  await page.getByRole('button', { name: 'Import media' }).last().click();
  await page.getByRole('button', { name }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.locator('[data-segment]').first().waitFor({ timeout: 60_000 });
}
