import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** What goes wrong in the page from now on: errors that nobody caught, and those of the console. The list grows. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

/** Pictures for whoever asks for them: INTERWEAVE_PICTURES names the folder. */
export async function look(page: Page, name: string): Promise<void> {
  const out = process.env['INTERWEAVE_PICTURES'];
  if (out !== undefined) await page.screenshot({ path: join(out, `${name}.png`), animations: 'disabled' });
}
